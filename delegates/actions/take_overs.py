"""Somebody whom a desk registered takes her registration over, by a link in a mail."""

import secrets
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import mail
from accounts.mailboxes import give_address
from accounts.models import Person
from accounts.records import note
from delegates.actions.entry_cards import account_of, end
from delegates.actions.locking import locked
from delegates.entry import ends_at
from delegates.models import Registration, TakeOver
from delegates.refusals import LinkGone, RegisteredAlready
from events.actions.team import hash_of
from languages import texts

SERVES = timedelta(days=30)


@transaction.atomic
def offer(registration: Registration, *, address: str, by: Any) -> TakeOver:
    """Mails the link to an address that somebody named at a desk. Whether there is an account
    behind it, nobody at the desk learns.
    """
    event, token = registration.event, secrets.token_urlsafe(24)
    made = TakeOver.objects.create(
        registration=registration, token_hash=hash_of(token), address=address.lower()
    )
    languages = [each for each in (registration.lang, event.lang) if each]
    page = settings.ADDRESS + reverse("delegates:take_over", args=[event.slug, token])
    context = {
        "full_name": registration.full_name,
        "name": texts.load([event.name_id], languages)[event.name_id],
        "page": page,
    }
    template = "delegates/mail/take_over"
    mail.write(to=made.address, template=template, context=context, languages=languages)
    note(by, "mailed a link to take a registration over", registration)
    return made


def serves(found: TakeOver) -> bool:
    """Whether its link still leads somewhere: 30 days, and until the event is over."""
    lasts = max(found.made_at + SERVES, ends_at(found.registration.event))
    return timezone.now() < lasts and found.registration.state != Registration.State.WITHDRAWN


@transaction.atomic
def take(found: TakeOver, *, person: Person | None) -> Person:
    """Gives the registration to `person`, who reads the mailbox, or to a new account of hers.

    Raises LinkGone, RegisteredAlready, NotThere.
    """
    held = locked(found.registration)
    if not serves(found) or not TakeOver.objects.filter(pk=found.pk).delete()[0]:
        raise LinkGone
    end(held, by=person or held.person)
    hers = person or _new_account(held, found.address)
    others = Registration.objects.filter(event=held.event_id, person=hers).exclude(pk=held.pk)
    if others.exclude(state=Registration.State.WITHDRAWN).exists():
        raise RegisteredAlready
    held.person = hers
    held.save(update_fields=["person"])
    note(hers, "took a registration over", held)
    return hers


def _new_account(registration: Registration, address: str) -> Person:
    """The account that a card opened until now, or a fresh one, with this address."""
    try:
        with transaction.atomic():
            if registration.person and not registration.person.has_address:
                give_address(registration.person, address)
                return registration.person
            person = Person.objects.create_user(address, **account_of(registration))
            EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
            return person
    except IntegrityError as error:
        # An account of this address that may not log in.
        raise LinkGone from error
