"""What the parts of addresses about money mean, for the matrix."""

from datetime import date
from decimal import Decimal
from typing import Any

from delegates.actions import fees, payments
from delegates.models import Fee, FeePlan, Grant, Paper, Payer, Payment, Registration
from events.models import Event
from tests import factories

SUM = Decimal(40)


def plan(event: Event) -> FeePlan:
    found = FeePlan.objects.filter(event=event).first()
    if found:
        return found
    prices = {("solidarity", "delegate", "H"): SUM}
    fees.set_prices(event, prices=prices, by=None)
    return fees.set_plan(event, by=None, currency="EUR", classified_on=date(2026, 3, 1))


def hers(world: Any, role: str, target: str) -> Registration:
    who, event = world.owner(role, target), world.event_of(target)
    plan(event)
    return factories.registration_of(event, who) or factories.registration(event, who)


def fee(world: Any, role: str, target: str) -> Fee:
    return fees.quote(hers(world, role, target))


def payer(event: Event) -> Payer:
    plan(event)
    return fees.add_payer(event=event, name="Network", by=None)


def payment(world: Any, role: str, target: str) -> Payment:
    return payments.take(way="cash", sum_=SUM, fee=fee(world, role, target), by=None)


def paper(world: Any, role: str, target: str) -> Paper:
    return Paper.objects.get(payment=payment(world, role, target))


def grant(world: Any, role: str, target: str) -> Grant:
    registration = hers(world, role, target)
    live = Grant.objects.filter(registration=registration, state="asked").first()
    return live or Grant.objects.create(
        event=registration.event, registration=registration, kind="travel", asked=SUM
    )
