"""Cards given to people without an address, renewed and ended."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.mailboxes import add_without_address
from accounts.models import Person
from accounts.records import note
from delegates import codes, entry
from delegates.actions.locking import locked
from delegates.models import Coordinator, EntryCard, Registration
from delegates.refusals import HasAnAddress, MoreThanACard, TooLate
from events.models import Event

State = EntryCard.State


@transaction.atomic
def give(registration: Registration, *, by: Any) -> tuple[EntryCard, str]:
    """A card for her, and its code, which is stored nowhere. One that she had before ends.

    Somebody whom a desk registered gets an account by it. Raises HasAnAddress, MoreThanACard,
    TooLate, NotThere.
    """
    held = locked(registration)
    event = Event.objects.get(pk=held.event_id)
    if timezone.now() >= entry.ends_at(event):
        raise TooLate
    person = held.person or _account_for(held, by)
    refuse_others(person, event)
    _end(EntryCard.objects.filter(person=person), held, by)
    code = codes.new_code()
    card = EntryCard.objects.create(
        event=event, person=person, digest=entry.digest_of(code), made_by=by
    )
    note(by, "gave a card to log in", held)
    return card, code


def _account_for(registration: Registration, by: Any) -> Person:
    person = add_without_address(**account_of(registration), by=by)
    registration.person = person
    registration.save(update_fields=["person"])
    return person


def account_of(registration: Registration) -> dict[str, Any]:
    """How an account that is made for her calls her, and in which languages it speaks to her."""
    called = registration.called or registration.shown_name
    return {
        "called": called[:100],
        "languages": [registration.lang] if registration.lang else [],
    }


def refuse_others(person: Person, event: Event) -> None:
    """A card passes through hands: nobody gets one who logs in by mail, or whose account opens
    more than her own registration here. Raises HasAnAddress, MoreThanACard.
    """
    if person.has_address:
        raise HasAnAddress
    elsewhere = Registration.objects.filter(person=person).exclude(event=event)
    if (
        person.is_operator
        or not person.is_active
        or person.memberships.exists()
        or Coordinator.objects.filter(person=person).exists()
        or elsewhere.exists()
    ):
        raise MoreThanACard


@transaction.atomic
def end(registration: Registration, *, by: Any) -> bool:
    """Ends her card of this event, and every session that it opened; whether there was one."""
    rows = EntryCard.objects.filter(person=registration.person_id, event=registration.event_id)
    return _end(rows, registration, by)


def _end(rows: Any, registration: Registration, by: Any) -> bool:
    ended = rows.filter(state=State.VALID).update(state=State.ENDED)
    if ended:
        note(by, "ended a card to log in", registration)
    return bool(ended)


def used(card: EntryCard) -> None:
    """Notes that somebody came in by the card, where its holder reads it."""
    rows = Registration.objects.filter(person=card.person_id, event=card.event_id)
    registration = rows.order_by("-pk").first()
    note(card.person, "came in by a card", registration or card)
