"""Links that answer an offer without logging in: signed, nothing is stored."""

from uuid import UUID

from django.core import signing

from delegates.models import Registration, Wish

SALT = "delegates.offer"
WISH = "delegates.wish"


def offer_token(registration: Registration) -> str:
    """Good for this one offer: the next move of her registration makes it useless."""
    return signing.dumps([str(registration.uid), registration.sequence], salt=SALT)


def wish_token(wish: Wish) -> str:
    """Good for this one offer, as `offer_token`."""
    return signing.dumps([str(wish.registration.uid), wish.sequence], salt=WISH)


def wish_of(token: str) -> tuple[UUID, int]:
    """The registration's uid and its wish's sequence. Raises signing.BadSignature."""
    uid, sequence = signing.loads(token, salt=WISH)
    return UUID(uid), int(sequence)


def offer_of(token: str) -> tuple[UUID, int]:
    """The registration's uid and sequence. Raises signing.BadSignature."""
    uid, sequence = signing.loads(token, salt=SALT)
    return UUID(uid), int(sequence)
