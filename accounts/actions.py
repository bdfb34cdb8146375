"""What can be done with an account."""

from collections.abc import Sequence

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from accounts import erasures
from accounts.mailboxes import hand_over, people_of
from accounts.models import Mail, Person
from accounts.ports import holdings
from accounts.records import note


@transaction.atomic
def change_account(
    *, person: Person, called: str, languages: Sequence[str], zone: str, by: Person
) -> Person:
    new = {"called": called, "languages": list(languages), "zone": zone}
    changed = [name for name, value in new.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, new[name])
    if changed:
        person.save(update_fields=changed)
        note(by, "changed the account", person, changed)
    return person


@transaction.atomic
def suspend(*, person: Person, by: Person) -> Person:
    """She cannot log in any more, and is logged out everywhere at her next request."""
    person.state = Person.State.SUSPENDED
    person.save(update_fields=["state"])
    note(by, "suspended the account", person)
    return person


@transaction.atomic
def restore(*, person: Person, by: Person) -> Person:
    person.state = Person.State.ACTIVE
    person.save(update_fields=["state"])
    note(by, "restored the account", person)
    return person


@transaction.atomic
def delete_account(*, person: Person, by: Person) -> None:
    """Erases her here and in every app that holds something of her. Raises StillNeeded."""
    for held in holdings:
        held.hinder(person)
    erasures.count_one()
    note(None if by == person else by, "deleted an account", person)
    for held in holdings:
        held.erase(person)
    mailbox = person.address
    if len(people_of(mailbox)) == 1:
        Mail.objects.filter(address__iexact=mailbox).delete()
    Mail.objects.filter(person=person).delete()
    end_sessions(person)
    person.delete()
    hand_over(mailbox)


def end_sessions(person: Person) -> int:
    """Deletes her sessions, each of which names her; returns how many."""
    key = str(person.pk)
    hers = [
        session.pk
        for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator()
        if session.get_decoded().get("_auth_user_id") == key
    ]
    return Session.objects.filter(pk__in=hers).delete()[0]
