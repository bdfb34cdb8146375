"""Who is next on the waiting list: worked out from groups of equals, without a claim.

Those who need the same quotas and as many seats are one group, and only its oldest can be next.
So the cost grows with the number of groups and of free seats, not with that of people.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from django.db.models import Q, QuerySet

from delegates.models import Quota, Registration
from delegates.seats import needed, signature
from events.models import Event

MOST = 200
# Six quotas make 64 signatures within them, which is still one quick look-up.
FEW = 6


@dataclass(frozen=True)
class Turn:
    """Seats that somebody who waits can have: one of each of `quotas` for each of `seats`."""

    registration: Registration
    quotas: list[int]
    seats: int


@dataclass
class Plan:
    """Whose turn it is, and which parties were passed over for somebody smaller."""

    turns: list[Turn] = field(default_factory=list)
    passed: list[int] = field(default_factory=list)


def plan(event: Event, *, patience: int) -> Plan:
    """At most MOST turns, oldest first. Two queries, and one a group that might be seated.

    A party that found too few seats more than `patience` times keeps what is free for itself.
    """
    free = {quota.pk: quota.free for quota in event.quotas.filter(size__isnull=False)}
    found, parties = Plan(), list[tuple[Registration, set[int]]]()
    for each in heapq.merge(*_groups(event, free), key=lambda one: (one.queued_at, one.pk)):
        quotas = [pk for pk in needed(each.signature) if pk in free]
        left = min((free[pk] for pk in quotas), default=each.party)
        seats = each.party if left >= each.party else left if _takes_fewer(each) else 0
        if seats:
            found.turns.append(Turn(each, quotas, seats))
            free.update({pk: free[pk] - seats for pk in quotas})
            found.passed += [party.pk for party, its in parties if not its.isdisjoint(quotas)]
        elif left:
            parties.append((each, set(quotas)))
            if each.passed_over >= patience:
                free.update(dict.fromkeys(quotas, 0))
        if len(found.turns) == MOST:
            break
    found.passed = list(dict.fromkeys(found.passed))
    return found


def _takes_fewer(registration: Registration) -> bool:
    return registration.together == Registration.Together.MANY


def _groups(event: Event, free: dict[int, int]) -> Iterator[QuerySet[Registration]]:
    """The oldest of each group, no more than there are seats for. A party comes even if there
    are too few for it, as long as there is one.
    """
    waiting = Registration.objects.filter(event=event, state=Registration.State.WAITING)
    for needs, party in waiting.order_by().values_list("signature", "party").distinct():
        left: Any = min((free[pk] for pk in needed(needs) if pk in free), default=MOST)
        if left:
            most = min(MOST, max(1, left // party))
            group = waiting.filter(signature=needs, party=party)
            yield group.order_by("queued_at", "pk")[: most if party == 1 else MOST]


def comes_before(event: Event, quotas: list[Quota], *, party: int, patience: int) -> bool:
    """Whether somebody waits who could be seated whenever a newcomer with `quotas` could, or a
    party that seats are saved up for. One query, on an index.
    """
    waiting = Registration.objects.filter(event=event, state=Registration.State.WAITING)
    if len(quotas) <= FEW:
        waiting = waiting.filter(signature__in=_within(quotas))
        rows = waiting.filter(Q(party__lte=party) | Q(passed_over__gte=patience))
        return rows.exists()
    signatures = waiting.filter(party__lte=party).order_by().values_list("signature", flat=True)
    ids = {quota.pk for quota in quotas}
    return any(ids.issuperset(needed(each)) for each in signatures.distinct())


def _within(quotas: list[Quota]) -> list[str]:
    """The signatures of all that need no other quotas than these."""
    sizes = range(len(quotas) + 1)
    return [signature(some) for size in sizes for some in combinations(quotas, size)]
