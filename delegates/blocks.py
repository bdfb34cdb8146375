"""A delegation's block of seats, as the counters know it."""

from collections.abc import Iterable

from django.db.models import F, Sum
from django.utils import timezone

from delegates import seats
from delegates.answers import constituency_of
from delegates.models import Delegation, Quota, Registration, Seat, SeatLink, Wish
from delegates.refusals import Full
from events.models import Event


def seat_of(block: Delegation) -> Registration:
    """What each seat of the block counts as, until somebody sits on it. One query."""
    return Registration(
        event=block.event,
        category=block.category,
        country=block.country,
        constituency=constituency_of(block.event, block.country) if block.country else None,
        organisation_id=block.organisation_id,
    )


def quotas_of(block: Delegation, event: Event) -> list[Quota]:
    """The quotas that the block's seats need; `event` has its `seating` joined."""
    return seats.quotas_for(seat_of(block), seats.bounded_quotas(event))


def blocks_of(event: Event) -> list[tuple[Delegation, Registration]]:
    """The event's delegations that hold a block, or are offered one, with what each seat of
    theirs is.
    """
    holding = [Delegation.State.GRANTED, Delegation.State.OFFERED]
    rows = event.delegations.filter(state__in=holding).select_related("event")
    return [(each, seat_of(each)) for each in rows.order_by("pk")]


def sign_blocks(event: Event, bounded: Iterable[Quota]) -> None:
    """Writes anew for which quotas each delegation waits."""
    quotas = list(bounded)
    rows = event.delegations.filter(state__in=["waiting", "offered"]).select_related("event")
    found = list(rows.order_by("pk"))
    for each in found:
        each.signature = seats.signature(seats.quotas_for(seat_of(each), quotas))
    Delegation.objects.bulk_update(found, ["signature"], batch_size=500)


def leave_seat(registration: Registration, *wishes: Wish) -> bool:
    """Gives her seat back to her delegation's block, and what is held for her wishes; False if
    she sits on none.

    Where the block's seats need what she did not hold and what has no seat left, the block
    becomes smaller by one.
    """
    seat = Seat.objects.filter(registration=registration).first()
    if seat is None:
        return False
    block = Delegation.objects.select_for_update(of=("self",)).get(pk=seat.delegation_id)
    event = Event.objects.select_related("seating").get(pk=block.event_id)
    seat.delete()
    block.named -= 1
    try:
        seats.hand_back(registration, block, quotas_of(block, event), *wishes)
    except Full:
        seats.give_back(registration, *wishes)
        block.granted -= 1
    block.save(update_fields=["named", "granted"])
    return True


def promised(delegation: Delegation) -> int:
    """Seats that links stand for which are not used yet."""
    ready = delegation.links.filter(kind=SeatLink.Kind.SEAT, state=SeatLink.State.READY)
    ready = ready.exclude(lapses_at__lte=timezone.now())
    return int(ready.aggregate(left=Sum(F("places") - F("used")))["left"] or 0)
