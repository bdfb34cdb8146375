"""Money that is entered twice by error: a form sent again, two people with one slip of paper."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from delegates.models import Fee, Payer, Payment
from delegates.payments.refusals import FormUsed, SameSum
from events.models import Event

State = Payment.State


def hold(fee: Fee | None, payer: Payer | None) -> tuple[Fee | None, Payer | None]:
    """Their rows until the commit, so that two who enter the same money come one after the other.

    A payer's row comes first, and lets others name him meanwhile.
    """
    named = payer.pk if payer else fee and fee.payer_id
    if named:
        held = Payer.objects.select_for_update(of=("self",), no_key=True).select_related("event")
        found = held.get(pk=named)
        payer = found if payer else None
    if fee:
        rows = Fee.objects.select_for_update(of=("self",)).select_related("event", "registration")
        fee = rows.get(pk=fee.pk)
    return fee, payer


def sent_before(rows: Any, entry: UUID | None, **same: Any) -> Any:
    """What this form has entered already, or None. Raises FormUsed where it said otherwise then."""
    known = rows.filter(entry=entry).first() if entry else None
    if known and any(getattr(known, name) != value for name, value in same.items()):
        raise FormUsed
    return known


def ask_if_alike(
    event: Event, sum_: Decimal, *, fee: Fee | None, payer: Payer | None, dated: date | None
) -> None:
    """Raises SameSum where the same sum stands for the same fee or payer on that day, or was
    entered today.
    """
    if fee:
        hers = Q(fee=fee) | (Q(payer=fee.payer_id) if fee.payer_id else Q(pk=None))
    else:
        hers = Q(payer=payer)
    rows = Payment.objects.filter(hers, event=event, state=State.RECEIVED, amount=sum_, refunded=0)
    today = timezone.now().astimezone(event.tz).date()
    for each in rows.exclude(way=Payment.Way.FUND):
        entered = each.entered_at.astimezone(event.tz).date()
        if entered == today or (each.dated or entered) == (dated or today):
            raise SameSum
