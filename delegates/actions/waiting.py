"""The waiting list: the walk over it, and everybody who waits for her turn."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from accounts.records import note, note_each
from delegates import seats
from delegates.actions.block_offers import offer_blocks
from delegates.actions.locking import locked
from delegates.actions.offers import lapse
from delegates.actions.paid_places import held_until, last_moment, pays_first
from delegates.actions.wish_offers import offer
from delegates.line import Entry, Turn, plan
from delegates.models import Delegation, Registration, Seating, Wish, seating_of
from delegates.refusals import Full, NotThere
from delegates.seats import patiently
from delegates.tasks import registrations as tasks
from events.models import Event

State = Registration.State
ROUNDS = 50
# What stands on the list: people, wishes to change, and delegations.
KINDS = (Registration, Wish, Delegation)


@patiently
def move_up(waiting: Registration) -> Registration | None:
    """Gives one waiting person her seats at once; None if she waits no more. Raises Full."""
    event = seats.open_book(waiting.event)
    try:
        registration = locked(waiting)
    except NotThere:
        return None
    if registration.state not in {State.WAITING, State.PASSED}:
        return None
    needed = seats.quotas_for(registration, seats.bounded_quotas(event))
    seats.take(registration, needed, seats=registration.party)
    registration.state = State.CONFIRMED
    registration.signature = ""
    registration.sequence += 1
    registration.save(update_fields=["state", "signature", "sequence", "changed_at"])
    note(None, "moved up from the waiting list", registration)
    tasks.write_to_her.enqueue(str(registration.uid), registration.state, registration.sequence)
    return registration


def let_move_up(event: Event) -> None:
    """Called whenever seats are freed: the walk over the waiting list is a job of its own."""
    rows = (each._default_manager.filter(event=event, state="waiting") for each in KINDS)
    if any(each.exists() for each in rows):
        tasks.move_waiting_up.enqueue(event.pk)


def walk(event: Event, *, now: datetime | None = None) -> list[Entry]:
    """Seats, oldest first, everyone who waits for seats that are free, or offers them, as the
    event has it; returns whom. Whoever waits to change has an offer in any case, since she gives
    up a seat for it, and so does a delegation, since people have to be found for the seats.

    Offers whose time has run out are ended first. Nobody moves once registration is closed or
    the event has begun, and nothing is offered that could not be thought over.
    """
    lapse(event)
    event = Event.objects.select_related("seating").get(pk=event.pk)
    moment = now or timezone.now()
    found: list[Entry] = []
    for _round in range(ROUNDS):
        if not moves(event, moment):
            break
        patience, wishes = seating_of(event).patience, offers(event, moment)
        planned = plan(event, patience=patience, wishes=wishes)
        if not planned.turns:
            break
        try:
            found += _seat(event, planned.turns, moment)
        except Full:
            continue
        _remember(planned.passed)
    return found


def moves(event: Event, now: datetime) -> bool:
    """Whether the list moves at all at this moment."""
    if seating_of(event).walk == Seating.Walk.OFFER:
        return offers(event, now)
    return event.is_open("registration") and now < last_moment(event)


def offers(event: Event, now: datetime) -> bool:
    """Whether enough time is left to think an offer over."""
    least = timedelta(hours=seating_of(event).least_hours)
    return event.is_open("registration") and now < last_moment(event) - least


def _remember(passed: list[Entry]) -> None:
    for model in KINDS if passed else ():
        those = [each.pk for each in passed if isinstance(each, model)]
        model._default_manager.filter(pk__in=those).update(passed_over=F("passed_over") + 1)


@patiently
def _seat(event: Event, turns: list[Turn], now: datetime) -> list[Entry]:
    """Confirms or offers in one transaction, with a number of statements that does not grow with
    the turns. Whoever has moved meanwhile is left out. Raises Full.
    """
    event = seats.open_book(event)
    until = held_until(event, now)
    there = _there(turn.entry for turn in turns)
    still = [turn for turn in turns if _stands(turn.entry, there.get(turn.entry))]
    found = [there[turn.entry] for turn in still]
    untils = [until if _is_offered(event, each) else None for each in found]
    steps = [turn.steps for turn in still]
    seats.take_for_many(zip(found, steps, untils, strict=True))
    told = list(zip(still, found, untils, strict=True))
    _write([each for each in told if isinstance(each[1], Registration)])
    offer([each for each in found if isinstance(each, Wish)], until)
    offer_blocks([(t.seats, each) for t, each, _ in told if isinstance(each, Delegation)], until)
    return found


def _is_offered(event: Event, entry: Entry) -> bool:
    """Whether seats are held for this entry until it answers, or pays."""
    if not isinstance(entry, Registration) or seating_of(event).walk == Seating.Walk.OFFER:
        return True
    entry.event = event
    return pays_first(entry)


def _there(entries: Iterable[Entry]) -> dict[Entry, Entry]:
    """Those of `entries` that still wait, as they stand now, held until the commit."""
    asked, found = list(entries), dict[Entry, Entry]()
    for model in KINDS:
        ids = [each.pk for each in asked if isinstance(each, model)]
        rows = model._default_manager.select_for_update(of=("self",)).order_by("pk")
        if ids:
            found |= {each: each for each in rows.filter(pk__in=ids, state="waiting")}
    return found


def _stands(asked: Entry, there: Entry | None) -> bool:
    return there is not None and _asks(there) == _asks(asked)


def _asks(entry: Entry) -> tuple[str, int]:
    return entry.signature, 1 if isinstance(entry, Wish) else entry.party


def _write(told: list[tuple[Turn, Any, datetime | None]]) -> None:
    for turn, each, until in told:
        each.state = State.OFFERED if until else State.CONFIRMED
        each.offered_until = until
        each.signature = each.signature if until else ""
        each.wished = each.party if turn.seats < each.party else 0
        each.party = turn.seats
        each.sequence += 1
        each.changed_at = timezone.now()
    columns = ["state", "offered_until", "signature", "wished", "party", "sequence", "changed_at"]
    found = [each for _turn, each, _until in told]
    if found:
        Registration.objects.bulk_update(found, columns, batch_size=MANY)
        tasks.write_to_them.enqueue([_mail(each) for each in found])
    offered = [each for each in found if each.offered_until]
    note_each(None, "was offered a place", offered)
    seated = [each for each in found if not each.offered_until]
    note_each(None, "moved up from the waiting list", seated)


MANY = 100


def _mail(registration: Registration) -> list[Any]:
    return [str(registration.uid), registration.state, registration.sequence]
