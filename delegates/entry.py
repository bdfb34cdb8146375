"""Logging in by a card: what its code is worth, and for how long.

The code has sixty bits of chance, and a card's tries are limited for each address from which they
come. Only a digest is stored, keyed by the server's secret, so that a stolen database opens
nothing. A session that a card opened names that card: it ends with it (Person.by_card).
"""

from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import ByCard, Person
from delegates import codes
from delegates.models import EntryCard
from events.models import Event

PATH = "delegates.entry.CardBackend"
SALT = "delegates.entry"
LEFT_OPEN = timedelta(days=1)


def digests_of(code: str) -> list[str]:
    """By the newest key, which is stored, and by those that it replaced."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    made = (salted_hmac(SALT, code, secret=each, algorithm="sha256") for each in secrets)
    return [each.hexdigest() for each in made]


def digest_of(code: str) -> str:
    """What is stored of a code, in the form in which it was made."""
    return digests_of(code)[0]


def ends_at(event: Event) -> datetime:
    """Cards of an event end at noon after its last day, wherever that is moved."""
    return datetime.combine(event.ends + LEFT_OPEN, time(12), tzinfo=event.tz)


def card_of(typed: str) -> EntryCard | None:
    """The card that opens something now. The answer, and how long it takes, are the same for a
    code that nobody has, one that was ended and one whose event is over.
    """
    code = codes.normalised(typed)
    rows = EntryCard.objects.select_related("person", "event")
    return _open(rows.filter(digest__in=digests_of(code)).first())


def _open(card: EntryCard | None) -> EntryCard | None:
    """The card, if it lets its holder in at this moment."""
    if card is None or card.state != EntryCard.State.VALID or not card.person.is_active:
        return None
    return card if timezone.now() < ends_at(card.event) else None


def entered(card: EntryCard) -> Person:
    """Its holder, as somebody whom a card let in."""
    person: Person = card.person
    person.by_card = ByCard(card.uid.hex, card.event_id)
    return person


class CardBackend(BaseBackend):
    """Django's door for sessions that a card opened: asked at each of their requests."""

    def authenticate(
        self, request: HttpRequest | None, *, card_code: str = "", **_given: Any
    ) -> Person | None:
        card = card_of(card_code) if card_code else None
        return entered(card) if card else None

    def get_user(self, user_id: int) -> Person | None:
        """One query. A renewed card is another one, which the session's hash does not name."""
        rows = EntryCard.objects.select_related("person", "event")
        card = _open(rows.filter(person=user_id, state=EntryCard.State.VALID).first())
        return entered(card) if card else None
