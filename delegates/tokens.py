"""Links that answer an offer without logging in: signed, nothing is stored."""

from uuid import UUID

from django.core import signing

from delegates.models import Registration

SALT = "delegates.offer"


def offer_token(registration: Registration) -> str:
    """Good for this one offer: the next move of her registration makes it useless."""
    return signing.dumps([str(registration.uid), registration.sequence], salt=SALT)


def offer_of(token: str) -> tuple[UUID, int]:
    """The registration's uid and sequence. Raises signing.BadSignature."""
    uid, sequence = signing.loads(token, salt=SALT)
    return UUID(uid), int(sequence)
