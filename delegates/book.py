"""The book of an event: what an action needs to know before it takes seats, in one statement."""

from functools import cache
from typing import Any

from django.db import connection

from access.rows import columns, read
from delegates.models import Delegation, Exclusion, Registration, Seating, Wish
from events.models import Constituency, Event

LOCK_MS = 3_000


def read_book(event: Event, person: Any = None) -> Any:
    """The event as it stands now, with `seating` joined (or None), and whether `somebody_waits`,
    it has `constituencies_set` and `excludes` the person. One statement; on PostgreSQL three that
    go there together, which hold the event's row against a change of its quotas until the commit.
    """
    asked = [getattr(person, "pk", None), event.pk]
    with connection.cursor() as cursor:
        cursor.execute(_held(event.pk) + _worded(connection.vendor), asked)
        while connection.vendor == "postgresql" and cursor.nextset():
            pass
        row = cursor.fetchone()
    if row is None:
        raise Event.DoesNotExist
    return _opened(event, row)


def _held(event: int) -> str:
    """What is said before: each statement sees what was committed when it begins, so that the
    book is read as it stands once the row is held.
    """
    if connection.vendor != "postgresql":
        return ""
    row = f"SELECT 1 FROM {Event._meta.db_table} WHERE id = {event:d} FOR KEY SHARE; "  # noqa: S608 (a number)
    return f"SET LOCAL lock_timeout = {LOCK_MS}; {row}"


def _opened(event: Event, row: Any) -> Any:
    many = len(Event._meta.concrete_fields)
    book = read(Event, row[:many])
    more = row[many:-3]
    book.somebody_waits, book.constituencies_set, book.excludes = map(bool, row[-3:])
    book._state.fields_cache["seating"] = seating = read(Seating, more) if more[0] else None
    if seating:
        seating.event = book
    if "series" in event._state.fields_cache:
        book.series = event.series
    return book


@cache
def _worded(vendor: str) -> str:
    """Each database quotes names its own way."""
    event, registration = Event._meta.db_table, Registration._meta.db_table
    waits = " OR ".join(
        f"EXISTS(SELECT 1 FROM {table} w WHERE w.event_id = e.id AND w.state = 'waiting')"  # noqa: S608 (names of tables)
        for table in (registration, Wish._meta.db_table, Delegation._meta.db_table)
    )
    sets = f"SELECT 1 FROM {Constituency._meta.db_table} c WHERE c.event_id = e.id"  # noqa: S608 (names of tables)
    excludes = (
        f"SELECT 1 FROM {Exclusion._meta.db_table} x JOIN {registration} r "  # noqa: S608 (names of tables)
        "ON x.registration_id = r.id "
        "WHERE r.event_id = e.id AND r.person_id = %s AND x.state = 'holds'"
    )
    return (
        f"SELECT {columns(Event, 'e')}, {columns(Seating, 's')}, "  # noqa: S608 (names of tables)
        f"({waits}), EXISTS({sets}), EXISTS({excludes}) FROM {event} e "
        f"LEFT JOIN {Seating._meta.db_table} s ON s.event_id = e.id WHERE e.id = %s"
    )
