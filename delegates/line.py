"""Who is next on the waiting list: worked out from groups of equals, without a claim.

Those who need the same quotas and as many seats are one group, and only its oldest can be next.
So the cost grows with the number of groups and of free seats, not with that of people. Whoever
waits to change what she is (Wish), and delegations that wait for a block of seats, stand in the
same order as those who wait to come.
"""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from django.db.models import Max, Q, QuerySet

from delegates.models import Delegation, Quota, Registration, Wish
from delegates.seats import needed, signature
from delegates.wishes import steps_in
from events.models import Event

MOST = 200
# Six quotas make 64 signatures within them, which is still one quick look-up.
FEW = 6
# After the first offer that lapses one stands at the back of the list, then one is off it.
MOST_LAPSES = 2
Entry = Registration | Wish | Delegation


@dataclass(frozen=True)
class Turn:
    """Seats that somebody who waits can have: how many of which quotas, for a party of `seats`."""

    entry: Entry
    steps: dict[int, int]
    seats: int


@dataclass
class Plan:
    """Whose turn it is, and which parties were passed over for somebody smaller."""

    turns: list[Turn] = field(default_factory=list)
    passed: list[Entry] = field(default_factory=list)


def plan(event: Event, *, patience: int, wishes: bool = True) -> Plan:
    """At most MOST turns, oldest first. Three queries, and one a group that might be seated.

    A party that found too few seats more than `patience` times keeps what is free for itself.
    Without `wishes` only those who wait to come have a turn, no delegation either.
    """
    free = {quota.pk: quota.free for quota in event.quotas.filter(size__isnull=False)}
    groups: list[Any] = [*_groups(event, free), *(_offered(event, free) if wishes else ())]
    found, parties = Plan(), list[tuple[Entry, set[int]]]()
    for each in heapq.merge(*groups, key=_joined):
        steps = {pk: seats for pk, seats in steps_of(each).items() if pk in free}
        turn = _turn(each, steps, free)
        if turn:
            found.turns.append(turn)
            free.update({pk: free[pk] - seats for pk, seats in turn.steps.items()})
            found.passed += [party for party, its in parties if not its.isdisjoint(steps)]
        elif all(free[pk] for pk in steps):
            parties.append((each, set(steps)))
            if each.passed_over >= patience:
                free.update(dict.fromkeys(steps, 0))
        if len(found.turns) == MOST:
            break
    found.passed = list(dict.fromkeys(found.passed))
    return found


def _joined(entry: Entry) -> Any:
    return entry.queued_at, isinstance(entry, Wish), entry.pk


def steps_of(entry: Entry) -> dict[int, int]:
    """How many seats of which quotas somebody who waits needs."""
    if isinstance(entry, Wish):
        return steps_in(entry.signature)
    return dict.fromkeys(needed(entry.signature), entry.party)


def _turn(entry: Entry, steps: dict[int, int], free: Mapping[int, int]) -> Turn | None:
    """None where there are too few seats, but for a party that comes with as many as possible."""
    if all(free[pk] >= seats for pk, seats in steps.items()):
        return Turn(entry, steps, 0 if isinstance(entry, Wish) else entry.party)
    left = min(free[pk] for pk in steps)
    if isinstance(entry, Wish) or not left or entry.together == Registration.Together.ALL:
        return None
    return Turn(entry, dict.fromkeys(steps, left), left)


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


def _offered(event: Event, free: dict[int, int]) -> Iterator[QuerySet[Any]]:
    """Those who have an offer in any case."""
    yield from _wishes(event, free)
    yield from _blocks(event, free)


def _blocks(event: Event, free: dict[int, int]) -> Iterator[QuerySet[Delegation]]:
    """The delegations that wait, oldest first, by what they need; there are few of them."""
    waiting = Delegation.objects.filter(event=event, state=Delegation.State.WAITING)
    for needs in waiting.order_by().values_list("signature", flat=True).distinct():
        if min((free[pk] for pk in needed(needs) if pk in free), default=MOST):
            yield waiting.filter(signature=needs).order_by("queued_at", "pk")[:MOST]


def _wishes(event: Event, free: dict[int, int]) -> Iterator[QuerySet[Wish]]:
    """The oldest of each group of wishes, as `_groups`."""
    waiting = Wish.objects.filter(event=event, state=Wish.State.WAITING)
    for needs in waiting.order_by().values_list("signature", flat=True).distinct():
        steps = {pk: seats for pk, seats in steps_in(needs).items() if pk in free}
        left = min((free[pk] for pk in steps), default=MOST)
        if left:
            most = MOST if max(steps.values(), default=1) > 1 else min(MOST, left)
            yield waiting.filter(signature=needs).order_by("queued_at", "pk")[:most]


def comes_before(
    event: Event, quotas: list[Quota], *, party: int, patience: int, but: Any = None
) -> bool:
    """Whether somebody other than `but` waits who could be seated whenever a newcomer with
    `quotas` could, or a party that seats are saved up for. Three queries, on an index.
    """
    if _wish_before(event, quotas, party=party, patience=patience, but=but):
        return True
    if _block_before(event, quotas, party=party, patience=patience):
        return True
    waiting = Registration.objects.filter(event=event, state=Registration.State.WAITING)
    if len(quotas) <= FEW:
        waiting = waiting.filter(signature__in=_within(quotas))
        rows = waiting.filter(Q(party__lte=party) | Q(passed_over__gte=patience))
        return rows.exists()
    signatures = waiting.filter(party__lte=party).order_by().values_list("signature", flat=True)
    ids = {quota.pk for quota in quotas}
    return any(ids.issuperset(needed(each)) for each in signatures.distinct())


def _wish_before(event: Event, quotas: list[Quota], *, party: int, patience: int, but: Any) -> bool:
    """Whether somebody waits to change who could do so whenever `party` seats of `quotas` were
    free, or for whom seats are saved up. One query, on an index.
    """
    waiting = Wish.objects.filter(event=event, state=Wish.State.WAITING).exclude(signature=".")
    rows = waiting.exclude(registration=but) if but else waiting
    groups = rows.order_by().values_list("signature").annotate(Max("passed_over"))
    ids = {quota.pk for quota in quotas}
    return any(
        ids.issuperset(steps) and (max(steps.values()) <= party or passed >= patience)
        for steps, passed in ((steps_in(needs), passed) for needs, passed in groups)
    )


def _block_before(event: Event, quotas: list[Quota], *, party: int, patience: int) -> bool:
    """Whether a delegation waits that could have its seats, or one of them where it takes a part,
    whenever a newcomer could. One query, on an index.
    """
    rows = Delegation.objects.filter(event=event, state=Delegation.State.WAITING)
    can = Q(together=Delegation.Together.MANY) | Q(awaited__lte=party)
    rows = rows.filter(can | Q(passed_over__gte=patience)).exclude(signature=".")
    ids = {quota.pk for quota in quotas}
    signatures = rows.order_by().values_list("signature", flat=True).distinct()
    return any(ids.issuperset(needed(each)) for each in signatures)


def _within(quotas: list[Quota]) -> list[str]:
    """The signatures of all that need no other quotas than these."""
    sizes = range(len(quotas) + 1)
    return [signature(some) for size in sizes for some in combinations(quotas, size)]
