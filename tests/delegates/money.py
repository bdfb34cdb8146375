"""What the tests of fees share."""

from datetime import date
from decimal import Decimal

from delegates.actions import fees as actions
from delegates.models import FeePlan, Fund, FundEntry
from tests.delegates.conftest import enter

D = Decimal
LADDER = {"H": D(150), "UM": D(75), "LM": D(40), "L": D(20)}


def plan(event, **terms):
    """An event's terms in euros, on the list of the World Bank's fiscal year 2026."""
    plain = {"currency": "EUR", "classified_on": date(2026, 3, 1), "payee": "Forum\nDakar"}
    return actions.set_plan(event, by=None, **plain | terms)


def priced(event, **terms):
    """Terms, and the ladder 150, 75, 40, 20 for delegates, 300 for supporters."""
    made = plan(event, **terms)
    prices = {("solidarity", "delegate", group): sum_ for group, sum_ in LADDER.items()}
    prices |= {("organisation", "", group): sum_ * 4 for group, sum_ in LADDER.items()}
    actions.set_prices(event, prices=prices | {("supporter", "delegate", ""): D(300)}, by=None)
    return FeePlan.objects.get(pk=made.pk)


def fee_of(event, who=None, **given):
    """The fee of somebody who registers; from Senegal unless told otherwise."""
    return actions.quote(enter(event, who, **given))


def left(event):
    return Fund.objects.get(event=event).left


def assert_counted(event):
    """What is left of the fund is the sum of its ledger."""
    entries = FundEntry.objects.filter(event=event)
    assert left(event) == sum((entry.effect for entry in entries), D(0))
