"""A coordinator's list of people, read from XLSX or CSV: every fault at its row and cell."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext, gettext_lazy, override
from openpyxl.utils.exceptions import InvalidFileException

from delegates.refusals import NoList
from files.sheets import NotATable, cell_name, workbook_lines
from files.tables import unguarded
from languages.cleaning import clean_words
from languages.folding import fold

MOST_ROWS = 5_000
MOST_COLUMNS = 20
MOST_BYTES = 3_000_000
COLUMNS = {
    "full_name": gettext_lazy("full name"),
    "email": gettext_lazy("e-mail"),
    "until": gettext_lazy("answer by"),
}
KNOWN = {"name": "full_name", "e mail": "email", "mail": "email", "until": "until"}


@dataclass(frozen=True)
class Row:
    """One person; `number` is the row of the file, `until` a day (ISO) or empty."""

    number: int
    full_name: str
    email: str
    until: str = ""


@dataclass(frozen=True)
class Fault:
    """What is wrong in a cell, such as `B7`; a fault of the whole list has none."""

    cell: str
    words: str

    def stored(self) -> dict[str, str]:
        return asdict(self)


@dataclass
class Read:
    """The good rows of a file, and what is wrong with the others."""

    rows: list[Row]
    faults: list[Fault]


def read(name: str, content: bytes, *, today: date, languages: Sequence[str]) -> Read:
    """Reads a list with a heading row. Nothing is written. Raises NoList for what is none."""
    if len(content) > MOST_BYTES:
        raise NoList
    lines = list(_lines(name, content))
    places = _places(lines[0], languages) if lines else {}
    if "full_name" not in places or "email" not in places:
        raise NoList
    found = Read([], [])
    for number, line in enumerate(lines[1:], 2):
        if any(str(cell or "").strip() for cell in line):
            _row(found, number, {key: _cell(line, at) for key, at in places.items()}, places, today)
    return without_doubles(found, places)


def _lines(name: str, content: bytes) -> Iterator[list[Any]]:
    try:
        if name.lower().endswith(".csv"):
            yield from _csv(content)
        else:
            lines = islice(workbook_lines(content), MOST_ROWS + 1)
            yield from (line[:MOST_COLUMNS] for line in lines)
    except NotATable as error:
        raise NoList from error
    except (UnicodeDecodeError, csv.Error, zipfile.BadZipFile, InvalidFileException) as error:
        raise NoList from error
    except (LookupError, SyntaxError, ValueError, OSError) as error:  # SyntaxError: broken XML
        raise NoList from error


def _csv(content: bytes) -> Iterator[list[Any]]:
    text = content.decode("utf-8-sig")
    mark = ";" if text.partition("\n")[0].count(";") else ","
    for number, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark)):
        if number > MOST_ROWS:
            raise NoList
        yield [unguarded(cell) for cell in line]


def _places(heading: Sequence[Any], languages: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by its heading in English or in a language of the reader's."""
    names = dict(KNOWN)
    for lang in ("en", *languages):
        with override(lang):
            names |= {fold(str(title)): key for key, title in COLUMNS.items()}
    names |= {fold(key.replace("_", " ")): key for key in COLUMNS}
    found: dict[str, int] = {}
    for at, title in enumerate(heading):
        key = names.get(fold(str(title or "").replace("_", " ")))
        if key:
            found.setdefault(key, at)
    return found


def _cell(line: Sequence[Any], at: int) -> Any:
    return line[at] if at < len(line) and line[at] is not None else ""


def _row(
    found: Read, number: int, cells: dict[str, Any], places: dict[str, int], today: date
) -> None:
    checks: dict[str, Callable[[Any], str]] = {
        "full_name": _name,
        "email": _email,
        "until": lambda value: _day(value, today),
    }
    good: dict[str, str] = {}
    for key, value in cells.items():
        try:
            good[key] = checks[key](value)
        except ValidationError as error:
            found.faults.append(Fault(cell_name(number, places[key]), error.messages[0]))
    if len(good) == len(cells):
        found.rows.append(Row(number=number, **good))


def _name(value: Any) -> str:
    words = clean_words(str(value), most=200)
    if not words:
        raise ValidationError(gettext("The name is missing."))
    return words


def _email(value: Any) -> str:
    address = str(value).strip()
    if not address:
        raise ValidationError(gettext("The e-mail address is missing."))
    validate_email(address)
    return address.casefold()


def _day(value: Any, today: date) -> str:
    if value == "":
        return ""
    try:
        day = value.date() if isinstance(value, datetime) else date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise ValidationError(
            gettext("“%(value)s” is no date. Write it as 2026-05-31.") % {"value": str(value)[:40]}
        ) from error
    if day < today:
        raise ValidationError(gettext("This day is over."))
    return day.isoformat()


def without_doubles(found: Read, places: dict[str, int]) -> Read:
    """Rows that repeat an address, or a name under another address, become faults."""
    rows: list[Row] = []
    addresses: dict[str, int] = {}
    names: dict[str, int] = {}
    for row in found.rows:
        name = fold(row.full_name)
        if row.email in addresses:
            words = gettext("The same address stands in row %(row)d.")
            seen, key = addresses[row.email], "email"
        elif name in names:
            words = gettext("The same name stands in row %(row)d, with another address.")
            seen, key = names[name], "full_name"
        else:
            rows.append(row)
            addresses[row.email] = names[name] = row.number
            continue
        found.faults.append(Fault(cell_name(row.number, places[key]), words % {"row": seen}))
    found.faults.sort(key=lambda fault: int("".join(filter(str.isdigit, fault.cell)) or 0))
    return Read(rows, found.faults)
