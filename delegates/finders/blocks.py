"""What the addresses of delegations and offers mean. Each finder raises Http404."""

from uuid import UUID

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404

from delegates.models import Arrival, Coordinator, Delegation, Registration, Seat, SeatLink
from delegates.tokens import offer_of
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
    """The registration of a signed link, and whether its offer still stands."""

    def __init__(self, event: str, token: str) -> None:
        try:
            uid, sequence = offer_of(token)
        except (signing.BadSignature, ValueError, TypeError) as error:
            raise Http404 from error
        rows = Registration.objects.select_related("event")
        self.registration = get_object_or_404(rows, event__slug=event, uid=uid)
        self.event = self.registration.event
        state = Registration.State.OFFERED
        self.stands = self.registration.state == state and self.registration.sequence == sequence
