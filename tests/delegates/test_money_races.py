"""Threads that all want the same money, on SQLite and on PostgreSQL."""

from datetime import date
from uuid import uuid4

import pytest

from delegates.actions import fees, grants, payments
from delegates.models import Fee, Grant, Paper, Payment
from delegates.payments.refusals import FundTooSmall, MovedOn, SameSum
from delegates.seats import patiently
from tests import factories
from tests.delegates.conftest import enter
from tests.delegates.money import D, assert_counted, fee_of, left, priced
from tests.delegates.test_races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def event(transactional_db):
    made = factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))
    priced(made, scores_needed=1)
    return made


def test_the_last_of_the_fund_is_promised_once_though_five_want_it(event):
    grants.give(event, sum_=D(100), giver="", by=None)
    asked = [
        grants.ask(enter(event), kind="travel", sum_=D(100), reason="", by=None) for _ in range(5)
    ]
    member = factories.person()
    for grant in asked:
        grants.score(grant, member=member, points=5, remark="")

    def offer(grant):
        try:
            return patiently(grants.offer)(grant, sum_=D(100), by=None).state
        except FundTooSmall:
            return "too small"

    assert sorted(at_once(offer, asked)) == ["offered", *["too small"] * 4]
    assert left(event) == 0
    assert_counted(event)


def test_one_form_sent_five_times_at_once_enters_one_payment_with_one_receipt(event):
    fee, key = fee_of(event), uuid4()

    def enter_it(_):
        take = patiently(payments.take)
        return take(way="cash", sum_=D(40), fee=fee, by=None, entry=key).pk

    assert len(set(at_once(enter_it, range(5)))) == 1
    assert (Payment.objects.count(), Paper.objects.count(), Fee.objects.get().paid) == (1, 1, 40)


def test_of_two_treasurers_who_enter_one_slip_at_once_the_second_is_asked(event):
    fee = fee_of(event)
    payer = fees.add_payer(event=event, name="Network", by=None)
    fees.promise(fee, payer=payer, by=None)
    whose = [{"fee": fee}, {"payer": payer}, {"fee": fee}]

    def enter_it(given):
        try:
            return patiently(payments.take)(way="cash", sum_=D(40), by=None, **given).state
        except SameSum:
            return "asked"

    found = sorted(at_once(enter_it, whose[::2]))
    assert found == ["asked", "received"]
    assert Fee.objects.get().paid == 40
    at_once(enter_it, whose)
    assert Payment.objects.filter(fee=fee).count() == 1


def test_an_offer_accepted_twice_at_once_pays_once(event):
    grants.give(event, sum_=D(100), giver="", by=None)
    grant = grants.ask(enter(event), kind="waiver", sum_=None, reason="", by=None)
    grants.score(grant, member=factories.person(), points=5, remark="")
    grants.offer(grant, sum_=D(40), by=None)

    def accept(_):
        try:
            return patiently(grants.accept)(grant, by=None).state
        except MovedOn:
            return "moved on"

    assert sorted(at_once(accept, [1, 2, 3])) == ["moved on", "moved on", "paid"]
    assert Payment.objects.count() == 1
    assert_counted(event)


def test_eight_confirmations_at_once_make_one_receipt(event):
    fee = fee_of(event)
    payment = Payment.objects.create(
        event=event, fee=fee, way="card", currency="EUR", amount=D(40), provider="stripe"
    )

    def confirm(_):
        return patiently(payments.confirm)(
            payment, amount=D(40), currency="EUR", provider_payment="pi_1"
        ).state

    assert at_once(confirm, range(8)) == ["received"] * 8
    fee.refresh_from_db()
    assert (fee.state, fee.paid, Paper.objects.count()) == (Fee.State.PAID, 40, 1)


def test_numbers_of_papers_have_no_gaps_when_many_are_written_at_once(event):
    fees = [fee_of(event) for _ in range(8)]
    at_once(lambda fee: patiently(payments.invoice)(fee=fee, lang="en", by=None), fees)
    numbers = Paper.objects.filter(kind="invoice").values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, 9))


def test_five_gifts_at_once_are_all_counted(event):
    at_once(lambda n: patiently(grants.give)(event, sum_=D(n), giver="", by=None), range(1, 6))
    assert left(event) == 15
    assert_counted(event)
    assert not Grant.objects.exists()
