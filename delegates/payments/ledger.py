"""The fund's ledger. Here alone `Fund.left` moves, each time with the entry that says why.

A commitment is one conditional UPDATE, as a seat is (see delegates/seats.py): two who want the
last of the fund at the same moment cannot both have it.
"""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from delegates.models import Fee, Fund, FundEntry, Grant
from delegates.money import amount
from delegates.payments.refusals import FundTooSmall
from events.models import Event

Kind = FundEntry.Kind


def enter(
    event: Event,
    kind: str,
    sum_: Decimal,
    *,
    fee: Fee | None = None,
    grant: Grant | None = None,
    giver: str = "",
    by: Any = None,
    entry: UUID | None = None,
) -> FundEntry:
    """Writes one entry and moves what is left. Raises FundTooSmall for a commitment beyond it."""
    effect = FundEntry.SIGNS[kind] * sum_
    with transaction.atomic():
        fund, _ = Fund.objects.get_or_create(event=event)
        row: Any = Fund.objects.filter(pk=fund.pk)
        if kind == Kind.COMMITMENT:
            row = row.filter(left__gte=sum_)
        if effect and not row.update(left=F("left") + amount(effect)):
            raise FundTooSmall
        return FundEntry.objects.create(
            event=event,
            kind=kind,
            amount=sum_,
            fee=fee,
            grant=grant,
            giver=giver,
            entry=entry,
            entered_by=by,
        )


def left(event: Event) -> Decimal:
    """What may still be promised. One query."""
    found = Fund.objects.filter(event=event).first()
    return found.left if found else Decimal(0)


def follow(fee: Fee) -> None:
    """Gives the fund what it has coming from a fee, or takes back what was refunded.

    Beyond the list price everything is the fund's: a supporter's share first, then gifts. The
    caller holds the fee's row.
    """
    coming = max(Decimal(0), min(fee.paid, fee.owed) - min(fee.amount, fee.listed))
    step = coming - fee.funded
    if not step:
        return
    share = max(Decimal(0), fee.amount - fee.listed)
    if step > 0:
        of_share = min(step, max(Decimal(0), share - fee.funded))
        for kind, sum_ in ((Kind.SHARE, of_share), (Kind.GIFT, step - of_share)):
            if sum_:
                enter(fee.event, kind, sum_, fee=fee)
    else:
        enter(fee.event, Kind.TAKEN_BACK, -step, fee=fee)
    fee.funded = coming
