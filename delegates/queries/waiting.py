"""Why somebody waits."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from delegates.models import Quota, Registration, seating_of
from delegates.seats import needed
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


def wait_of(registration: Registration) -> Wait | None:
    """None for those who do not wait. Three queries."""
    if registration.state != Registration.State.WAITING:
        return None
    rows = Quota.objects.filter(pk__in=needed(registration.signature), size__isnull=False)
    needs = list(rows.order_by("pk"))
    short = [quota for quota in needs if quota.free < registration.party]
    event = Event.objects.select_related("seating").get(pk=registration.event_id)
    return Wait(
        needs=needs,
        full=[quota.name for quota in short],
        before=_before(registration, short),
        party=registration.party,
        saved=registration.party > 1 and registration.passed_over >= seating_of(event).patience,
    )


def _before(registration: Registration, short: list[Quota]) -> int:
    """How many came earlier and wait for a seat of the same quotas."""
    waiting = Registration.objects.filter(
        event=registration.event_id, state=Registration.State.WAITING
    )
    earlier = Q(queued_at__lt=registration.queued_at) | Q(
        queued_at=registration.queued_at, pk__lt=registration.pk
    )
    same = [Q(signature__contains=f".{quota.pk}.") for quota in short]
    return waiting.filter(earlier, reduce(or_, same, Q(signature=registration.signature))).count()
