"""The directory as a table: its columns, and what may stand in their cells."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from delegates.models import Organisation
from events import countries
from files.sheets import cell_name
from languages import tags
from languages.cleaning import clean_words
from languages.folding import fold

# In the order of the file that Convoca writes. Headings are read in every language of the
# interface; names in other languages stand in `name_fr`, `name_ar` and so on.
COLUMNS = {
    "id": _("id"),
    "key": _("your own number"),
    "name": _("name"),
    "language": _("language of the name"),
    "acronym": _("acronym"),
    "kind": _("kind"),
    "country": _("country or territory"),
    "place": _("place"),
    "networks": _("networks"),
    "themes": _("themes"),
    "web": _("web page"),
}
CONTACT_COLUMNS = {
    "contact": _("contact"),
    "contact_email": _("e-mail of the contact"),
    "contact_position": _("what the contact does there"),
    "contact_phone": _("telephone of the contact"),
    "contact_language": _("language of the contact"),
}
# Whom to write to there; a row holds one. The columns' names, and the contact's.
CONTACT = {
    "contact": "name",
    "contact_email": "email",
    "contact_position": "position",
    "contact_phone": "phone",
    "contact_language": "lang",
}
OTHER_NAME = re.compile(r"name[ _(]+([a-z]{2,3}(?:-[a-z0-9]+)?)\)?", re.IGNORECASE)
WIDTH = 60
_email = forms.EmailField(max_length=254)
_url = forms.URLField(max_length=200, assume_scheme="https")


@dataclass(frozen=True)
class Fault:
    """What is wrong in a cell, such as `B7`; what is wrong with the whole table has none."""

    cell: str
    words: Any


@dataclass(frozen=True)
class Line:
    """One organisation; `given` holds only what was filled in."""

    number: int
    given: dict[str, Any]
    names: dict[str, str] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Table:
    lines: list[Line]
    faults: list[Fault]
    places: dict[str, int]

    def fault(self, line: Line, column: str, words: Any) -> None:
        self.faults.append(Fault(cell_name(line.number, self.places.get(column, 0)), words))


def read(rows: Sequence[Sequence[str]]) -> Table:
    """The lines of a table whose first row is the heading, and every fault at its cell."""
    places = _places(rows[0] if rows else [])
    table = Table([], [], places)
    if "name" not in places and "id" not in places:
        table.faults.append(Fault("A1", _("No column is called “name”.")))
        return table
    for number, row in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in row):
            table.lines.append(_line(number, row, table))
    return table


def _line(number: int, row: Sequence[str], table: Table) -> Line:
    line = Line(number, {}, {})
    for column, at in table.places.items():
        words = row[at].strip() if at < len(row) else ""
        if not words:
            continue
        try:
            if column.startswith("name_"):
                line.names[column.removeprefix("name_")] = clean_words(words, most=200)
            else:
                line.given[column] = CLEANERS[column](words)
        except ValidationError as error:
            line.wrong.add(column)
            table.fault(line, column, error.messages[0])
    return line


def _places(heading: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, title in enumerate(heading):
        column = headings().get(fold(title.replace("_", " ")))
        other = OTHER_NAME.fullmatch(title.strip())
        if other and tags.named(other[1]):
            column = f"name_{other[1].lower()}"
        if column:
            found.setdefault(column, at)
    return found


def in_each_language(named: Callable[[], dict[str, Any]]) -> dict[str, str]:
    """Folded words to what they mean, in every language of the interface."""
    found: dict[str, str] = {}
    for lang, _name in settings.LANGUAGES:
        with override(lang):
            found |= {fold(str(words)): value for value, words in named().items()}
    return found | {fold(value.replace("_", " ")): value for value in named()}


@lru_cache(maxsize=1)
def headings() -> dict[str, str]:
    return in_each_language(lambda: COLUMNS | CONTACT_COLUMNS)


@lru_cache(maxsize=1)
def kinds() -> dict[str, str]:
    return in_each_language(lambda: dict(Organisation.Kind.choices))


@lru_cache(maxsize=1)
def country_codes() -> dict[str, str]:
    return in_each_language(lambda: dict(countries.choices()))


def _one_of(known: Callable[[], dict[str, str]], refused: Any) -> Callable[[str], str]:
    def clean(words: str) -> str:
        if fold(words) not in known():
            raise ValidationError(refused, params={"words": words})
        return known()[fold(words)]

    return clean


def _uid(words: str) -> str:
    try:
        return str(UUID(words))
    except ValueError as error:
        raise ValidationError(_("This is no id that Convoca gave.")) from error


def _language(words: str) -> str:
    tag = tags.named(words)
    if tag is None:
        raise ValidationError(
            _("“%(words)s” is not a language that we know."), params={"words": words}
        )
    return tag


def _several(words: str) -> list[str]:
    parts = [clean_words(part, most=200) for part in words.split(";")]
    return [part for part in parts if part]


def _address(words: str) -> str:
    return clean_words(_email.clean(words).lower(), most=254)


def _web(words: str) -> str:
    return clean_words(_url.clean(words), most=200)


CLEANERS: dict[str, Callable[[str], Any]] = {
    "id": _uid,
    "key": lambda words: clean_words(words, most=200),
    "name": lambda words: clean_words(words, most=200),
    "language": _language,
    "acronym": lambda words: clean_words(words, most=30),
    "kind": _one_of(kinds, _("“%(words)s” is no kind of organisation that we know.")),
    "country": _one_of(country_codes, _("“%(words)s” is no country or territory that we know.")),
    "place": lambda words: clean_words(words, most=120),
    "networks": _several,
    "themes": _several,
    "web": _web,
    "contact": lambda words: clean_words(words, most=200),
    "contact_email": _address,
    "contact_position": lambda words: clean_words(words, most=120),
    "contact_phone": lambda words: clean_words(words, most=60),
    "contact_language": _language,
}
