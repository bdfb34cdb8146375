"""The machine readable zone of a travel document (ICAO Doc 9303-4 to 9303-7), read and checked.

No library is used: see docs/decisions.md. Of what stands in the zone the name alone has no check
digit (`delegates/passports/names.py` compares it).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

WEIGHTS = (7, 3, 1)
FILLER = "<"
ALLOWED = re.compile(r"[A-Z0-9<]*")
# What people type or paste for the filler.
FILLERS = str.maketrans({"«": "<<", "‹": "<", "＜": "<"})


class Unreadable(ValueError):
    """These are not the lines of a zone; `lines` are the lengths that were found."""

    def __init__(self, lines: list[int]) -> None:
        super().__init__(f"No zone has lines of {lines} places.")
        self.lines = lines


@dataclass(frozen=True)
class Span:
    """Places `start` to `end` (from 0, the end left out) of line `line`."""

    line: int
    start: int
    end: int

    def of(self, lines: list[str]) -> str:
        return lines[self.line][self.start : self.end]


@dataclass(frozen=True)
class Format:
    """Where everything stands. The check digit of a field is the place after it."""

    lines: int
    width: int
    name: Span
    fields: Mapping[str, Span]
    checked: tuple[str, ...]
    composite: tuple[Span, ...] = ()


DATES = {"birth": Span(1, 13, 19), "expiry": Span(1, 21, 27)}
BOOKLET = {"number": Span(1, 0, 9), "nationality": Span(1, 10, 13), "sex": Span(1, 20, 21)} | DATES
CHECKED = ("number", "birth", "expiry")

FORMATS = {
    "TD3": Format(
        2,
        44,
        Span(0, 5, 44),
        BOOKLET | {"optional": Span(1, 28, 42)},
        (*CHECKED, "optional"),
        (Span(1, 0, 10), Span(1, 13, 20), Span(1, 21, 43)),
    ),
    "TD2": Format(
        2,
        36,
        Span(0, 5, 36),
        BOOKLET | {"optional": Span(1, 28, 35)},
        CHECKED,
        (Span(1, 0, 10), Span(1, 13, 20), Span(1, 21, 35)),
    ),
    "TD1": Format(
        3,
        30,
        Span(2, 0, 30),
        {
            "number": Span(0, 5, 14),
            "optional": Span(0, 15, 30),
            "birth": Span(1, 0, 6),
            "sex": Span(1, 7, 8),
            "expiry": Span(1, 8, 14),
            "nationality": Span(1, 15, 18),
        },
        CHECKED,
        (Span(0, 5, 30), Span(1, 0, 7), Span(1, 8, 15), Span(1, 18, 29)),
    ),
    "MRV-A": Format(2, 44, Span(0, 5, 44), BOOKLET | {"optional": Span(1, 28, 44)}, CHECKED),
    "MRV-B": Format(2, 36, Span(0, 5, 36), BOOKLET | {"optional": Span(1, 28, 36)}, CHECKED),
}


@dataclass(frozen=True)
class Zone:
    """What a zone says. `wrong` names the fields whose check digit does not fit."""

    format: str
    document: str
    issuer: str
    name: str
    number: str
    nationality: str
    birth: str
    expiry: str
    sex: str
    optional: str
    wrong: tuple[str, ...]

    def birth_date(self, today: date) -> date | None:
        """None where the zone leaves a part of it unknown. Nobody is born in the future."""
        return _date(self.birth, latest=today.year)

    def expiry_date(self) -> date | None:
        return _date(self.expiry, latest=2099)


def check_digit(field: str) -> int:
    """7-3-1 over digits, A = 10 to Z = 35, filler 0, modulo 10 (ICAO Doc 9303-3 §4.9)."""
    values = (0 if letter == FILLER else int(letter, 36) for letter in field)
    return sum(value * WEIGHTS[place % 3] for place, value in enumerate(values)) % 10


def read(typed: str) -> Zone:
    """The zone as it was typed or pasted. Raises Unreadable where no format fits."""
    lines = lines_of(typed)
    name = format_of(lines)
    if name is None:
        raise Unreadable([len(line) for line in lines])
    shape = FORMATS[name]
    found = {field: span.of(lines) for field, span in shape.fields.items()}
    checks = {field: _after(lines, shape.fields[field]) for field in shape.checked}
    _take_long_number(found, checks)
    wrong = [field for field, digit in checks.items() if not fits(found[field], digit)]
    covered = "".join(span.of(lines) for span in shape.composite)
    if covered and not fits(covered, lines[1][-1]):
        wrong.append("composite")
    return Zone(
        format=name,
        document=lines[0][:2].rstrip(FILLER),
        issuer=lines[0][2:5].rstrip(FILLER),
        name=shape.name.of(lines).rstrip(FILLER),
        wrong=tuple(wrong),
        **{field: value.rstrip(FILLER) for field, value in found.items()},
    )


def fits(field: str, digit: str) -> bool:
    """Whether `digit` checks `field`; a field that is empty may have a filler instead."""
    if digit == FILLER:
        return not field.strip(FILLER)
    return digit.isdigit() and int(digit) == check_digit(field)


def lines_of(typed: str) -> list[str]:
    """The lines in capitals, without blanks; a zone in one line is parted, and filler that was
    lost at the end of the line of the name is put back.
    """
    plain = unicodedata.normalize("NFKC", typed.translate(FILLERS)).upper()
    lines = ["".join(line.split()) for line in plain.splitlines()]
    lines = [line for line in lines if line]
    if len(lines) == 1:
        lines = _parted(lines[0])
    if len(lines) in {2, 3}:
        place = 0 if len(lines) == 2 else 2
        lines[place] = lines[place].ljust(len(lines[1]), FILLER)
    return lines


def format_of(lines: list[str]) -> str | None:
    """The format's name. A code that begins with P is a passport (`P<`, `PP` …), V a visa."""
    if not all(ALLOWED.fullmatch(line) for line in lines):
        return None
    visa = bool(lines) and lines[0].startswith("V")
    for name, shape in FORMATS.items():
        same = [len(line) for line in lines] == [shape.width] * shape.lines
        if same and visa == name.startswith("MRV") and (name != "TD3" or lines[0][0] == "P"):
            return name
    return None


def _parted(line: str) -> list[str]:
    width = {88: 44, 72: 36, 90: 30}.get(len(line), len(line) or 1)
    return [line[start : start + width] for start in range(0, len(line), width)]


def _after(lines: list[str], span: Span) -> str:
    return lines[span.line][span.end]


def _take_long_number(found: dict[str, str], checks: dict[str, str]) -> None:
    """A number of more than nine places goes on in the optional field, up to its check digit and
    a filler (ICAO Doc 9303-5 §4.2.2, note j).
    """
    if checks["number"] != FILLER or "optional" in checks:
        return
    rest, _, optional = found["optional"].partition(FILLER)
    if rest and not found["number"].endswith(FILLER):
        found["number"] += rest[:-1]
        checks["number"] = rest[-1]
        found["optional"] = optional


def _date(digits: str, *, latest: int) -> date | None:
    """YYMMDD, in the hundred years that end with `latest`."""
    if len(digits) != 6 or not digits.isdigit():
        return None
    year = latest - latest % 100 + int(digits[:2])
    try:
        return date(year if year <= latest else year - 100, int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return None


def in_words(fields: Iterable[str], words: Mapping[str, str]) -> str:
    """Names of fields as a reader calls them."""
    return ", ".join(str(words[field]) for field in fields)
