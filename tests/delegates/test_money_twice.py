"""Money that is entered twice by error is booked once, or asked about."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine

from delegates.actions import fees, grants, payments
from delegates.models import FundEntry, Payment, Refund
from delegates.payments.refusals import FormUsed, SameSum
from events.models import Role
from tests import factories
from tests.delegates.money import D, fee_of, priced

DESK = "/quebec/organise/fees/"


@pytest.fixture
def fee(event):
    priced(event)
    return fee_of(event)


@pytest.fixture
def treasurer(event, client):
    client.force_login(factories.member(event, Role.TREASURER))
    return client


def take(fee, sum_=40, **more):
    return payments.take(**{"way": "transfer", "sum_": D(sum_), "fee": fee, "by": None} | more)


def test_a_form_sent_twice_enters_one_payment_and_one_receipt(fee):
    key = uuid4()
    assert take(fee, entry=key) == take(fee, entry=key)
    fee.refresh_from_db()
    assert (Payment.objects.count(), fee.papers.count(), fee.paid) == (1, 1, 40)


def test_a_form_that_was_sent_and_then_says_another_sum_is_refused(fee):
    key = uuid4()
    take(fee, entry=key)
    with pytest.raises(FormUsed):
        take(fee, 30, entry=key)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({"way": "cash"}, {"way": "transfer"}),
        ({"dated": date(2026, 5, 2)}, {"dated": date(2026, 5, 2)}),
        ({"dated": date(2026, 5, 2)}, {}),
    ],
)
def test_the_same_sum_on_the_same_day_is_asked_about(fee, first, second):
    take(fee, **first)
    with pytest.raises(SameSum):
        take(fee, **second)
    take(fee, twice_too=True, **second)
    assert Payment.objects.count() == 2


def test_another_sum_another_day_another_person_and_what_went_back_are_not_asked_about(event, fee):
    with time_machine.travel("2026-05-02T12:00Z"):
        made = take(fee, dated=date(2026, 5, 1))
        take(fee, 39)
        take(fee_of(event))
    with time_machine.travel("2026-05-09T12:00Z"):
        take(fee, dated=date(2026, 5, 8))
        take(fee, twice_too=True)
    payments.refund(made, sum_=D(40), by=None)
    with time_machine.travel("2026-05-02T15:00Z"):
        take(fee)
    assert Payment.objects.count() == 6


def test_what_her_payer_has_paid_today_is_asked_about_at_her_fee(event, fee):
    payer = fees.add_payer(event=event, name="Network", by=None)
    fees.promise(fee, payer=payer, by=None)
    take(None, payer=payer)
    with pytest.raises(SameSum):
        take(fee)


def test_a_refund_and_a_gift_sent_twice_are_entered_once(event, fee):
    made, key = take(fee), uuid4()
    for _ in range(2):
        payments.refund(made, sum_=D(10), by=None, entry=key)
        grants.give(event, sum_=D(5), giver="A friend", by=None, entry=key)
    made.refresh_from_db()
    assert (made.refunded, Refund.objects.count(), FundEntry.objects.count()) == (10, 1, 1)
    with pytest.raises(FormUsed):
        grants.give(event, sum_=D(6), giver="A friend", by=None, entry=key)


def test_the_box_for_a_sum_that_came_twice_is_shown_when_it_is_asked_about(treasurer, fee):
    address = f"{DESK}{fee.uid}/"
    form = treasurer.get(address).context["form"]
    key = str(form["entry"].value())
    sent = {"way": "cash", "sum": "40", "entry": key, "twice": ""}
    assert treasurer.post(f"{address}pay/", sent).status_code == 302
    assert treasurer.post(f"{address}pay/", sent).status_code == 302
    assert Payment.objects.count() == 1
    again = sent | {"entry": str(uuid4())}
    answer = treasurer.post(f"{address}pay/", again)
    assert answer.status_code == 422
    assert 'type="checkbox" name="twice"' in answer.content.decode()
    treasurer.post(f"{address}pay/", again | {"twice": "on"})
    assert Payment.objects.count() == 2


def test_a_form_that_was_used_gets_a_new_key(treasurer, fee):
    address, key = f"{DESK}{fee.uid}/pay/", str(uuid4())
    treasurer.post(address, {"way": "cash", "sum": "40", "entry": key})
    answer = treasurer.post(address, {"way": "cash", "sum": "30", "entry": key})
    assert "has entered another sum" in answer.content.decode()
    assert str(answer.context["form"]["entry"].value()) != key


def test_a_refund_is_sent_with_the_key_of_its_page(treasurer, fee):
    made = take(fee)
    page = treasurer.get(f"{DESK}{fee.uid}/")
    key = str(page.context["key"])
    assert f'name="entry" value="{key}"' in page.content.decode()
    for _ in range(2):
        treasurer.post(
            f"/quebec/organise/payments/{made.uid}/refund/", {"amount": "15", "entry": key}
        )
    made.refresh_from_db()
    assert made.refunded == 15


def test_a_gift_and_a_payer_s_payment_are_entered_once_by_their_forms(treasurer, event, fee):
    key = str(uuid4())
    payer = fees.add_payer(event=event, name="Network", by=None)
    for _ in range(2):
        treasurer.post("/quebec/organise/fund/give/", {"amount": "5", "entry": key})
        treasurer.post(f"{DESK}payers/{payer.uid}/pay/", {"way": "cash", "sum": "5", "entry": key})
    assert (FundEntry.objects.count(), Payment.objects.count()) == (1, 1)
