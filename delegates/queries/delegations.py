"""Delegations as pages read them: a constant number of queries each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.paging import Page, page_of
from accounts.models import Person
from delegates import countries
from delegates.blocks import promised
from delegates.models import (
    Arrival,
    Coordinator,
    Delegation,
    Registration,
    Seat,
    Seating,
    SeatLink,
    seating_of,
)
from events.models import Event


@dataclass(frozen=True)
class Check:
    """Something that each person of a delegation should have done. `done` returns, of these
    registrations, the ids of those who have; the coordinator sees that it is done or missing,
    and nothing of what was answered.
    """

    title: Any
    done: Callable[[Event, Sequence[Registration]], set[int]]


def _placed(event: Event, rows: Sequence[Registration]) -> set[int]:
    return {each.pk for each in rows if each.state == Registration.State.CONFIRMED}


def _answered(event: Event, rows: Sequence[Registration]) -> set[int]:
    return {each.pk for each in rows if each.country and each.speaks and each.reads}


# Other topics add theirs (AppConfig.ready).
checks: list[Check] = [Check(_("place"), _placed), Check(_("answers"), _answered)]


@dataclass(frozen=True)
class Sitting:
    """One person on a seat: her name, and what she has done."""

    seat: Seat
    done: list[tuple[Any, bool]]

    @property
    def registration(self) -> Registration:
        return self.seat.registration

    @property
    def missing(self) -> list[Any]:
        return [title for title, done in self.done if not done]


@dataclass(frozen=True)
class DelegationView:
    """A delegation as its coordinators and the organisers see it."""

    delegation: Delegation
    people: Page[Sitting]
    links: list[SeatLink]
    coordinators: list[Coordinator]
    lists: list[Arrival]
    promised: int
    covers: int
    may_swap: bool
    country: str = ""
    titles: list[Any] = field(default_factory=list)

    @property
    def left(self) -> int:
        """Seats for which there is neither a person nor a link."""
        return max(0, self.delegation.free - self.promised)


def delegation_view(delegation: Delegation, *, after: str = "") -> DelegationView:
    """Six queries, and those of the checks."""
    event = Event.objects.select_related("seating").get(pk=delegation.event_id)
    seating = seating_of(event)
    rows = delegation.seats.select_related("registration", "registration__person", "link")
    page = page_of(rows, after)
    now = timezone.now()
    ready = delegation.links.filter(state=SeatLink.State.READY).exclude(lapses_at__lte=now)
    today = now.astimezone(event.tz).date()
    return DelegationView(
        delegation=delegation,
        people=Page(_sitting(event, page.rows), page.after, page.first),
        links=[link for link in ready.order_by("pk")[:500] if link.used < link.places],
        coordinators=list(delegation.coordinators.select_related("person").order_by("pk")),
        lists=list(delegation.arrivals.order_by("-pk").defer("rows", "faults")[:10]),
        promised=promised(delegation),
        covers=seating.fee_covers,
        may_swap=seating.swaps_until is None or today <= seating.swaps_until,
        country=countries.name(event, delegation.country),
        titles=[check.title for check in checks],
    )


def _sitting(event: Event, rows: Sequence[Seat]) -> list[Sitting]:
    registrations = [seat.registration for seat in rows]
    done = [(check.title, check.done(event, registrations)) for check in checks]
    return [
        Sitting(seat, [(title, seat.registration_id in have) for title, have in done])
        for seat in rows
    ]


def delegations_of(event: Event, person: Person) -> list[Delegation]:
    """Those that she looks after. One query."""
    return list(event.delegations.filter(coordinators__person=person).order_by("pk"))


def may_ask(event: Event) -> bool:
    """Whether delegations may ask for seats at this moment. One query."""
    seating = seating_of(Event.objects.select_related("seating").get(pk=event.pk))
    return bool(seating.asking == Seating.Asking.OPEN)


def delegations(event: Event, *, state: str = "", after: str = "") -> Page[Delegation]:
    """Fifty of them, for organisers. One query."""
    rows = event.delegations.select_related("organisation")
    return page_of(rows.filter(state=state) if state else rows, after)


def covered(delegation: Delegation) -> QuerySet[Registration]:
    """Whom the organisation's fee covers: those who sat down first, as many as the event says."""
    event = Event.objects.select_related("seating").get(pk=delegation.event_id)
    most = seating_of(event).fee_covers
    first = delegation.seats.order_by("pk").values_list("registration", flat=True)[:most]
    return Registration.objects.filter(pk__in=list(first))


def delegates_covered(event: Event) -> dict[int, int]:
    """Of all the event: a registration's id to the id of the delegation whose fee covers it.

    Two queries.
    """
    most = seating_of(Event.objects.select_related("seating").get(pk=event.pk)).fee_covers
    found: dict[int, int] = {}
    counted: dict[int, int] = {}
    rows = Seat.objects.filter(delegation__event=event).order_by("pk")
    for registration, delegation in rows.values_list("registration", "delegation") if most else ():
        counted[delegation] = counted.get(delegation, 0) + 1
        if counted[delegation] <= most:
            found[registration] = delegation
    return found
