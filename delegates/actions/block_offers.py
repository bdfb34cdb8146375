"""Delegations on the waiting list: they wait for a block, are offered it or a part, and answer."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models.functions import Now
from django.utils import timezone

from accounts.records import note, note_each
from delegates import seats
from delegates.blocks import quotas_of
from delegates.line import MOST_LAPSES
from delegates.models import Claim, Delegation
from delegates.refusals import DecidedBefore, NotOffered, OfferOver
from delegates.seats import patiently
from delegates.tasks import registrations as tasks
from events.models import Event

State = Delegation.State
STANDING = [
    *("state", "granted", "awaited", "offered", "signature", "together"),
    *("offered_until", "queued_at", "lapses", "sequence"),
]


def held_block(delegation: Delegation) -> Delegation:
    """The delegation as it stands, its row held until the commit."""
    rows = Delegation.objects.select_related("event").select_for_update(of=("self",))
    return rows.get(pk=delegation.pk)


@patiently
def wait_for_seats(delegation: Delegation, *, awaited: int, by: Any) -> Delegation:
    """Puts a delegation on the waiting list for `awaited` seats, where it stood since it asked.
    Raises DecidedBefore if it has seats or was refused.
    """
    event = seats.open_book(delegation.event)
    held = held_block(delegation)
    if held.state not in {State.ASKED, State.WAITING}:
        raise DecidedBefore
    held.signature = seats.signature(quotas_of(held, event))
    held.state, held.awaited = State.WAITING, awaited
    held.sequence += 1
    held.save(update_fields=STANDING)
    note(by, "put a delegation on the waiting list", held, ["awaited"])
    tasks.write_to_coordinators.enqueue(held.pk, "waits")
    tasks.move_waiting_up.enqueue(event.pk)
    return held


def offer_blocks(found: list[tuple[int, Delegation]], until: datetime) -> None:
    """Says that so many seats are held for each until then; the caller has taken them."""
    for offered, each in found:
        each.state, each.offered, each.offered_until = State.OFFERED, offered, until
        each.sequence += 1
    blocks = [each for _offered, each in found]
    if blocks:
        Delegation.objects.bulk_update(blocks, STANDING)
        note_each(None, "was offered seats", blocks)
        _tell(blocks, "offered")


@patiently
def take(delegation: Delegation, *, by: Any) -> Delegation:
    """Makes the seats that are offered the delegation's block. Raises NotOffered, OfferOver."""
    held = _offered(delegation)
    if not Delegation.objects.filter(pk=held.pk, offered_until__gt=Now()).exists():
        raise OfferOver
    seats.keep(held)
    held.granted = held.offered
    stand(held, State.GRANTED)
    held.save(update_fields=STANDING)
    note(by, "took the seats offered to a delegation", held, ["granted"])
    _tell([held], "granted")
    return held


@patiently
def let_go(delegation: Delegation, *, by: Any, wait_for_all: bool = False) -> Delegation:
    """Gives back what is offered: the delegation waits on, where it stood, until all of its seats
    are free, or else is off the list and with the organisers again. Raises NotOffered.
    """
    held = _offered(delegation)
    seats.give_back(held)
    if wait_for_all:
        held.together = Delegation.Together.ALL
        _wait_on(held, held.queued_at)
    else:
        stand(held, State.ASKED)
    held.save(update_fields=STANDING)
    note(by, "let the seats offered to a delegation go", held)
    tasks.move_waiting_up.enqueue(held.event_id)
    return held


def lapsed_blocks(event: Event, quotas: Iterable[int] | None) -> list[Delegation]:
    """The delegations whose offer's time has run out, held until the commit; those that hold
    `quotas` or all of the event's. Whoever is being answered is passed over.
    """
    rows = Delegation.objects.filter(event=event, state=State.OFFERED, offered_until__lte=Now())
    if quotas is not None:
        holds = Claim.objects.filter(quota__in=list(quotas), expires_at__lte=Now())
        rows = rows.filter(pk__in=holds.values("delegation"))
    return list(rows.select_for_update(skip_locked=True, of=("self",)).order_by("pk"))


def let_blocks_lapse(found: list[Delegation]) -> None:
    """Puts them at the back of the list, the second time off it; the caller has given their
    seats back.
    """
    for each in found:
        each.lapses += 1
        if each.lapses < MOST_LAPSES:
            _wait_on(each, each.offered_until or timezone.now())
        else:
            stand(each, State.ASKED)
    if found:
        Delegation.objects.bulk_update(found, STANDING)
        note_each(None, "let an offer lapse", found)
        _tell([each for each in found if each.state == State.WAITING], "lapsed")
        _tell([each for each in found if each.state == State.ASKED], "off")


def _wait_on(held: Delegation, since: datetime) -> None:
    held.state, held.offered, held.offered_until = State.WAITING, 0, None
    held.queued_at = since
    held.sequence += 1


def stand(held: Delegation, state: str) -> None:
    """Ends the wait of a delegation; the caller saves it."""
    held.state, held.offered, held.offered_until = state, 0, None
    held.awaited, held.signature, held.lapses = 0, "", 0
    held.sequence += 1


def _offered(delegation: Delegation) -> Delegation:
    held = held_block(delegation)
    if held.state != State.OFFERED:
        raise NotOffered
    return held


def _tell(found: Iterable[Delegation], news: str) -> None:
    for each in found:
        tasks.write_to_coordinators.enqueue(each.pk, news)
