"""The solidarity fund: a ledger that cannot be overspent, and a committee that decides."""

from datetime import date, timedelta

import pytest

from accounts.models import Mail
from delegates.actions import fees, grants, payments, registrations
from delegates.models import Fee, FundEntry, Grant
from delegates.payments import tasks
from delegates.payments.refusals import (
    AskedAlready,
    FundTooSmall,
    MovedOn,
    NothingLeft,
    NotToBeScored,
    TooFewScores,
)
from tests import factories
from tests.delegates.conftest import enter
from tests.delegates.money import D, assert_counted, fee_of, left, priced

State = Grant.State
TODAY = date(2026, 5, 1)


@pytest.fixture
def fund(event):
    """An event whose fund holds 100, and which decides by one score."""
    priced(event, scores_needed=1)
    grants.give(event, sum_=D(100), giver="A foundation", by=None)
    return event


def asked(event, kind="travel", sum_=60, **more):
    registration = enter(event, **more)
    return grants.ask(registration, kind=kind, sum_=D(sum_), reason="", by=None)


def scored(grant, points=4, member=None):
    grants.score(grant, member=member or factories.person(), points=points, remark="")
    return grant


def offered(event, sum_=60, **more):
    return grants.offer(scored(asked(event, **more)), sum_=D(sum_), by=None, today=TODAY)


def test_the_fund_promises_no_more_than_it_holds(fund):
    offered(fund, 60)
    assert left(fund) == 40
    with pytest.raises(FundTooSmall):
        offered(fund, 41)
    assert Grant.objects.filter(state=State.OFFERED).count() == 1
    offered(fund, 40)
    assert left(fund) == 0
    assert_counted(fund)


def test_a_waiver_pays_the_fee_when_it_is_accepted(fund):
    grant = scored(asked(fund, kind="waiver"))
    assert grant.asked == 40
    grants.offer(grant, sum_=D(40), by=None, today=TODAY)
    assert left(fund) == 60
    grant = grants.accept(grant, by=None, today=TODAY)
    fee = Fee.objects.get()
    assert (grant.state, fee.state, fee.payments.get().way) == (State.PAID, "paid", "fund")
    assert left(fund) == 60
    assert_counted(fund)


def test_what_she_paid_meanwhile_is_not_paid_twice(fund):
    grant = scored(asked(fund, kind="waiver"))
    grants.offer(grant, sum_=D(40), by=None, today=TODAY)
    payments.take(way="cash", sum_=D(30), fee=Fee.objects.get(), by=None)
    grants.accept(grant, by=None, today=TODAY)
    assert left(fund) == 90
    assert Fee.objects.get().paid == 40


def test_an_offer_that_nobody_accepts_in_time_returns_by_itself(
    fund, run_jobs, django_capture_on_commit_callbacks
):
    grant = offered(fund)
    assert grant.answer_by == TODAY + timedelta(days=14)
    assert grants.return_unanswered(grant.answer_by) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert grants.return_unanswered(grant.answer_by + timedelta(days=1)) == 1
    run_jobs("mail")
    grant.refresh_from_db()
    assert (grant.state, left(fund)) == (State.RETURNED, 100)
    assert Mail.objects.filter(template="delegates/mail/grant_returned").count() == 1
    with pytest.raises(MovedOn):
        grants.accept(grant, by=None, today=TODAY)
    assert grants.return_unanswered(grant.answer_by + timedelta(days=1)) == 0
    assert_counted(fund)


def test_an_offer_cannot_be_accepted_after_its_day_even_before_the_clock_ran(fund):
    grant = offered(fund)
    with pytest.raises(MovedOn):
        grants.accept(grant, by=None, today=grant.answer_by + timedelta(days=1))


def test_whoever_withdraws_gives_back_what_she_was_promised(fund):
    grant = offered(fund)
    grants.accept(grant, by=None, today=TODAY)
    registrations.withdraw(grant.registration, by=None)
    tasks.return_unanswered_grants.call()
    assert left(fund) == 100


def test_travel_is_paid_out_once_by_the_treasurer(fund):
    grant = grants.accept(offered(fund), by=None, today=TODAY)
    assert grant.state == State.ACCEPTED
    grants.pay_out(grant, by=None)
    with pytest.raises(MovedOn):
        grants.pay_out(grant, by=None)
    kinds = list(FundEntry.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["gift", "commitment", "payout"]
    assert left(fund) == 40


def test_one_asks_once_at_a_time_and_again_after_an_answer(fund):
    grant = asked(fund)
    with pytest.raises(AskedAlready):
        grants.ask(grant.registration, kind="travel", sum_=D(5), reason="", by=None)
    grants.ask(grant.registration, kind="lodging", sum_=D(5), reason="", by=None)
    grants.refuse(scored(grant), by=None)
    grants.ask(grant.registration, kind="travel", sum_=D(5), reason="", by=None)
    payments.take(way="cash", sum_=D(40), fee=fees.quote(grant.registration), by=None)
    with pytest.raises(NothingLeft):
        grants.ask(grant.registration, kind="waiver", sum_=None, reason="", by=None)


def test_nobody_decides_before_enough_have_scored_or_on_her_own_request(fund):
    fees.set_plan(fund, by=None, currency="EUR", scores_needed=2)
    member = factories.member(fund, "fund")
    own = grants.ask(enter(fund, member), kind="travel", sum_=D(9), reason="", by=member)
    with pytest.raises(NotToBeScored):
        scored(own, member=member)
    grant = scored(asked(fund), member=member)
    scored(grant, 5, member=member)
    with pytest.raises(TooFewScores):
        grants.offer(grant, sum_=D(9), by=member)
    scored(grant)
    grants.offer(grant, sum_=D(9), by=member)
    with pytest.raises(NotToBeScored):
        scored(grant)
    scored(own)
    scored(own)
    with pytest.raises(NotToBeScored):
        grants.offer(own, sum_=D(9), by=member)


def test_a_gift_that_is_paid_back_after_it_was_promised_stops_new_promises(fund):
    fee = fees.choose(fee_of(fund), price=Fee.Price.SOLIDARITY, gift=D(50), by=None)
    paid = payments.take(way="cash", sum_=D(90), fee=fee, by=None)
    offered(fund, 140)
    payments.refund(paid, sum_=D(90), by=None)
    assert left(fund) == -40
    with pytest.raises(FundTooSmall):
        offered(fund, 1)
    assert_counted(fund)
