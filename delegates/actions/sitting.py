"""Somebody sits down on a seat of a delegation's block."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Person
from accounts.records import note
from delegates import seats
from delegates.actions.locking import locked
from delegates.models import Delegation, Registration, Seat, SeatLink
from delegates.refusals import (
    LinkGone,
    LinkOfSomebodyElse,
    LinkSpent,
    NoSeatLeft,
    RegisteredAlready,
)
from delegates.seats import patiently
from delegates.tasks import registrations as tasks
from events.actions.team import hash_of
from events.models import Event

State = Registration.State


def link_of(event: Event, token: str) -> SeatLink:
    """The link with this token, whatever has become of it. Raises LinkGone."""
    rows = SeatLink.objects.select_related("delegation", "delegation__event")
    found = rows.filter(delegation__event=event, token_hash=hash_of(token)).first()
    if found is None:
        raise LinkGone
    return found


def check(link: SeatLink, person: Person) -> None:
    """Raises LinkGone, LinkSpent, LinkOfSomebodyElse."""
    lapsed = link.lapses_at is not None and link.lapses_at <= timezone.now()
    if link.state == SeatLink.State.REVOKED or lapsed:
        raise LinkGone
    if link.used >= link.places:
        raise LinkSpent
    if link.address and link.address.casefold() not in addresses_of(person):
        raise LinkOfSomebodyElse


def addresses_of(person: Person) -> set[str]:
    """The addresses that she has shown to be hers; what she merely typed does not count."""
    proved = EmailAddress.objects.filter(user=person, verified=True)
    return {each.casefold() for each in proved.values_list("email", flat=True)}


def use(link: SeatLink, person: Person) -> SeatLink:
    """Counts one use of the link, held until the commit. Raises as `check` does."""
    held = SeatLink.objects.select_for_update().get(pk=link.pk)
    check(held, person)
    SeatLink.objects.filter(pk=held.pk).update(used=F("used") + 1)
    return held


def sit(registration: Registration, link: SeatLink, *, event: Event, person: Person) -> None:
    """Moves one seat of the block to her: what both need is not taken anew. The caller holds
    her registration and has opened the book.

    Raises Full, NoSeatLeft, and as `check` does.
    """
    rows = Delegation.objects.select_for_update(of=("self",))
    block = rows.filter(pk=link.delegation_id, state=Delegation.State.GRANTED).first()
    if block is None or link.kind != SeatLink.Kind.SEAT:
        raise LinkGone
    used = use(link, person)
    if not block.free:
        raise NoSeatLeft
    bounded = seats.bounded_quotas(event)
    seats.hand_over(block, registration, seats.quotas_for(registration, bounded))
    Delegation.objects.filter(pk=block.pk).update(named=F("named") + 1)
    Seat.objects.create(delegation=block, registration=registration, link=used)
    registration.state = State.CONFIRMED
    registration.signature, registration.offered_until = "", None
    registration.wished = 0


@patiently
def move_to_a_seat(*, event: Event, token: str, person: Person, by: Any) -> Registration | None:
    """Sits somebody down who is registered already, waiting or not; None if she is not yet.

    Raises RegisteredAlready if she sits on such a seat, and as `sit` does.
    """
    event = seats.open_book(event)
    link = link_of(event, token)
    live = ~Q(state=State.WITHDRAWN)
    known = Registration.objects.filter(live, event=event, person=person).first()
    if known is None:
        check(link, person)
        return None
    registration = locked(known)
    if Seat.objects.filter(registration=registration).exists():
        raise RegisteredAlready
    sit(registration, link, event=event, person=person)
    registration.sequence += 1
    registration.save()
    note(by, "took a seat of a delegation", registration)
    tasks.write_to_her.enqueue(str(registration.uid), registration.state, registration.sequence)
    tasks.move_waiting_up.enqueue(event.pk)
    return registration
