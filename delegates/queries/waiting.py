"""Why somebody waits."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from delegates.line import Entry, steps_of
from delegates.models import Delegation, Quota, Registration, Wish, seating_of
from events.models import Event


@dataclass(frozen=True)
class Wait:
    """The quotas that she needs, those of them that are full for her, and how many are before.

    `saved` says that free seats are kept back until her party can be seated together.
    """

    needs: list[Quota]
    full: list[str]
    before: int
    party: int = 1
    saved: bool = False


def wait_of(entry: Entry) -> Wait | None:
    """None for those who do not wait. Six queries."""
    if entry.state != Registration.State.WAITING:
        return None
    steps = steps_of(entry)
    rows = Quota.objects.filter(pk__in=list(steps), size__isnull=False)
    needs = list(rows.order_by("pk"))
    short = [quota for quota in needs if quota.free < steps[quota.pk]]
    event = Event.objects.select_related("seating").get(pk=entry.event_id)
    party = max(steps.values(), default=1) if isinstance(entry, Wish) else entry.party
    return Wait(
        needs=needs,
        full=[quota.name for quota in short],
        before=_before(entry, short),
        party=party,
        saved=party > 1 and entry.passed_over >= seating_of(event).patience,
    )


def _before(entry: Entry, short: list[Quota]) -> int:
    """How many came earlier and wait for a seat of the same quotas: to come, as delegations, and
    to change.
    """
    return sum(_earlier(entry, model, short).count() for model in (Registration, Delegation, Wish))


def _earlier(entry: Entry, model: Any, short: list[Quota]) -> QuerySet[Any]:
    sooner, together = Q(queued_at__lt=entry.queued_at), Q(queued_at=entry.queued_at)
    if isinstance(entry, model):
        sooner |= together & Q(pk__lt=entry.pk)
    elif isinstance(entry, Wish):
        sooner |= together
    mark = "x" if model is Wish else "."
    same = [Q(signature__contains=f".{quota.pk}{mark}") for quota in short]
    needs = reduce(or_, [Q(signature=entry.signature), *same])
    rows = model._default_manager.filter(event=entry.event_id, state=Registration.State.WAITING)
    return rows.filter(sooner, needs)
