"""What is done with payments."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.records import note
from delegates.actions import refunds
from delegates.actions.fees import plan_of
from delegates.models import Fee, FeePlan, Paper, Payer, Payment, Refund
from delegates.payments import books, credit_notes, papers, twice
from delegates.payments.refusals import MoreThanCame, MovedOn, NothingLeft, TooLate

State = Payment.State
Way = Payment.Way
HALF = Decimal("0.5")


@transaction.atomic
def take(
    *,
    way: str,
    sum_: Decimal,
    by: Any,
    fee: Fee | None = None,
    payer: Payer | None = None,
    dated: date | None = None,
    reference: str = "",
    late_too: bool = False,
    twice_too: bool = False,
    entry: UUID | None = None,
) -> Payment:
    """Enters money that came by transfer, in cash or by telephone. What a bank kept of a
    transfer is borne by the event, within its tolerance. An `entry` that was used returns what
    it entered then. Raises TooLate, SameSum, FormUsed.
    """
    plan = plan_of((fee or payer).event)  # type: ignore[union-attr]
    fee, payer = twice.hold(fee, payer)
    known: Payment | None = twice.sent_before(
        Payment.objects, entry, fee=fee, payer=payer, way=way, amount=sum_
    )
    if known:
        return known
    if not twice_too and way != Way.FUND:
        twice.ask_if_alike(plan.event, sum_, fee=fee, payer=payer, dated=dated)
    if way == Way.TRANSFER and not late_too and is_late(plan, dated):
        raise TooLate
    payment = Payment(fee=fee, payer=payer, way=way, amount=sum_, dated=dated, entry=entry)
    payment.reference = reference
    _enter(payment, plan, by=by)
    return payment


def _enter(payment: Payment, plan: FeePlan, *, by: Any) -> None:
    """Writes what came, with what a bank kept of it."""
    open_ = open_sum(payment.fee, payment.payer)
    payment.charges = bank_charges(plan, payment.way, payment.amount, open_)
    payment.event, payment.currency = plan.event, plan.currency
    payment.state, payment.entered_by = State.RECEIVED, by
    payment.save(force_insert=True)
    note(by, "entered a payment", payment, ["way", "amount"])
    _received(payment)


def is_late(plan: FeePlan, dated: date | None) -> bool:
    """The day on the transfer counts, not that on which somebody enters it; and a grace."""
    if plan.due is None:
        return False
    day = dated or timezone.now().astimezone(plan.event.tz).date()
    return day > plan.due + timedelta(days=plan.grace_days)


def bank_charges(plan: FeePlan, way: str, sum_: Decimal, open_: Decimal) -> Decimal:
    """What is missing of a transfer, where it is within the tolerance and not more than half."""
    missing = open_ - sum_
    most = min(plan.tolerance, open_ * HALF)
    return missing if way == Way.TRANSFER and 0 < missing <= most else Decimal(0)


def open_sum(fee: Fee | None, payer: Payer | None) -> Decimal:
    if fee:
        return fee.left
    return sum((each.left for each in books.billed(payer)), Decimal(0))


def _received(payment: Payment) -> None:
    """Books money that has just come: shares, the receipt, the mail."""
    from delegates.payments.tasks import thank

    books.post(payment)
    if payment.way != Way.FUND:
        lang = language_of(payment)
        lines = papers.receipt_lines(payment, lang)
        papers.issue(
            Paper.Kind.RECEIPT,
            event=payment.event,
            lines=lines,
            lang=lang,
            fee=payment.fee,
            payer=payment.payer,
            payment=payment,
        )
    transaction.on_commit(partial(thank.enqueue, str(payment.uid)))


def language_of(payment: Payment) -> str:
    """The language of whoever gets the paper."""
    registration = payment.fee.registration if payment.fee else None
    return (registration.lang if registration else "") or payment.event.lang


@transaction.atomic
def confirm(payment: Payment, *, amount: Decimal, currency: str, provider_payment: str) -> Payment:
    """A provider says that it was paid. Once is enough: the second time nothing happens.

    Another sum than was asked for is kept aside for a person to look at.
    """
    payment = Payment.objects.select_for_update(of=("self",)).get(pk=payment.pk)
    if payment.state in {State.RECEIVED, State.QUESTIONED}:
        return payment
    same = amount == payment.amount and currency == payment.currency
    payment.state = State.RECEIVED if same else State.QUESTIONED
    payment.provider_payment = provider_payment
    if not same:
        payment.amount = max(amount, payment.refunded)
    payment.dated = timezone.now().astimezone(payment.event.tz).date()
    payment.save(update_fields=["state", "provider_payment", "amount", "dated"])
    note(None, "heard of a payment", payment, ["state"])
    if same:
        _received(payment)
    return payment


@transaction.atomic
def accept_as_it_came(payment: Payment, *, by: Any) -> Payment:
    """A person takes another sum than was asked for. Raises MovedOn."""
    rows = Payment.objects.filter(pk=payment.pk, state=State.QUESTIONED)
    if not rows.update(state=State.RECEIVED):
        raise MovedOn
    payment.refresh_from_db()
    note(by, "took another sum than asked for", payment, ["state"])
    _received(payment)
    return payment


@transaction.atomic
def lapse(payment: Payment) -> bool:
    """A payment that was begun and given up: a step back from nothing further on."""
    return bool(
        Payment.objects.filter(pk=payment.pk, state=State.PENDING).update(state=State.LAPSED)
    )


@transaction.atomic
def hear_of_refunds(payment: Payment, *, refunded: Decimal) -> Payment:
    """A provider says how much of a payment went back in all; a smaller sum is older news."""
    payment = Payment.objects.select_for_update(of=("self",)).get(pk=payment.pk)
    if refunded > payment.refunded:
        payment.refunded = min(refunded, payment.amount)
        payment.save(update_fields=["refunded"])
        note(None, "heard of a refund", payment, ["refunded"])
        _went_back(payment, by=None)
    return payment


@transaction.atomic
def refund(
    payment: Payment,
    *,
    sum_: Decimal,
    by: Any,
    provider_refund: str = "",
    entry: UUID | None = None,
) -> Refund:
    """Enters that money went back. Raises MoreThanCame, FormUsed."""
    payment = Payment.objects.select_for_update(of=("self",)).get(pk=payment.pk)
    sent: Refund | None = twice.sent_before(Refund.objects, entry, payment=payment, amount=sum_)
    if sent:
        return sent
    if provider_refund:
        known = payment.refunds.filter(provider_refund=provider_refund).first()
        if known:
            return known
    if payment.state not in {State.RECEIVED, State.QUESTIONED} or (
        sum_ > payment.amount - payment.refunded and not provider_refund
    ):
        raise MoreThanCame
    made = Refund.objects.create(
        payment=payment, amount=sum_, made_by=by, provider_refund=provider_refund, entry=entry
    )
    told = sum((each.amount for each in payment.refunds.all()), Decimal(0))
    payment.refunded = min(payment.amount, max(payment.refunded, told))
    payment.save(update_fields=["refunded"])
    note(by, "refunded", payment, ["refunded"])
    _went_back(payment, by=by)
    transaction.on_commit(partial(tell_of_refund, made.pk))
    return made


def tell_of_refund(refund: int) -> None:
    from delegates.payments import tasks

    tasks.tell_of_refund.enqueue(refund)


def _went_back(payment: Payment, *, by: Any) -> None:
    """Books money that went back, credits invoices by what is unpaid through it, and closes what
    was asked where it was all.
    """
    before = {fee.pk: fee.paid for fee in books.fees_of(payment)}
    for fee in books.post(payment):
        credit_notes.lower(fee, fee.paid, most=before[fee.pk] - fee.paid)
    refunds.follow(payment, by=by)


@transaction.atomic
def invoice(*, by: Any, lang: str, fee: Fee | None = None, payer: Payer | None = None) -> Paper:
    """An invoice for what is open: a person's fee, or all that a payer promised. What stands on
    an invoice already is not written twice; where that is all, the last one is returned.

    Raises NothingLeft.
    """
    fee, payer = twice.hold(fee, payer)
    event = (fee or payer).event  # type: ignore[union-attr]
    fees = [fee] if fee else list(books.billed(payer))
    open_fees = [each for each in fees if each and each.left]
    if not open_fees:
        raise NothingLeft
    missing, last = credit_notes.unwritten(open_fees)
    if last and not missing:
        return last
    for each in missing:
        credit_notes.lower(each, Decimal(0))
    made = papers.issue(
        Paper.Kind.INVOICE,
        event=event,
        lines=papers.invoice_lines(missing, lang),
        lang=lang,
        fee=fee,
        payer=payer,
    )
    note(by, "wrote an invoice", made)
    return made
