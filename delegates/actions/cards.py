"""Paying by card at a provider's. Nothing is locked while the provider is asked."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.records import note
from delegates.actions import payments
from delegates.actions.fees import plan_of
from delegates.actions.paid_places import may_pay
from delegates.models import Fee, Payer, Payment, ProviderEvent, Refund, Registration
from delegates.payments.providers import Begun, News, Provider, Said, Silent, Wish, offered
from delegates.payments.refusals import (
    CardNotOffered,
    MoreThanCame,
    NoPlaceYet,
    NothingLeft,
    ProviderSilent,
    TooLittleTime,
)
from delegates.payments.twice import hold, sent_before
from events.models import Event

State = Payment.State
# A page of Stripe's stays open for half an hour at least (docs.stripe.com/api, `expires_at`).
SHORTEST = timedelta(minutes=32)


def takes_cards(event: Event) -> bool:
    """Whether the operator has set a provider up and the organisers opened it."""
    plan = getattr(event, "fee_plan", None)
    return bool(plan and plan.card == Event.Switch.OPEN and offered())


def begin(owed: Fee | Payer, *, by: Any, words: str, lang: str) -> Begun:
    """Opens the provider's page for what is left of a fee, or of all that somebody pays for.

    Raises CardNotOffered, NoPlaceYet (before anybody pays), TooLittleTime, NothingLeft,
    ProviderSilent.
    """
    provider = offered()
    if provider is None or not takes_cards(owed.event):
        raise CardNotOffered
    until = _until(owed.registration) if isinstance(owed, Fee) else None
    payment = _pending(owed, provider, by=by)
    begun = _ask(provider, _wish(payment, words, lang, until))
    rows = Payment.objects.filter(pk=payment.pk)
    rows.update(provider_session=begun.session)
    return replace(begun, sum_=payment.money)


def _until(registration: Registration | None) -> datetime | None:
    """When the provider's page has to end: before a place that is held lapses. Raises NoPlaceYet,
    TooLittleTime.
    """
    if registration is None:
        return None
    if not may_pay(registration):
        raise NoPlaceYet
    until = registration.offered_until
    if until and until - timezone.now() < SHORTEST:
        raise TooLittleTime
    return until


@transaction.atomic
def _pending(owed: Fee | Payer, provider: Provider, *, by: Any) -> Payment:
    """A payment for what is left, begun anew each time: an earlier page may have lapsed."""
    fee, payer = (owed, None) if isinstance(owed, Fee) else (None, owed)
    fee, payer = hold(fee, payer)
    left = payments.open_sum(fee, payer)
    if not left:
        raise NothingLeft
    made = Payment.objects.create(
        event=owed.event,
        fee=fee,
        payer=payer,
        way=Payment.Way.CARD,
        currency=plan_of(owed.event).currency,
        amount=left,
        provider=provider.name,
        entered_by=by,
    )
    note(by, "began a card payment", made)
    return made


def _wish(payment: Payment, words: str, lang: str, until: datetime | None) -> Wish:
    slug = payment.event.slug
    back = settings.ADDRESS + reverse("delegates:fee_back", args=[slug, payment.uid])
    given_up = f"{back}?given_up=1"
    return Wish(payment, words, back=back, given_up=given_up, lang=lang, until=until)


def _ask(provider: Provider, wish: Wish) -> Begun:
    try:
        return provider.begin(wish)
    except Silent as error:
        payments.lapse(wish.payment)
        raise ProviderSilent from error


def come_back(payment: Payment) -> Payment:
    """She is back from the provider's page: we ask it ourselves, since its news may be late."""
    provider = offered(payment.provider)
    if payment.state != State.PENDING or provider is None or not payment.provider_session:
        return payment
    try:
        _do(provider.look(payment), payment)
    except Silent:
        return payment
    payment.refresh_from_db()
    return payment


def hear(provider: Provider, news: News) -> bool:
    """Takes a piece of signed news; False if it was heard before or is about nothing of ours.

    The row of the event and what follows from it stand or fall together, so that news whose
    handling failed is heard when the provider tells it again.
    """
    payment = payment_of(provider, news)
    try:
        with transaction.atomic():
            ProviderEvent.objects.create(
                provider=provider.name,
                event_id=news.event_id[:255],
                kind=news.kind,
                payment=payment,
            )
            if payment:
                _do(news, payment)
    except IntegrityError:
        if ProviderEvent.objects.filter(provider=provider.name, event_id=news.event_id).exists():
            return False
        raise
    return payment is not None


def payment_of(provider: Provider, news: News) -> Payment | None:
    """Ours by our own id, by the session or by the provider's payment."""
    rows = Payment.objects.select_related("event").filter(provider=provider.name)
    try:
        found = rows.filter(uid=UUID(news.payment)).first()
    except ValueError:
        found = None
    for name in ("session", "provider_payment"):
        value = getattr(news, name)
        column = "provider_session" if name == "session" else name
        if found is None and value:
            found = rows.filter(**{column: value}).first()
    return found


def _do(news: News, payment: Payment) -> None:
    if news.said is Said.PAID:
        payments.confirm(
            payment,
            amount=news.amount,
            currency=news.currency,
            provider_payment=news.provider_payment,
        )
    elif news.said is Said.GIVEN_UP:
        payments.lapse(payment)
    elif news.said is Said.REFUNDED:
        payments.hear_of_refunds(payment, refunded=news.refunded)


def give_back(payment: Payment, *, sum_: Decimal, by: Any, entry: UUID | None = None) -> Refund:
    """Refunds by the provider, then enters it. Raises MoreThanCame, FormUsed, ProviderSilent."""
    sent: Refund | None = sent_before(Refund.objects, entry, payment=payment, amount=sum_)
    if sent:
        return sent
    provider = offered(payment.provider)
    if provider is None or not payment.provider_payment:
        raise ProviderSilent
    if sum_ > payment.amount - payment.refunded:
        raise MoreThanCame
    key = f"refund-{entry or f'{payment.uid}-{payment.refunded}-{sum_}'}"
    try:
        told = provider.give_back(payment, sum_, key=key)
    except Silent as error:
        raise ProviderSilent from error
    return payments.refund(payment, sum_=sum_, by=by, provider_refund=told, entry=entry)
