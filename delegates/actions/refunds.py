"""Fees that people ask to have back: asked in one click, answered by whoever keeps the money."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts import notices
from accounts.models import Person
from accounts.records import note
from delegates.models import Fee, Payment, Refund, Registration
from delegates.payments import books, credit_notes
from delegates.payments.refusals import MovedOn
from delegates.telling import event_name
from events.models import Event, Role

State = Fee.State
KIND = "delegates.refund_asked"


def returnable(fee: Fee) -> Any:
    """The payments, her own or of whoever pays for her, of which something may go back. What
    the fund paid is the fund's.
    """
    hers = Q(fee=fee) | Q(shares__fee=fee, shares__amount__gt=0)
    rows = Payment.objects.filter(hers, state=Payment.State.RECEIVED, refunded__lt=F("amount"))
    return rows.exclude(way=Payment.Way.FUND).distinct().order_by("pk")


def offers(registration: Registration | None) -> bool:
    """Whether she has paid something that she may ask back, and has not yet."""
    fee = Fee.objects.filter(registration=registration).first() if registration else None
    return bool(fee and fee.refund_asked_at is None and returnable(fee).exists())


def is_asked(registration: Registration | None) -> bool:
    found = Fee.objects.filter(registration=registration, refund_asked_at__isnull=False)
    return bool(registration and found.exists())


@transaction.atomic
def ask(registration: Registration) -> None:
    """Asks for her fee back; a second time changes nothing."""
    fee = Fee.objects.select_for_update().filter(registration=registration).first()
    if fee is None or not offers(registration):
        return
    fee.refund_asked_at = timezone.now()
    fee.save(update_fields=["refund_asked_at"])
    note(registration.person, "asked for the fee back", fee, ["refund_asked_at"])
    _tell_treasurers(fee, fee.refund_asked_at)


def _tell_treasurers(fee: Fee, at: datetime) -> None:
    event = fee.event
    address = f"/{event.slug}/organise/fees/{fee.uid}/"
    values, key = {"event": event_name(event)}, f"{fee.uid}:{at}"
    notices.tell(treasurers(event), kind=KIND, address=address, values=values, key=key)


def treasurers(event: Event) -> list[Person]:
    """Who keeps the money today; the organisers where nobody is named. One query or two."""
    today = timezone.now().astimezone(event.tz).date()
    held = event.team.filter(Q(until=None) | Q(until__gte=today))
    for role in (Role.TREASURER, Role.ORGANISER):
        rows = held.filter(role=role).select_related("person").order_by("pk")
        if found := [each.person for each in rows]:
            return found
    return []


@transaction.atomic
def close(fee: Fee, *, by: Any) -> Fee:
    """What was asked is answered: where something went back, the rest is not owed any more.
    She is told where nothing did. Raises MovedOn.
    """
    from delegates.payments.tasks import tell_of_no_refund

    fee = Fee.objects.select_for_update(of=("self",)).select_related("event").get(pk=fee.pk)
    if fee.refund_asked_at is None:
        raise MovedOn
    went = Refund.objects.filter(at__gte=fee.refund_asked_at).filter(
        Q(payment__fee=fee) | Q(payment__payer=fee.payer_id, payment__payer__isnull=False)
    )
    if went.exists():
        fee.state = State.WAIVED
    else:
        transaction.on_commit(partial(tell_of_no_refund.enqueue, str(fee.uid)))
    fee.refund_asked_at = None
    fee.save(update_fields=["refund_asked_at", "state"])
    books.settle([fee])
    credit_notes.follow_prices([fee])
    note(by, "answered who asked for the fee back", fee, ["refund_asked_at"])
    return fee


def follow(payment: Payment, *, by: Any) -> None:
    """Closes what was asked once all has gone back. Called when a payment was refunded."""
    shared = Q(pk=payment.fee_id) | Q(shares__payment=payment) | Q(payer=payment.payer_id or 0)
    asking = Fee.objects.filter(shared, refund_asked_at__isnull=False).distinct()
    for fee in asking.order_by("pk"):
        if not returnable(fee).exists():
            close(fee, by=by)
