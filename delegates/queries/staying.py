"""Lodging, journeys and services as pages read them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.utils import timezone

from delegates.models import Booking, Journey, Lodging, Match, Registration, Service
from delegates.queries.care import blocked_pairs, excluded_ids
from delegates.sealing import unseal
from events.models import Event
from languages import texts
from languages.texts import Reading

OPEN = Lodging.State.OPEN
MOST = 500


@dataclass(frozen=True)
class MatchView:
    """A match as one side sees it. `address` and `phone` are empty until both said yes."""

    match: Match
    other: Lodging
    hosts: bool
    says: str
    address: str = ""
    phone: str = ""

    @property
    def waits(self) -> bool:
        return self.says == Match.Answer.ASKED


@dataclass(frozen=True)
class Own:
    """What one's own page shows."""

    offer: Lodging | None
    wish: Lodging | None
    matches: list[MatchView]
    journeys: dict[str, Journey]
    services: list["ServiceView"] = field(default_factory=list)


def own(registration: Registration, languages: Sequence[str]) -> Own:
    """At most seven queries."""
    lodgings = {each.kind: each for each in registration.lodgings.filter(state=OPEN)}
    return Own(
        offer=lodgings.get(Lodging.Kind.OFFER),
        wish=lodgings.get(Lodging.Kind.WISH),
        matches=matches_of(registration),
        journeys={each.way: each for each in registration.journeys.all()},
        services=services(registration.event, languages, registration),
    )


def matches_of(registration: Registration) -> list[MatchView]:
    """Her matches that still stand, with addresses where both said yes. One query."""
    rows = Match.objects.filter(
        Q(offer__registration=registration) | Q(wish__registration=registration)
    )
    related = rows.select_related("offer__registration", "wish__registration")
    found = [_seen_by(registration, match) for match in related.order_by("pk")]
    return [view for view in found if not view.match.refused]


def _seen_by(registration: Registration, match: Match) -> MatchView:
    hosts = match.offer.registration_id == registration.pk
    other = match.wish if hosts else match.offer
    says = match.host_says if hosts else match.guest_says
    if not match.agreed:
        return MatchView(match, other, hosts, says)
    told = unseal(registration.event, other.address)
    where = "" if hosts else told.get("address", "")
    return MatchView(match, other, hosts, says, where, told.get("phone", ""))


def sealed_of(lodging: Lodging | None) -> dict[str, str]:
    """Her own address and telephone, to change them."""
    return unseal(lodging.registration.event, lodging.address) if lodging else {}


@dataclass(frozen=True)
class Matching:
    """What organisers bring together: never an address."""

    offers: list[Lodging]
    wishes: list[tuple[Lodging, list[Lodging]]]
    matches: list[Match]


def matching(event: Event) -> Matching:
    """Wishes without a host, the oldest first, each with the hosts who fit. Four queries."""
    shut_out = excluded_ids(event)
    rows = Lodging.objects.filter(registration__event=event, state=OPEN)
    found = [
        each
        for each in rows.select_related("registration__organisation").order_by("pk")[:MOST]
        if each.registration_id not in shut_out
    ]
    matches = Match.objects.filter(offer__registration__event=event)
    related = matches.select_related("offer__registration", "wish__registration").order_by("-pk")
    standing = [each for each in related[:MOST] if not each.refused]
    placed = {each.wish_id for each in standing}
    people = [each.registration.person_id for each in found if each.registration.person_id]
    apart = blocked_pairs(people)
    offers = [each for each in found if each.kind == Lodging.Kind.OFFER]
    wishes = [each for each in found if each.kind == Lodging.Kind.WISH and each.pk not in placed]
    fitting = [(wish, [offer for offer in offers if _fit(offer, wish, apart)]) for wish in wishes]
    return Matching(offers, fitting, standing)


def _fit(offer: Lodging, wish: Lodging, apart: set[frozenset[int]]) -> bool:
    nights = offer.begins <= wish.begins and wish.ends <= offer.ends
    host, guest = offer.registration.person_id, wish.registration.person_id
    two = offer.registration_id != wish.registration_id
    return nights and two and offer.free >= wish.beds and _pair(host, guest) not in apart


def _pair(host: int | None, guest: int | None) -> frozenset[int]:
    return frozenset(pk for pk in (host, guest) if pk is not None)


@dataclass(frozen=True)
class Hour:
    """Those who arrive or leave in one hour at one place."""

    at: Any
    place: str
    people: list[Journey]


def journeys(event: Event, way: str, day: date | None = None) -> list[Hour]:
    """By hour and place, in the event's zone; of one day if it is given. One query."""
    rows = Journey.objects.filter(registration__event=event, way=way)
    rows = rows.exclude(registration__state="withdrawn").select_related("registration")
    found = [each for each in rows if day is None or each.at.astimezone(event.tz).date() == day]

    def hour(each: Journey) -> tuple[Any, str]:
        begins = each.at.astimezone(event.tz).replace(minute=0, second=0, microsecond=0)
        return begins, each.place

    ordered = sorted(found, key=lambda each: (*hour(each), each.at, each.pk))
    return [Hour(at, place, list(people)) for (at, place), people in groupby(ordered, key=hour)]


@dataclass(frozen=True)
class ServiceView:
    service: Service
    name: Reading
    booking: Booking | None = None

    @property
    def free(self) -> int | None:
        """Seats that are left; None where there is no limit."""
        seats = self.service.seats
        return None if seats is None else max(0, seats - self.service.used)


def services(
    event: Event, languages: Sequence[str], registration: Registration | None = None
) -> list[ServiceView]:
    """All of an event, with what this registration booked. At most four queries."""
    rows = list(event.services.all())
    read = texts.load([each.name_id for each in rows], languages)
    held = registration.bookings.all() if registration else ()
    booked = {each.service_id: each for each in held}
    return [ServiceView(each, read[each.name_id], booked.get(each.pk)) for each in rows]


def bookings(service: Service) -> list[Booking]:
    """Those who are served, by name. One query."""
    rows = service.bookings.select_related("registration")
    return list(rows.order_by("registration__sort_key", "pk"))


def today(event: Event) -> date:
    return timezone.now().astimezone(event.tz).date()
