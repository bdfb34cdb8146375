"""What is forgotten after an event, class by class: the promise of `Until.EVENT_ENDS`, kept by a
job.

Each app adds what it holds to `forgotten` in AppConfig.ready(), with its class and how long that
is kept. Days are those of the event's own zone. Forgetting twice is forgetting once. What is left
afterwards is an error, which the job tells and tries again; what is gone leaves a receipt, which
holds numbers and no names.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from accounts.records import note
from events.models import Event, Receipt

KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Forgotten:
    """Rows of an event that still hold what must go `kept` after its last day.

    `values` are the columns as they are afterwards; without any the rows are deleted. `afterwards`
    runs once they are verified to be gone: a key, a file. It may run twice.
    """

    name: str
    rows: Callable[[Event], QuerySet[Any]]
    values: Mapping[str, Any] = field(default_factory=dict)
    kept: timedelta = KEPT
    # Runs before the rows go, every time: what must be counted or destroyed first.
    beforehand: Callable[[Event], None] = lambda event: None
    afterwards: Callable[[Event], None] = lambda event: None


# In the order in which it is done. Apps add theirs in AppConfig.ready().
forgotten: list[Forgotten] = []


class StillThere(Exception):
    """Something that should be gone is not."""


def forget_ended(now: datetime | date) -> dict[str, int]:
    """Forgets what is due of every event that has ended; rows by event and kind.

    One event that fails does not keep the others. Raises StillThere at the end, and what is left
    is tried again.
    """
    counts: dict[str, int] = {}
    left: list[str] = []
    for event in Event.objects.order_by("pk"):
        due = due_of(event, now)
        try:
            found = forget(event, due) if due else {}
        except StillThere as error:
            left.append(str(error))
        else:
            counts |= {f"{event.slug}: {name}": many for name, many in found.items()}
    if left:
        raise StillThere("; ".join(left))
    return counts


def due_of(event: Event, now: datetime | date) -> list[Forgotten]:
    """What is due by the calendar of the event's zone; a day is that of every zone."""
    today = now.astimezone(event.tz).date() if isinstance(now, datetime) else now
    return [each for each in forgotten if today > event.ends + each.kept]


@transaction.atomic
def forget(event: Event, due: Iterable[Forgotten] | None = None) -> dict[str, int]:
    """Forgets what one event holds; rows by kind. Raises StillThere, and then nothing is done."""
    counts: dict[str, int] = {}
    for each in forgotten if due is None else due:
        each.beforehand(event)
        rows = each.rows(event)
        many = rows.update(**each.values) if each.values else rows.delete()[0]
        if each.rows(event).exists():
            raise StillThere(f"{event.slug}: {each.name}")
        if many:
            counts[each.name] = many
            transaction.on_commit(lambda each=each: each.afterwards(event))  # type: ignore[misc]
    if counts:
        note(None, "forgot what was kept until the event's end", event, sorted(counts))
        Receipt.objects.create(event=event, counts=counts)
    return counts
