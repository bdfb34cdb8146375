"""How an event fills its seats, and whether its counters are true."""

from typing import Any

from django.db import transaction
from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from accounts.records import note
from delegates import seats
from delegates.models import Quota, Seating
from delegates.tasks import registrations as tasks
from events.models import Event


@transaction.atomic
def set_seating(*, event: Event, by: Any, **chosen: Any) -> Seating:
    """Writes an event's own choices, by the names of Seating's columns."""
    seats.close_book(event)
    made, _new = Seating.objects.update_or_create(event=event, defaults=chosen)
    note(by, "chose how seats are filled", event, sorted(chosen))
    tasks.move_waiting_up.enqueue(event.pk)
    return made


def reconcile() -> list[Quota]:
    """Writes anew each counter that is not the sum of its claims; returns those it had to."""
    claimed = Coalesce(Sum("claims__seats"), 0)
    wrong = Quota.objects.annotate(claimed=claimed).exclude(used=F("claimed"))
    return [found for quota in wrong if (found := _count(quota))]


@transaction.atomic
def _count(quota: Quota) -> Quota | None:
    seats.close_book(Event(pk=quota.event_id))
    held = Quota.objects.select_for_update().get(pk=quota.pk)
    claimed = held.claims.aggregate(seats=Coalesce(Sum("seats"), 0))["seats"]
    if held.used == claimed:
        return None
    Quota.objects.filter(pk=held.pk).update(used=claimed)
    note(None, "counted the seats of a quota anew", held, ["used"])
    held.counted = claimed  # type: ignore[attr-defined]
    return held
