"""Names as a zone writes them (ICAO Doc 9303-3 §4.6 and §6), compared by all forms they may take.

A letter such as Ü has several forms (UE, UXX, U); the state chooses. Letters of other scripts
have none here: then nothing is said against the zone.
"""

import unicodedata
from enum import Enum

# The first form is the one that is shown. Ə is no letter of the table; passports write A.
FORMS: dict[str, tuple[str, ...]] = {
    "Ä": ("AE", "A"),
    "Å": ("AA", "A"),
    "Æ": ("AE",),
    "Ð": ("D",),
    "Đ": ("D",),
    "Ə": ("A", "E"),
    "Ħ": ("H",),
    "Ĳ": ("IJ",),
    "ı": ("I",),
    "İ": ("I",),
    "ĸ": ("Q",),
    "Ł": ("L",),
    "Ñ": ("N", "NXX"),
    "Ŋ": ("N",),
    "Ö": ("OE", "O"),
    "Ø": ("OE",),
    "Œ": ("OE",),
    "ẞ": ("SS",),
    "ß": ("SS",),
    "Ŧ": ("T",),
    "Þ": ("TH",),
    "Ü": ("UE", "UXX", "U"),
}
BETWEEN = frozenset(" -‐‑‒–/")
FILLER = "<"
WIDTH = 39


class Match(Enum):
    """How a name and a zone go together."""

    SAME = "same"
    CUT = "perhaps cut"
    OTHER = "other"
    UNSURE = "not to be told"


Forms = list[tuple[str, ...]]


def forms_of(part: str) -> Forms:
    """The forms of each letter in turn. Blanks and hyphens become one filler, every other mark
    is dropped. Raises LookupError for a letter without a form.
    """
    found: Forms = []
    for letter in unicodedata.normalize("NFC", part).strip():
        if letter in BETWEEN or letter.isspace():
            if found and found[-1] != (FILLER,):
                found.append((FILLER,))
        elif letter.isalpha():
            found.append(forms_of_letter(letter))
    return found[:-1] if found and found[-1] == (FILLER,) else found


def forms_of_letter(letter: str) -> tuple[str, ...]:
    """Raises LookupError."""
    for known in (letter, letter.upper()):
        if known in FORMS:
            return FORMS[known]
    bare = unicodedata.normalize("NFD", letter.upper())[0]
    if bare in FORMS:
        return FORMS[bare]
    if not ("A" <= bare <= "Z"):
        raise LookupError(letter)
    return (bare,)


def forms_of_name(surname: str, given: str) -> Forms:
    """Surname, two fillers, given names; of two parts one may be missing. Raises LookupError."""
    parts = [forms for forms in (forms_of(surname), forms_of(given)) if forms]
    return parts[0] if len(parts) == 1 else [*parts[0], (FILLER * 2,), *parts[1]] if parts else []


def zone_form(surname: str, given: str, width: int = WIDTH) -> str:
    """How a zone writes the name in its first form, cut at `width`; empty if it cannot be told."""
    try:
        return "".join(forms[0] for forms in forms_of_name(surname, given))[:width]
    except LookupError:
        return ""


def compare(surname: str, given: str, zone: str, width: int = WIDTH) -> Match:
    """Whether `zone`, the field of the name, may be how this name is written.

    Where the field is full the name may have been cut, perhaps between surname and given names,
    and the zone need only be the beginning of one of its forms.
    """
    try:
        forms = forms_of_name(surname, given)
    except LookupError:
        return Match.UNSURE
    zone = zone.rstrip(FILLER)
    cut = len(zone) >= width - len(FILLER * 2)
    if not _fits(forms, zone, cut=cut):
        return Match.OTHER
    return Match.CUT if cut else Match.SAME


def _fits(forms: Forms, zone: str, *, cut: bool) -> bool:
    places = {0}
    for letter in forms:
        if cut and any(_runs_out(letter, zone, place) for place in places):
            return True
        places = {
            place + len(form) for place in places for form in letter if zone.startswith(form, place)
        }
    return len(zone) in places


def _runs_out(letter: tuple[str, ...], zone: str, place: int) -> bool:
    """Whether the zone ends before or within one of the letter's forms."""
    return any(form.startswith(zone[place:]) for form in letter)
