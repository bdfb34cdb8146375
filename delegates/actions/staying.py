"""Staying at the place: lodging, journeys, meals and the care of children."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.records import note
from delegates.homes import SERVICE
from delegates.models import Booking, Journey, Lodging, Match, Registration, Service
from delegates.queries.care import may_reach
from delegates.refusals import DoNotFit, MayNotMeet, NoBedFree, NoSeatFree, NotThere, StillPromised
from delegates.sealing import seal
from delegates.tasks import care as care_tasks
from events.homes import home
from events.models import Event
from languages import texts
from languages.forms import Written

Answer = Match.Answer


@transaction.atomic
def write_lodging(
    registration: Registration,
    *,
    kind: str,
    beds: int,
    begins: date,
    ends: date,
    by: Any,
    area: str = "",
    about: str = "",
    address: str = "",
    phone: str = "",
) -> Lodging:
    """Offers beds, asks for them, or changes what was written. Raises StillPromised where fewer
    beds are left than are promised, or other nights, and TooLate.
    """
    open_ones = Lodging.objects.select_for_update().filter(
        registration=registration, kind=kind, state=Lodging.State.OPEN
    )
    lodging = open_ones.first() or Lodging(registration=registration, kind=kind)
    moved = (lodging.begins, lodging.ends) != (begins, ends)
    if lodging.pk and (beds < lodging.taken or moved) and _live(lodging):
        raise StillPromised
    lodging.beds, lodging.begins, lodging.ends = beds, begins, ends
    lodging.area, lodging.about = area, about
    lodging.address = seal(registration.event, {"address": address, "phone": phone})
    lodging.save()
    said = "offered lodging" if kind == Lodging.Kind.OFFER else "asked for lodging"
    note(by, said, lodging)
    return lodging


@transaction.atomic
def withdraw_lodging(lodging: Lodging, *, by: Any) -> None:
    """Takes an offer or a wish back; those who were matched with it are told."""
    rows = Lodging.objects.filter(pk=lodging.pk, state=Lodging.State.OPEN)
    if not rows.update(state=Lodging.State.WITHDRAWN, address=b"", about="", area=""):
        return
    for match in _live(lodging):
        _end(match)
    note(by, "took lodging back", lodging)


@transaction.atomic
def bring_together(*, offer: Lodging, wish: Lodging, by: Any) -> Match:
    """Asks both whether they want it; the beds are kept until one of them says no.

    Raises DoNotFit, MayNotMeet, NoBedFree.
    """
    _refuse_unfit(offer, wish)
    rows = Lodging.objects.filter(
        pk=offer.pk, state=Lodging.State.OPEN, taken__lte=F("beds") - wish.beds
    )
    if not rows.update(taken=F("taken") + wish.beds):
        raise NoBedFree
    known = Match.objects.select_for_update().filter(offer=offer, wish=wish).first()
    match = known or Match(offer=offer, wish=wish)
    match.beds, match.host_says, match.guest_says = wish.beds, Answer.ASKED, Answer.ASKED
    match.save()
    for lodging in (offer, wish):
        note(by, "matched lodging", lodging)
    care_tasks.write_of_match.enqueue(match.pk, "asked")
    return match


def _refuse_unfit(offer: Lodging, wish: Lodging) -> None:
    host, guest = offer.registration, wish.registration
    kinds = (offer.kind, wish.kind) == (Lodging.Kind.OFFER, Lodging.Kind.WISH)
    nights = offer.begins <= wish.begins and wish.ends <= offer.ends
    same = host.event_id == guest.event_id and host.pk != guest.pk
    if not (kinds and nights and same) or wish.state != Lodging.State.OPEN or _live(wish):
        raise DoNotFit
    if host.person and guest.person and not may_reach(host.person, guest.person):
        raise MayNotMeet


@transaction.atomic
def answer(match: Match, *, registration: Registration, yes: bool, by: Any) -> Match:
    """One side says yes or no. Raises NotThere for a match that has ended."""
    found = Match.objects.select_for_update().select_related("offer", "wish").get(pk=match.pk)
    if found.refused:
        raise NotThere
    said = Answer.YES if yes else Answer.NO
    if registration.pk == found.offer.registration_id:
        found.host_says = said
    else:
        found.guest_says = said
    if not yes:
        _end(found)
        return found
    found.save()
    if found.agreed:
        care_tasks.write_of_match.enqueue(found.pk, "agreed")
    note(by, "answered a match", found, [said])
    return found


def _live(lodging: Lodging) -> list[Match]:
    rows = Match.objects.filter(offer=lodging) | Match.objects.filter(wish=lodging)
    return [match for match in rows.select_related("offer", "wish") if not match.refused]


def _end(match: Match) -> None:
    """Gives the beds back; the other is told that it comes to nothing, not by whom."""
    if not match.refused:
        match.guest_says = Answer.NO
    match.save()
    rows = Lodging.objects.filter(pk=match.offer_id, taken__gte=match.beds)
    rows.update(taken=F("taken") - match.beds)
    care_tasks.write_of_match.enqueue(match.pk, "ended")


@transaction.atomic
def write_journey(
    registration: Registration, *, way: str, at: datetime | None, place: str, means: str, by: Any
) -> None:
    """When and where she arrives or leaves; without a moment it is deleted."""
    if at is None:
        Journey.objects.filter(registration=registration, way=way).delete()
    else:
        Journey.objects.update_or_create(
            registration=registration,
            way=way,
            defaults={"at": at, "place": place, "by": means},
        )
    note(by, "wrote the journey", registration, [way])


@transaction.atomic
def add_service(*, event: Event, name: Written, by: Any, **plain: Any) -> Service:
    """Meals or the care of children: `kind`, `day`, `begins`, `ends`, `seats` (None: no limit)."""
    text = texts.create(
        body=name.body,
        lang=name.lang,
        by=by,
        translations=name.translations,
        home=home(event, SERVICE),
    )
    made = Service.objects.create(event=event, name=text, **plain)
    note(by, "added a service", made)
    return made


@transaction.atomic
def book(registration: Registration, *, service: Service, seats: int, about: str, by: Any) -> None:
    """Takes so many seats of a service in all, or gives them back with 0. Raises NoSeatFree."""
    held = Booking.objects.select_for_update().filter(service=service, registration=registration)
    booking = held.first()
    step = seats - (booking.seats if booking else 0)
    rows = Service.objects.filter(pk=service.pk)
    if step > 0 and service.seats is not None:
        rows = rows.filter(used__lte=F("seats") - step)
    if step and not rows.update(used=F("used") + step):
        raise NoSeatFree
    if not seats:
        held.delete()
    else:
        Booking.objects.update_or_create(
            service=service, registration=registration, defaults={"seats": seats, "about": about}
        )
    if step or seats:
        note(by, "booked", registration)


@transaction.atomic
def give_up(registration: Registration, *, by: Any) -> None:
    """All that she has or offers at the place, when she does not come."""
    for lodging in registration.lodgings.filter(state=Lodging.State.OPEN):
        withdraw_lodging(lodging, by=by)
    for booking in registration.bookings.select_related("service"):
        book(registration, service=booking.service, seats=0, about="", by=by)
    registration.journeys.all().delete()
