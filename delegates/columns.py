"""Columns of a file of registrations. Keys are stable: whoever reads files by them goes on to.

Other topics add theirs to COLUMNS, and those that differ from event to event to `of_event`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.models import Event
from files.tables import Cell
from languages.texts import Reading


@dataclass(frozen=True)
class Sheet:
    """What cells need besides their row: the event, and the texts of these rows."""

    event: Event
    read: dict[int | None, Reading]


def plain(value: Any, sheet: Sheet) -> Cell:
    """A list becomes words with spaces, a moment ISO 8601 in the event's zone."""
    if isinstance(value, list):
        return " ".join(map(str, value))
    if isinstance(value, datetime):
        return value.astimezone(sheet.event.tz).isoformat(timespec="seconds")
    return value if isinstance(value, int | float) else str(value or "")


def named(value: Any, sheet: Sheet) -> Cell:
    """A text by its id."""
    return str(sheet.read[value])


@dataclass(frozen=True)
class Column:
    """`source` is read from the database, `cell` is written. A `text` is the id of a text."""

    label: Any
    source: str
    cell: Callable[[Any, Sheet], Cell] = plain

    @property
    def is_text(self) -> bool:
        return self.cell is named


COLUMNS: dict[str, Column] = {
    "uid": Column(_("identity in this system"), "uid"),
    "full_name": Column(_("full name"), "full_name"),
    "called": Column(_("how to call"), "called"),
    "public_name": Column(_("public name"), "public_name"),
    "latin_name": Column(_("name in Latin letters"), "latin_name"),
    "email": Column(_("e-mail"), "person__email"),
    "category": Column(_("category"), "category"),
    "state": Column(_("state"), "state"),
    "country": Column(_("country or territory"), "country"),
    "constituency": Column(_("constituency"), "constituency__name_id", named),
    "organisation": Column(_("organisation"), "organisation__name_id", named),
    "attendance": Column(_("attendance"), "attendance"),
    "speaks": Column(_("languages spoken"), "speaks"),
    "reads": Column(_("languages read"), "reads"),
    "needs": Column(_("needs"), "needs"),
    "registered_at": Column(_("registered at"), "registered_at"),
}
of_event: list[Callable[[Event], dict[str, Column]]] = []


def columns_of(event: Event) -> dict[str, Column]:
    """All columns that a file of this event may have, by their keys."""
    found = dict(COLUMNS)
    for offered in of_event:
        found |= offered(event)
    return found
