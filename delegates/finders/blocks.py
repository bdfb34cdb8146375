"""What the addresses of delegations and offers mean. Each finder raises Http404."""

from datetime import datetime
from uuid import UUID

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404

from delegates.models import Arrival, Coordinator, Delegation, Registration, Seat, SeatLink, Wish
from delegates.tokens import offer_of, wish_of
from events.actions.team import hash_of

WHOSE = ("delegation", "delegation__event")


def find_delegation(event: str, delegation: UUID) -> Delegation:
    rows = Delegation.objects.select_related("event", "organisation")
    return get_object_or_404(rows, event__slug=event, uid=delegation)


def find_seat_link(event: str, delegation: UUID, link: int) -> SeatLink:
    rows = SeatLink.objects.select_related(*WHOSE)
    return get_object_or_404(
        rows, delegation__event__slug=event, delegation__uid=delegation, pk=link
    )


def find_seat(event: str, delegation: UUID, registration: UUID) -> Seat:
    rows = Seat.objects.select_related(*WHOSE, "registration")
    return get_object_or_404(
        rows,
        delegation__event__slug=event,
        delegation__uid=delegation,
        registration__uid=registration,
    )


def find_arrival(event: str, delegation: UUID, arrival: int) -> Arrival:
    rows = Arrival.objects.select_related(*WHOSE)
    return get_object_or_404(
        rows, delegation__event__slug=event, delegation__uid=delegation, pk=arrival
    )


def find_coordinator(event: str, delegation: UUID, coordinator: int) -> Coordinator:
    rows = Coordinator.objects.select_related(*WHOSE, "person")
    return get_object_or_404(
        rows, delegation__event__slug=event, delegation__uid=delegation, pk=coordinator
    )


class Invited:
    """A link by its token's hash, and the token; a guessed one finds nothing."""

    def __init__(self, event: str, token: str) -> None:
        rows = SeatLink.objects.select_related(*WHOSE)
        self.link = get_object_or_404(
            rows, delegation__event__slug=event, token_hash=hash_of(token)
        )
        self.token, self.event = token, self.link.delegation.event


class Offered:
    """The registration of a signed link, and whether its offer still stands: of a place, or of
    the change for which she waits (`wish`).
    """

    wish: Wish | None = None

    def __init__(self, event: str, token: str) -> None:
        uid, sequence, changes = _read(token)
        rows = Registration.objects.select_related("event")
        self.registration = get_object_or_404(rows, event__slug=event, uid=uid)
        self.event, self.changes = self.registration.event, changes
        if changes:
            offered = Wish.objects.filter(state=Wish.State.OFFERED, sequence=sequence)
            self.wish = offered.filter(registration=self.registration).first()
            self.stands = self.wish is not None
        else:
            state, moves = self.registration.state, self.registration.sequence
            self.stands = state == Registration.State.OFFERED and moves == sequence

    @property
    def until(self) -> datetime | None:
        return (self.wish or self.registration).offered_until


def _read(token: str) -> tuple[UUID, int, bool]:
    """(registration, sequence, whether a change is offered). Raises Http404."""
    for read, changes in ((offer_of, False), (wish_of, True)):
        try:
            return *read(token), changes
        except (signing.BadSignature, ValueError, TypeError):
            continue
    raise Http404
