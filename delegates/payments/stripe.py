"""Stripe Checkout, by its documented HTTP calls and signatures (docs.stripe.com/api).

Its own library would bring an HTTP client of its own; access/outside.py is the one door. Tried
against a server of our own that speaks the documented calls, never against Stripe itself.
"""

import hashlib
import hmac
import json
import time
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings

from access import outside
from delegates.models import Payment
from delegates.payments.providers import Begun, Forged, News, Said, Silent, Wish

# Seconds that a signature stays good (docs.stripe.com/webhooks#verify-official-libraries).
TOLERANCE = 300
# Seconds that a page may stay open: a day, less a minute for clocks that differ.
LONGEST = 86_340
# docs.stripe.com/currencies: without smaller coins, and with three places.
WHOLE = frozenset(
    "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split()  # noqa: SIM905
)
THREE_PLACES = frozenset({"BHD", "JOD", "KWD", "OMR", "TND"})
LANGUAGES = frozenset({"ar", "en", "es", "fr", "pt"})
PAID = {"checkout.session.completed", "checkout.session.async_payment_succeeded"}
GIVEN_UP = {"checkout.session.expired", "checkout.session.async_payment_failed"}


def places(currency: str) -> int:
    """How many places after the point Stripe's whole numbers stand for."""
    if currency.upper() in WHOLE:
        return 0
    return 3 if currency.upper() in THREE_PLACES else 2


def to_coins(sum_: Decimal, currency: str) -> int:
    return int(sum_.scaleb(places(currency)))


def from_coins(coins: int, currency: str) -> Decimal:
    return Decimal(coins).scaleb(-places(currency))


class Stripe:
    """`address` is Stripe's, or that of a server that speaks like it."""

    name = "stripe"

    def __init__(self, *, address: str, key: str, secret: str) -> None:
        self.address, self.key, self.secret = address, key, secret

    def begin(self, wish: Wish) -> Begun:
        payment, currency = wish.payment, wish.payment.currency
        found = self._call(
            "/v1/checkout/sessions",
            {
                "mode": "payment",
                "client_reference_id": str(payment.uid),
                "metadata[payment]": str(payment.uid),
                # The charge, which refunds speak of, takes these over.
                "payment_intent_data[metadata][payment]": str(payment.uid),
                "line_items[0][quantity]": "1",
                "line_items[0][price_data][currency]": currency.lower(),
                "line_items[0][price_data][unit_amount]": to_coins(payment.amount, currency),
                "line_items[0][price_data][product_data][name]": wish.words[:250],
                "success_url": wish.back,
                "cancel_url": wish.given_up,
                "locale": wish.lang if wish.lang in LANGUAGES else "auto",
                **_ending(wish),
            },
            key=f"session-{payment.uid}",
        )
        return Begun(_word(found, "id"), _word(found, "url"))

    def look(self, payment: Payment) -> News:
        path = f"/v1/checkout/sessions/{quote(payment.provider_session, safe='')}"
        return _of_session(self._call(path))

    def give_back(self, payment: Payment, sum_: Decimal, *, key: str) -> str:
        fields = {
            "payment_intent": payment.provider_payment,
            "amount": to_coins(sum_, payment.currency),
            "metadata[payment]": str(payment.uid),
        }
        return _word(self._call("/v1/refunds", fields, key=key), "id")

    def read(self, body: bytes, signature: str) -> News:
        """Scheme v1: HMAC-SHA256 of `<t>.<body>` (docs.stripe.com/webhooks/signature)."""
        self._check(body, signature)
        try:
            told = json.loads(body)
            kind, thing = str(told["type"]), told["data"]["object"]
            news = _news(kind, thing)
        except (ValueError, KeyError, TypeError, ArithmeticError) as error:
            raise Forged("This is no event of Stripe's.") from error
        return News(**{**vars(news), "event_id": str(told["id"]), "kind": kind[:80]})

    def _check(self, body: bytes, signature: str) -> None:
        parts = [part.partition("=") for part in signature.split(",")]
        moment = next((value for name, _, value in parts if name.strip() == "t"), "")
        if not moment.isascii() or not moment.isdigit():
            raise Forged("No moment is signed.")
        if abs(time.time() - int(moment)) > TOLERANCE:
            raise Forged("This was signed too long ago.")
        own = hmac.new(self.secret.encode(), f"{moment}.".encode() + body, hashlib.sha256)
        given = [value.strip() for name, _, value in parts if name.strip() == "v1"]
        if not any(hmac.compare_digest(own.hexdigest(), each) for each in given if each.isascii()):
            raise Forged("The signature is another one.")

    def _call(self, path: str, fields: dict[str, Any] | None = None, *, key: str = "") -> Any:
        headers: dict[str, Any] = {"Authorization": f"Bearer {self.key}"}
        if fields is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            headers |= {"Idempotency-Key": key}
        method, body = ("GET", None) if fields is None else ("POST", urlencode(fields).encode())
        try:
            answer = outside.call(self.address, path, method=method, body=body, **headers)
            found = json.loads(answer.body)
        except (outside.Refused, ValueError) as error:
            raise Silent from error
        if answer.status != 200 or not isinstance(found, dict):
            raise Silent(f"Stripe answered {answer.status}.")
        return found


def _ending(wish: Wish) -> dict[str, int]:
    """Seconds since 1970 at which the page ends; a day from now at the latest, as without."""
    if wish.until is None:
        return {}
    return {"expires_at": min(int(wish.until.timestamp()), int(time.time()) + LONGEST)}


def _word(found: dict[str, Any], name: str) -> str:
    if not isinstance(found.get(name), str):
        raise Silent(f"Stripe's answer has no {name}.")
    return str(found[name])


def _news(kind: str, thing: Any) -> News:
    if kind in PAID:
        return _of_session(thing)
    if kind in GIVEN_UP:
        return News(Said.GIVEN_UP, _reference(thing), thing["id"])
    if kind == "charge.refunded":
        currency = str(thing["currency"]).upper()
        return News(
            Said.REFUNDED,
            payment=_reference(thing),
            provider_payment=str(thing.get("payment_intent") or ""),
            currency=currency,
            refunded=from_coins(int(thing["amount_refunded"]), currency),
        )
    return News(Said.NOTHING)


def _of_session(session: Any) -> News:
    """`payment_status` is what counts: a completed session may wait for a slow bank."""
    try:
        currency = str(session["currency"]).upper()
        paid = session["payment_status"] == "paid"
        gone = session.get("status") == "expired"
        return News(
            Said.PAID if paid else Said.GIVEN_UP if gone else Said.NOTHING,
            payment=_reference(session),
            session=str(session["id"]),
            provider_payment=str(session.get("payment_intent") or ""),
            amount=from_coins(int(session["amount_total"] or 0), currency),
            currency=currency,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Silent("This is no session of Stripe's.") from error


def _reference(thing: Any) -> str:
    return str(
        (thing.get("metadata") or {}).get("payment") or thing.get("client_reference_id") or ""
    )


def from_settings() -> Stripe | None:
    """Stripe as the operator's settings have it; None without a key."""
    if not (settings.STRIPE_KEY and settings.STRIPE_WEBHOOK_SECRET):
        return None
    return Stripe(
        address=settings.STRIPE_ADDRESS,
        key=settings.STRIPE_KEY,
        secret=settings.STRIPE_WEBHOOK_SECRET,
    )
