"""The books: what payments settle. Here alone a fee's `paid` and state are written.

Whatever order payments, refunds and a provider's news come in, a fee's state follows from the
payments as they stand.
"""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from delegates.models import Fee, Payer, Payment, Registration, Share
from delegates.payments import ledger

State = Fee.State


def fees_of(payment: Payment) -> list[Fee]:
    """The fees that a payment is for, their rows held until the commit, the oldest first."""
    rows = Fee.objects.select_for_update(of=("self",)).select_related("event").order_by("pk")
    if payment.fee_id:
        return list(rows.filter(pk=payment.fee_id))
    return list(billed(payment.payer_id).select_for_update(of=("self",)).select_related("event"))


def billed(payer: Payer | int | None) -> QuerySet[Fee]:
    """The fees that somebody pays for, without those of people who withdrew unpaid."""
    gone = Q(registration__state=Registration.State.WITHDRAWN, paid=0)
    return Fee.objects.filter(payer=payer, payer__isnull=False).exclude(gone).order_by("pk")


def post(payment: Payment) -> list[Fee]:
    """Shares a payment out over its fees and writes how each of them stands.

    A payer's payment settles her fees one after the other; what is more than all of them stays
    with the payment. The caller holds the payment's row.
    """
    fees = fees_of(payment)
    _share_out(payment, fees)
    settle(fees)
    return fees


def post_anew(payments: Iterable[Payment], *, also: Iterable[Fee]) -> None:
    """Shares several payments out anew and then writes, once, how their fees and `also` stand.

    The caller holds the payments' rows; nothing goes through the fund's ledger in between.
    """
    touched = {fee.pk for fee in also}
    for payment in payments:
        fees = fees_of(payment)
        _share_out(payment, fees)
        touched |= {fee.pk for fee in fees}
    rows = Fee.objects.select_for_update(of=("self",)).select_related("event").order_by("pk")
    settle(rows.filter(pk__in=touched))


def _share_out(payment: Payment, fees: list[Fee]) -> None:
    left = payment.counts
    kept = {share.fee_id: share for share in payment.shares.all()}
    for fee in fees:
        mine = kept.pop(fee.pk, None) or Share(payment=payment, fee=fee, amount=Decimal(0))
        others = _paid(fee) - (mine.amount if mine.pk else Decimal(0))
        wanted = max(Decimal(0), fee.owed - others)
        if fee.state == State.WAIVED and not mine.pk:
            wanted = Decimal(0)
        mine.amount = left if payment.fee_id else min(left, wanted)
        left -= mine.amount
        if mine.amount or mine.pk:
            mine.save()
    for gone in kept.values():
        gone.delete()


def _paid(fee: Fee) -> Decimal:
    return fee.shares.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)


def settle(fees: Iterable[Fee]) -> None:
    """Writes `paid`, state and what the fund gets. The caller holds the fees' rows."""
    for fee in fees:
        fee.paid = _paid(fee)
        fee.state = state_of(fee)
        ledger.follow(fee)
        fee.save(update_fields=["paid", "state", "funded"])


def state_of(fee: Fee) -> str:
    """How a fee stands by its payments. A waiver stays."""
    if fee.state == State.WAIVED:
        return State.WAIVED
    if fee.paid >= fee.owed:
        return State.PAID
    if fee.paid:
        return State.PARTLY
    promised = fee.payer_id is not None and fee.price != Fee.Price.ORGANISATION
    return State.PROMISED if promised else State.OWES
