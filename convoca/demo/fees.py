"""What taking part costs, who has paid, and what the solidarity fund did: invented, and alike at
each run.

Money is entered as the desk's actions would, but nobody is written to.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from accounts.models import Person
from convoca.demo.bulk import uid
from convoca.demo.sheets import table
from delegates.actions import fees, grants, payments
from delegates.models import Fee, FundEntry, Grant, Opinion, Paper, Payment
from delegates.models.income import Group
from delegates.payments import books, ledger, papers
from events.models import Event

GROUPS = (Group.HIGH, Group.UPPER_MIDDLE, Group.LOWER_MIDDLE, Group.LOW)
Kind = FundEntry.Kind


def load(event: Event, accounts: Mapping[str, Person]) -> None:
    """Prices, quotes, payments, waivers, a payer for several, and the fund."""
    by = accounts["treasurer"]
    set_prices(event, by)
    for gift in table("fees")["gifts"]:
        grants.give(event, sum_=Decimal(gift["sum"]), giver=gift["giver"], by=by)
    while fees.quote_missing(event):
        pass
    owing = _owing(event)
    _ask_the_fund(owing, by, [accounts["fund"], accounts["organiser"]])
    _pay_for_several(event, owing, by)
    for number, fee in enumerate(owing, 1):
        for rule in table("fees")["ways"]:
            if number % rule["every"] == 0:
                _settle(fee, rule, by)
                break
    asks = Fee.objects.filter(event=event, state=Fee.State.PAID, paid__gt=0).order_by("pk")[1]
    Fee.objects.filter(pk=asks.pk).update(refund_asked_at=asks.quoted_at)


def set_prices(event: Event, by: Person) -> None:
    """What taking part costs; whoever has a place is quoted by the clock's job."""
    sheet = table("fees")
    terms = sheet["terms"] | {"true_cost": Decimal(sheet["terms"]["true_cost"])}
    fees.set_plan(event, by=by, due=event.begins - timedelta(days=10), **terms)
    prices: dict[fees.PriceKey, Decimal | None] = {}
    for name, sums in sheet["prices"].items():
        of_all = name == "organisation"
        kind, category = ("organisation", "") if of_all else ("solidarity", name)
        for group, sum_ in zip(GROUPS, sums, strict=False):
            prices[kind, category, group] = Decimal(sum_)
        if len(sums) > len(GROUPS):
            prices["supporter", name, ""] = Decimal(sums[-1])
    fees.set_prices(event, prices=prices, by=by)


def _owing(event: Event) -> Iterator[Fee]:
    """Those who owe something, the first registered first."""
    rows = Fee.objects.filter(event=event, state=Fee.State.OWES, amount__gt=0)
    return iter(rows.select_related("event__fee_plan", "registration").order_by("registration_id"))


def _ask_the_fund(owing: Iterator[Fee], by: Person, members: list[Person]) -> None:
    for row, fee in zip(table("fees")["grants"], owing, strict=False):
        registration = fee.registration
        if registration is None:
            continue
        sum_ = Decimal(row.get("asked", "0"))
        grant = grants.ask(
            registration, kind=row["kind"], sum_=sum_, reason=row["reason"], by=registration.person
        )
        for member, score in zip(members, row["scores"], strict=False):
            Opinion.objects.create(grant=grant, member=member, score=score)
        _decide(grant, row, by, members[0])


def _decide(grant: Grant, row: Mapping[str, Any], by: Person, judge: Person) -> None:
    """As the committee would have decided, up to the state of the file."""
    if row["state"] == Grant.State.ASKED:
        return
    grant.state, grant.decided_by = row["state"], judge
    if "granted" in row:
        grant.granted = Decimal(row["granted"])
        ledger.enter(grant.event, Kind.COMMITMENT, grant.granted, grant=grant, by=judge)
        grant.answer_by = grant.event.begins + timedelta(days=30)
    if row["state"] == Grant.State.PAID:
        ledger.enter(grant.event, Kind.PAYOUT, grant.granted, grant=grant, by=by)
    grant.save()


def _pay_for_several(event: Event, owing: Iterator[Fee], by: Person) -> None:
    """A network that pays for five: its invoice is written, and half of it has come."""
    payer = fees.add_payer(
        event=event, name="Réseau des coopératives du fleuve", address="Trois-Rivières", by=by
    )
    for _, fee in zip(range(5), owing, strict=False):
        fees.promise(fee, payer=payer, by=by)
    made = payments.invoice(payer=payer, lang="fr", by=by)
    _enter(Payment(event=event, payer=payer, way="transfer", amount=made.total / 2), by)


def _settle(fee: Fee, rule: Mapping[str, Any], by: Person) -> None:
    if "price" in rule:
        less, gift = (Decimal(rule.get(name, "0")) for name in ("less", "gift"))
        fee = fees.choose(fee, price=rule["price"], less=less, gift=gift, by=by)
    if rule.get("waived"):
        fees.waive(fee, by=by)
    if "way" in rule and fee.left:
        sum_ = (fee.left * Decimal(rule.get("part", "1"))).quantize(Decimal("0.01"))
        _enter(Payment(event=fee.event, fee=fee, way=rule["way"], amount=sum_), by)


def _enter(payment: Payment, by: Person) -> None:
    """What came, booked and with its receipt."""
    event = payment.event
    payment.uid = uid("payment", event.slug, event.payments.count())
    payment.currency, payment.state = event.fee_plan.currency, Payment.State.RECEIVED
    payment.dated, payment.entered_by = event.begins - timedelta(days=20), by
    payment.save(force_insert=True)
    books.post(payment)
    lang = payments.language_of(payment)
    papers.issue(
        Paper.Kind.RECEIPT,
        event=event,
        lines=papers.receipt_lines(payment, lang),
        lang=lang,
        fee=payment.fee,
        payer=payment.payer,
        payment=payment,
    )
