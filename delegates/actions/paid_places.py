"""Places that stand only once they are paid, where an event says so for a category.

Until then such a place is an offer: held with a deadline, and taken by the payment. What comes
after the deadline takes a place again, if one is free; else it is money without a place, which
the desk sees.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from delegates import seats
from delegates.actions.fees import quote
from delegates.models import Quota, Registration, seating_of
from delegates.payments.refusals import NoPlan
from events.models import Event

State = Registration.State


def pays_first(registration: Registration) -> bool:
    """Whether a place of hers stands only once her fee is paid or let off, and it is not yet.
    Quotes her, but only where the event gives such places to her category.
    """
    if registration.category not in seating_of(registration.event).place_after_payment:
        return False
    try:
        return bool(quote(registration).left)
    except NoPlan:
        return False


def may_pay(registration: Registration) -> bool:
    """Whether something is to be paid of her: she has a place, or one that is held until then."""
    if registration.state == State.OFFERED:
        return pays_first(registration)
    return registration.state == State.CONFIRMED


def held_until(event: Event, now: datetime | None = None) -> datetime:
    """When what is held now lapses: not after registration closes, but for the hours at least
    that an offer needs.
    """
    seating, moment = seating_of(event), now or timezone.now()
    until = min(last_moment(event), moment + timedelta(hours=seating.offer_hours))
    return max(until, moment + timedelta(hours=max(1, seating.least_hours)))


def last_moment(event: Event) -> datetime:
    """When registration closes, at the latest when the event begins."""
    begins = datetime.combine(event.begins, time.min, tzinfo=event.tz)
    return min(begins, event.registration_until or begins)


def hold_until_paid(event: Event, registration: Registration, quotas: list[Quota]) -> None:
    """Makes a place that was just taken one that is held, if hers stands only once it is paid."""
    registration.event = event
    if not pays_first(registration):
        return
    registration.state, registration.offered_until = State.OFFERED, held_until(event)
    registration.signature = seats.signature(quotas)
    registration.save(update_fields=["state", "offered_until", "signature"])
    registration.claims.update(expires_at=registration.offered_until)
