"""The codes on badges: twelve letters to type, and a signed token for the camera.

The token is signed with Ed25519 (RFC 8032), so that a device believes it offline and holds no
secret. The event's keys come of Django's: SECRET_KEY signs, SECRET_KEY_FALLBACKS are believed too.

Layout, in Crockford's base 32: version 1 (1 byte), key id (2), event (4), code (8), category (1),
days as bits, 0 = all (2), signature of all before it (64).
"""

import hashlib
import secrets
import struct
from base64 import b32decode, b32encode
from binascii import Error
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.utils.crypto import salted_hmac

from delegates.models import Category
from events.models import Event

VERSION = 1
LENGTH = 12
LAYOUT = struct.Struct(">B2s4sQBH")
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RFC4648 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
TO_CROCKFORD, FROM_CROCKFORD = str.maketrans(RFC4648, CROCKFORD), str.maketrans(CROCKFORD, RFC4648)
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", " ": "", "-": ""})
# The square has a bit for each: of a longer event, only its first days can be told apart.
MOST_DAYS = 16
CATEGORIES = tuple(Category.values)


class Forged(ValueError):
    """The token is not one that this server signed for this event."""


@dataclass(frozen=True)
class Token:
    """What a token says."""

    code: str
    category: str
    days: list[int]


def new_code() -> str:
    """Sixty bits of chance."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """The code as it is printed: `7K3M-9QXP-2TBA`."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def normalised(typed: str) -> str:
    """A typed code as it is stored: O is 0, I and L are 1."""
    return typed.strip().upper().translate(MISREAD)


def digest(event: Event, code: str) -> bytes:
    """The eight bytes by which the nameless list knows a code."""
    return hashlib.sha256(event.uid.bytes + code.encode()).digest()[:8]


def number_of(code: str) -> int:
    number = 0
    for letter in code:
        number = number * 32 + CROCKFORD.index(letter)
    return number


def code_of(number: int) -> str:
    letters = [CROCKFORD[number >> (5 * place) & 31] for place in range(LENGTH)]
    return "".join(reversed(letters))


@lru_cache(maxsize=64)
def _key(secret: str, event: str) -> tuple[bytes, Ed25519PrivateKey]:
    seed = salted_hmac("delegates.codes", event, secret=secret, algorithm="sha256").digest()
    key = Ed25519PrivateKey.from_private_bytes(seed)
    return hashlib.sha256(key.public_key().public_bytes_raw()).digest()[:2], key


def keys(event: Event) -> dict[bytes, Ed25519PrivateKey]:
    """By their id, the one that signs first."""
    return dict(
        _key(secret, str(event.uid))
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )


def public_keys(event: Event) -> dict[str, str]:
    """Id and public key in hexadecimal, for the devices."""
    return {each.hex(): key.public_key().public_bytes_raw().hex() for each, key in _all(event)}


def _all(event: Event) -> Iterable[tuple[bytes, Ed25519PrivateKey]]:
    return keys(event).items()


def sign(event: Event, code: str, category: str, days: Iterable[int] = ()) -> str:
    """The token for the camera, 132 letters."""
    kid, key = next(iter(keys(event).items()))
    bits = sum(1 << day for day in set(days) if day < MOST_DAYS)
    said = LAYOUT.pack(
        VERSION, kid, event.uid.bytes[:4], number_of(code), CATEGORIES.index(category), bits
    )
    return b32encode(said + key.sign(said)).decode().rstrip("=").translate(TO_CROCKFORD)


def read(event: Event, token: str) -> Token:
    """What a token says. Raises Forged."""
    try:
        padded = token.translate(FROM_CROCKFORD)
        raw = b32decode(padded + "=" * (-len(padded) % 8))
        said, signature = raw[: LAYOUT.size], raw[LAYOUT.size :]
        version, kid, of, number, category, bits = LAYOUT.unpack(said)
        if version != VERSION or of != event.uid.bytes[:4]:
            raise Forged
        keys(event)[kid].public_key().verify(signature, said)
        days = [day for day in range(MOST_DAYS) if bits & 1 << day]
        return Token(code_of(number), CATEGORIES[category], days)
    except (Error, struct.error, InvalidSignature, KeyError, IndexError) as error:
        raise Forged from error
