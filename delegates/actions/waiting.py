"""The waiting list: the walk over it, and everybody who waits for her turn."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from accounts.records import note, note_each
from delegates import seats
from delegates.actions.locking import locked
from delegates.actions.offers import lapse
from delegates.line import Turn, plan
from delegates.models import Registration, Seating, seating_of
from delegates.refusals import Full, NotThere
from delegates.seats import patiently
from delegates.tasks import registrations as tasks
from events.models import Event

State = Registration.State
ROUNDS = 50


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
    if event.registrations.filter(state=State.WAITING).exists():
        tasks.move_waiting_up.enqueue(event.pk)


def walk(event: Event, *, now: datetime | None = None) -> list[Registration]:
    """Seats, oldest first, everyone who waits for seats that are free, or offers them, as the
    event has it; returns whom.

    Offers whose time has run out are ended first. Nobody moves once registration is closed or
    the event has begun, and nothing is offered that could not be thought over.
    """
    lapse(event)
    event = Event.objects.select_related("seating").get(pk=event.pk)
    moment = now or timezone.now()
    found: list[Registration] = []
    for _round in range(ROUNDS):
        if not moves(event, moment):
            break
        planned = plan(event, patience=seating_of(event).patience)
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
    last = last_moment(event)
    seating = seating_of(event)
    if seating.walk == Seating.Walk.OFFER:
        last -= timedelta(hours=seating.least_hours)
    return event.is_open("registration") and now < last


def last_moment(event: Event) -> datetime:
    """When registration closes, at the latest when the event begins."""
    begins = datetime.combine(event.begins, time.min, tzinfo=event.tz)
    return min(begins, event.registration_until or begins)


def _remember(passed: list[int]) -> None:
    if passed:
        Registration.objects.filter(pk__in=passed).update(passed_over=F("passed_over") + 1)


@patiently
def _seat(event: Event, turns: list[Turn], now: datetime) -> list[Registration]:
    """Confirms or offers in one transaction, with a number of statements that does not grow with
    the turns. Whoever has moved meanwhile is left out. Raises Full.
    """
    event = seats.open_book(event)
    rows = Registration.objects.select_for_update(of=("self",)).order_by("pk")
    rows = rows.filter(pk__in=[turn.registration.pk for turn in turns], state=State.WAITING)
    there = {each.pk: each for each in rows}
    still = [turn for turn in turns if _stands(turn, there.get(turn.registration.pk))]
    offers = seating_of(event).walk == Seating.Walk.OFFER
    until = min(last_moment(event), now + timedelta(hours=seating_of(event).offer_hours))
    found = [there[turn.registration.pk] for turn in still]
    wishes = zip(found, still, strict=True)
    seats.take_for_many(
        [(each, turn.quotas, turn.seats) for each, turn in wishes], until=until if offers else None
    )
    _write(still, found, until if offers else None)
    return found


def _stands(turn: Turn, there: Registration | None) -> bool:
    asked = turn.registration
    return there is not None and (there.signature, there.party) == (asked.signature, asked.party)


def _write(turns: list[Turn], found: list[Registration], until: datetime | None) -> None:
    for turn, each in zip(turns, found, strict=True):
        each.state = State.OFFERED if until else State.CONFIRMED
        each.offered_until = until
        each.signature = each.signature if until else ""
        each.wished = each.party if turn.seats < each.party else 0
        each.party = turn.seats
        each.sequence += 1
        each.changed_at = timezone.now()
    columns = ["state", "offered_until", "signature", "wished", "party", "sequence", "changed_at"]
    Registration.objects.bulk_update(found, columns, batch_size=MANY)
    note_each(None, "was offered a place" if until else "moved up from the waiting list", found)
    if found:
        tasks.write_to_them.enqueue([_mail(each) for each in found])


MANY = 100


def _mail(registration: Registration) -> list[Any]:
    return [str(registration.uid), registration.state, registration.sequence]
