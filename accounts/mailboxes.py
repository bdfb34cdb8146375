"""Several people of one mailbox, kept apart; and the link by which a mailbox logs in.

The first has the mailbox's address as her log-in name. Each further one has an account of her
own whose log-in name is no address, and `mailbox` says where her mail goes. Whoever proves that
she reads the mailbox chooses as whom she goes on; what each account holds stays its own.
"""

import uuid
from hashlib import sha256
from typing import Any

from allauth.account.models import EmailAddress
from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.db.models import Q

from accounts.models import NOWHERE, Person
from accounts.records import note

SALT = "accounts.mailboxes"
SECONDS = 15 * 60
MOST = 12
SESSION_KEY = "mailbox"


class MailboxFull(Exception):
    """As many people as one mailbox may have."""


def people_of(mailbox: str) -> list[Person]:
    """Everybody of a mailbox who may log in, the first one first. One query."""
    rows = Person.objects.filter(Q(email__iexact=mailbox) | Q(mailbox__iexact=mailbox))
    return list(rows.filter(state=Person.State.ACTIVE).order_by("joined_at", "pk"))


@transaction.atomic
def add_person(mailbox: str, *, called: str, languages: list[str], by: Person) -> Person:
    """An account of her own for another person who reads `mailbox`. Raises MailboxFull."""
    if len(people_of(mailbox)) >= MOST:
        raise MailboxFull
    name = f"{uuid.uuid4().hex}@{NOWHERE}"
    person = Person.objects.create_user(
        name, called=called, mailbox=mailbox.lower(), languages=languages
    )
    EmailAddress.objects.create(user=person, email=name, verified=True, primary=True)
    note(by, "added a person to the mailbox", person)
    return person


@transaction.atomic
def person_at(address: str, *, languages: list[str], by: Person | None) -> Person | None:
    """The first one who reads this address; an account is made where nobody has one, which opens
    with a code sent there. None where the one whose it is was suspended.
    """
    found = people_of(address)
    if found:
        return found[0]
    if Person.objects.filter(email__iexact=address).exists():
        return None
    person = Person.objects.create_user(address, languages=languages)
    EmailAddress.objects.create(user=person, email=person.email, verified=False, primary=True)
    note(by, "made an account for an address", person)
    return person


def add_without_address(*, called: str, languages: list[str], by: Person | None) -> Person:
    """An account of somebody who has no e-mail: a card opens it (delegates/entry.py)."""
    name = f"{uuid.uuid4().hex}@{NOWHERE}"
    person = Person.objects.create_user(name, called=called, languages=languages)
    note(by, "made an account without an address", person)
    return person


@transaction.atomic
def give_address(person: Person, address: str) -> None:
    """From now on she logs in by mail. The caller has proof that the mailbox is hers."""
    EmailAddress.objects.filter(user=person).delete()
    person.email = address.lower()
    person.save(update_fields=["email"])
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    note(person, "gave the account an address", person, ["email"])


def hand_over(mailbox: str) -> None:
    """When the first one has left, the next has the mailbox's address as her log-in name."""
    if Person.objects.filter(email__iexact=mailbox).exists():
        return
    heir = Person.objects.filter(mailbox__iexact=mailbox).order_by("joined_at", "pk").first()
    if heir is None:
        return
    EmailAddress.objects.filter(user=heir).delete()
    heir.email, heir.mailbox = mailbox.lower(), ""
    heir.save(update_fields=["email", "mailbox"])
    EmailAddress.objects.create(user=heir, email=heir.email, verified=True, primary=True)


def token_of(mailbox: str) -> str:
    """What the link in a mail holds: good once, for 15 minutes."""
    return signing.dumps({"to": mailbox, "nonce": uuid.uuid4().hex}, salt=SALT, compress=True)


def mailbox_of(token: str) -> str | None:
    """Whose link it is, or None for one that lapsed, was used or was made up."""
    try:
        given: dict[str, Any] = signing.loads(token, salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
    return None if cache.get(_key(token)) else str(given["to"])


def use(token: str) -> str | None:
    """As `mailbox_of`, and the link is used up; of two who press at once, one gets in."""
    mailbox = mailbox_of(token)
    return mailbox if mailbox and cache.add(_key(token), 1, timeout=SECONDS) else None


def _key(token: str) -> str:
    return f"link:{sha256(token.encode()).hexdigest()}"
