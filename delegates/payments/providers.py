"""What Convoca needs of a firm that takes cards, whoever it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Protocol

from delegates.models import Payment
from delegates.money import Money


class Silent(Exception):
    """The provider did not answer, or not as its documentation says."""


class Forged(Exception):
    """A message that the provider did not sign, or not just now."""


class Said(Enum):
    """What a provider may say of a payment."""

    PAID = "paid"
    GIVEN_UP = "given up"
    REFUNDED = "refunded"
    NOTHING = "nothing that matters here"


@dataclass(frozen=True)
class News:
    """One piece of a provider's news. `amount` and `currency` are what was paid, `refunded` all
    that went back until then; `payment` is our own id of it, `session` the provider's.
    """

    said: Said
    payment: str = ""
    session: str = ""
    provider_payment: str = ""
    amount: Decimal = Decimal(0)
    currency: str = ""
    refunded: Decimal = Decimal(0)
    event_id: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Begun:
    """A provider's page for one payment; `sum_` is what is paid there, once it is known."""

    session: str
    address: str
    sum_: Money | None = None


@dataclass(frozen=True)
class Wish:
    """What the provider's page needs: our id, the sum, words for it, where she comes back to, and
    when it has to end, where the place is held until then.
    """

    payment: Payment
    words: str
    back: str
    given_up: str
    lang: str = "auto"
    email: str = ""
    until: datetime | None = None
    more: dict[str, str] = field(default_factory=dict)


class Provider(Protocol):
    """Each method that goes out raises Silent."""

    name: str

    def begin(self, wish: Wish) -> Begun:
        """Opens a page on which this sum is paid; the same payment twice opens one page."""

    def look(self, payment: Payment) -> News:
        """How a payment stands now, asked by ourselves."""

    def give_back(self, payment: Payment, sum_: Decimal, *, key: str) -> str:
        """Refunds a part of one payment, once a `key`; the provider's id of the refund."""

    def read(self, body: bytes, signature: str) -> News:
        """The news in a message that the provider sent. Raises Forged."""


# Those whom the operator's settings name, by their names.
providers: dict[str, Callable[[], Provider | None]] = {}


def offered(name: str = "stripe") -> Provider | None:
    """The provider, or None where the operator has not set it up."""
    return providers[name]() if name in providers else None
