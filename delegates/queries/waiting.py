"""Why somebody waits."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from delegates.line import steps_of
from delegates.models import Quota, Registration, Wish, seating_of
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


def wait_of(entry: Registration | Wish) -> Wait | None:
    """None for those who do not wait. Five queries."""
    if entry.state != Registration.State.WAITING:
        return None
    steps = steps_of(entry)
    rows = Quota.objects.filter(pk__in=list(steps), size__isnull=False)
    needs = list(rows.order_by("pk"))
    short = [quota for quota in needs if quota.free < steps[quota.pk]]
    event = Event.objects.select_related("seating").get(pk=entry.event_id)
    party = entry.party if isinstance(entry, Registration) else max(steps.values(), default=1)
    return Wait(
        needs=needs,
        full=[quota.name for quota in short],
        before=_before(entry, short),
        party=party,
        saved=party > 1 and entry.passed_over >= seating_of(event).patience,
    )


def _before(entry: Registration | Wish, short: list[Quota]) -> int:
    """How many came earlier and wait for a seat of the same quotas: to come, and to change."""
    sooner = Q(queued_at__lt=entry.queued_at)
    together = Q(queued_at=entry.queued_at)
    before_me = sooner | (together & Q(pk__lt=entry.pk))
    a_wish = isinstance(entry, Wish)
    waiting = Q(event=entry.event_id, state=Registration.State.WAITING)
    comers = Registration.objects.filter(waiting, sooner | together if a_wish else before_me)
    wishes = Wish.objects.filter(waiting, before_me if a_wish else sooner)
    own = Q(signature=entry.signature)
    here, there = [own], [own]
    for quota in short:
        here.append(Q(signature__contains=f".{quota.pk}."))
        there.append(Q(signature__contains=f".{quota.pk}x"))
    return comers.filter(reduce(or_, here)).count() + wishes.filter(reduce(or_, there)).count()
