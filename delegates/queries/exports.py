"""Registrations as rows of a file, and the files that there are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from accounts.models import Person
from delegates.columns import Column, Sheet, columns_of
from delegates.directories import directory_of
from delegates.filters import Rows, Wanted
from delegates.models import Contact, Export, Letter, Registration
from events.models import Event
from files.tables import Cell
from languages import texts

RANGE = 2_000


def rows_of(event: Event, asked: str) -> Rows:
    """Those on the list `asked`; the withdrawn only where the list asks for them."""
    wanted = Wanted.from_query(asked)
    rows = wanted.rows(event)
    return rows if "state" in wanted.values else rows.exclude(state=Registration.State.WITHDRAWN)


def letters_on(export: Export) -> QuerySet[Letter]:
    """Those issued by the moment when the file was asked for: a yes lets no later ones out."""
    return Letter.objects.filter(
        event=export.event, state=Letter.State.ISSUED, issued_at__lte=export.asked_at
    )


def contacts_on(export: Export) -> QuerySet[Contact]:
    """Those of the directory who stood there when the file was asked for."""
    organisations = directory_of(export.event).organisations
    return Contact.objects.filter(organisation__in=organisations, since__lte=export.asked_at)


ON: dict[str, Callable[[Export], QuerySet[Any]]] = {
    Export.Subject.REGISTRATIONS: lambda export: rows_of(export.event, export.asked),
    Export.Subject.LETTERS: letters_on,
    Export.Subject.CONTACTS: contacts_on,
}


def people_on(export: Export) -> QuerySet[Any]:
    """The people of a file."""
    return ON[export.subject](export)


def table(event: Event, keys: Sequence[str], asked: str = "") -> Iterator[list[Cell]]:
    """A row for each registration, range by range: three queries for each 2,000."""
    known = columns_of(event)
    columns = {key: known[key] for key in keys}
    sources = ["pk", *(column.source for column in columns.values())]
    rows = rows_of(event, asked).order_by("pk").values_list(*sources)
    last = 0
    while piece := list(rows.filter(pk__gt=last)[:RANGE]):
        last = piece[-1][0]
        yield from _cells(event, columns, piece)


def _cells(
    event: Event, columns: Mapping[str, Column], rows: Sequence[tuple[Any, ...]]
) -> Iterator[list[Cell]]:
    places = [place for place, column in enumerate(columns.values(), 1) if column.is_text]
    ids = {row[place] for row in rows for place in places}
    sheet = Sheet(event, texts.load(ids, [event.lang]))
    cells = [column.cell for column in columns.values()]
    for row in rows:
        yield [cell(value, sheet) for cell, value in zip(cells, row[1:], strict=True)]


def exports(event: Event) -> list[Export]:
    """The latest hundred. One query."""
    return _latest(event.exports.all(), event)


def own_exports(event: Event, subject: str, person: Person) -> list[Export]:
    """The latest that she asked for. One query."""
    return _latest(event.exports.filter(subject=subject, asked_by=person), event)[:10]


def _latest(rows: QuerySet[Export], event: Event) -> list[Export]:
    found = list(rows.select_related("asked_by", "answered_by")[:100])
    for each in found:
        each.event = event
    return found
