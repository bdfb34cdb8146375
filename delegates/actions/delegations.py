"""What is done with delegations: seats first, names later."""

import secrets
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import mail
from accounts.models import Person
from accounts.records import note
from delegates import seats
from delegates.actions import registrations
from delegates.actions.block_offers import STANDING, held_block, stand
from delegates.actions.sitting import use
from delegates.blocks import promised, quotas_of
from delegates.models import (
    Coordinator,
    Delegation,
    Organisation,
    Registration,
    Seat,
    Seating,
    SeatLink,
    seating_of,
)
from delegates.refusals import (
    AskingClosed,
    DecidedBefore,
    LinkGone,
    MoreThanTheBlock,
    NeedsACoordinator,
    NotThere,
    TooLateToSwap,
)
from delegates.seats import patiently
from delegates.tasks import registrations as tasks
from events.actions.team import hash_of
from events.models import Event
from languages import texts

State = Delegation.State
Kind = SeatLink.Kind


@transaction.atomic
def ask(
    *,
    event: Event,
    name: str,
    wanted: int,
    by: Person,
    organisation: Organisation | None = None,
    country: str = "",
    category: str = "delegate",
    words: str = "",
    together: str = Delegation.Together.MANY,
    by_organiser: bool = False,
) -> Delegation:
    """Asks for `wanted` seats; whoever asks is the coordinator. Raises AskingClosed."""
    seating = seating_of(Event.objects.select_related("seating").get(pk=event.pk))
    if seating.asking == Seating.Asking.CLOSED and not by_organiser:
        raise AskingClosed
    made = Delegation.objects.create(
        event=event,
        name=name,
        wanted=wanted,
        organisation=organisation,
        country=country,
        category=category,
        words=words,
        together=together,
    )
    Coordinator.objects.create(delegation=made, person=by)
    note(by, "asked for seats for a delegation", made)
    return made


@patiently
def grant(delegation: Delegation, *, granted: int, by: Any) -> Delegation:
    """Gives the delegation a block of seats, or another number of them; never fewer than have a
    person. Raises Full, with nothing changed, and MoreThanTheBlock.
    """
    event = seats.open_book(delegation.event)
    held = held_block(delegation)
    if granted < held.named + promised(held):
        raise MoreThanTheBlock
    claims = list(held.claims.all())
    free = granted - held.named
    seats.take(held, quotas_of(held, event), seats=free, instead_of=claims)
    fewer = granted < held.granted
    if held.state == State.OFFERED:
        seats.keep(held)
    held.granted = granted
    stand(held, State.GRANTED)
    held.save(update_fields=STANDING)
    note(by, "granted seats to a delegation", held, ["granted"])
    tasks.write_to_coordinators.enqueue(held.pk, "granted")
    if fewer:
        tasks.move_waiting_up.enqueue(event.pk)
    return held


@transaction.atomic
def refuse(delegation: Delegation, *, by: Any) -> Delegation:
    """Says no to a delegation that has no seats yet, on the waiting list too. Raises
    DecidedBefore.
    """
    held = held_block(delegation)
    if held.state not in {State.ASKED, State.WAITING, State.OFFERED}:
        raise DecidedBefore
    freed = seats.give_back(held)
    stand(held, State.REFUSED)
    held.save(update_fields=STANDING)
    note(by, "refused seats to a delegation", held)
    tasks.write_to_coordinators.enqueue(held.pk, "refused")
    if freed:
        tasks.move_waiting_up.enqueue(held.event_id)
    return held


@transaction.atomic
def make_link(
    delegation: Delegation,
    *,
    by: Any,
    kind: str = Kind.SEAT,
    address: str = "",
    full_name: str = "",
    places: int = 1,
    lapses_at: datetime | None = None,
) -> tuple[SeatLink, str]:
    """A link onto `places` seats of the block, or into the role, and its token, which is stored
    nowhere. A link that is bound to an address is mailed there. Raises MoreThanTheBlock.
    """
    held = held_block(delegation)
    if kind == Kind.SEAT and places > held.free - promised(held):
        raise MoreThanTheBlock
    token = secrets.token_urlsafe(24)
    link = SeatLink.objects.create(
        delegation=held,
        kind=kind,
        token_hash=hash_of(token),
        address=address.casefold(),
        full_name=full_name,
        places=1 if address else places,
        made_by=by,
        lapses_at=lapses_at,
    )
    note(by, "made a link into a delegation", link)
    if address:
        mail_link(held, link, token)
    return link, token


def mail_link(delegation: Delegation, link: SeatLink, token: str) -> None:
    """Writes to whom the link is bound; the mail's words are emptied when it is sent."""
    event = delegation.event
    context = {
        "full_name": link.full_name,
        "name": texts.load([event.name_id], [event.lang])[event.name_id],
        "delegation": delegation.name,
        "page": f"{settings.ADDRESS}/{event.slug}/seats/{token}/",
    }
    template = f"delegates/mail/link_{link.kind}"
    mail.write(to=link.address, template=template, context=context, languages=[event.lang])


@transaction.atomic
def revoke(link: SeatLink, *, by: Any) -> None:
    """Makes the link useless; who came by it stays."""
    ready = SeatLink.objects.filter(pk=link.pk, state=SeatLink.State.READY)
    if ready.update(state=SeatLink.State.REVOKED):
        note(by, "revoked a link into a delegation", link)


@transaction.atomic
def take_role(link: SeatLink, *, by: Person) -> Coordinator:
    """Makes her a coordinator beside those there are. Raises LinkGone, LinkSpent,
    LinkOfSomebodyElse.
    """
    if link.kind != Kind.COORDINATOR:
        raise LinkGone
    use(link, by)
    made, _new = Coordinator.objects.get_or_create(delegation=link.delegation, person=by)
    note(by, "became a coordinator of a delegation", link.delegation)
    return made


@transaction.atomic
def step_back(coordinator: Coordinator, *, by: Any) -> None:
    """Ends a coordinator's role. Raises NeedsACoordinator for the last one."""
    held = held_block(coordinator.delegation)
    if held.coordinators.exclude(pk=coordinator.pk).count() == 0:
        raise NeedsACoordinator
    coordinator.delete()
    note(by, "ended a coordinator's role", held)


@patiently
def swap(seat: Seat, *, by: Any, by_organiser: bool = False) -> tuple[SeatLink, str]:
    """Frees a seat of the block for another name: she is withdrawn, and a link for the next one
    is made; no seat is taken anew. Raises TooLateToSwap (unless `by_organiser`), NotThere.
    """
    block = Delegation.objects.select_related("event__seating").get(pk=seat.delegation_id)
    until = seating_of(block.event).swaps_until
    if until and _today(block.event) > until and not by_organiser:
        raise TooLateToSwap
    if not Seat.objects.filter(pk=seat.pk).exists():
        raise NotThere
    registrations.withdraw(Registration.objects.get(pk=seat.registration_id), by=by)
    note(by, "swapped a name of a delegation", block)
    return make_link(block, by=by)


def _today(event: Event) -> date:
    return timezone.now().astimezone(event.tz).date()
