"""Places that stand only once they are paid, where an event says so (`place_after_payment`)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from delegates.actions import cards, fees, offers, payments, registrations, seating, waiting
from delegates.models import Claim, Fee, Payment, Quota, Registration, Seating
from delegates.payments.refusals import NoPlaceYet, TooLittleTime
from delegates.payments.tasks import thank
from delegates.refusals import NotPaidYet
from tests import factories
from tests.delegates.conftest import answers, enter, quota
from tests.delegates.money import D, priced
from tests.delegates.test_cards import begin, server, till  # noqa: F401 (fixtures)
from tests.delegates.test_offers import room_for, run_out
from tests.delegates.test_seats import assert_counted

State = Registration.State
ALL = D(40)


@pytest.fixture
def gated(event):
    """Delegates of this event have a place once they have paid."""
    priced(event, card="open")
    seating.set_seating(event=event, by=None, place_after_payment=["delegate"])
    return event


def pay(registration, sum_=ALL):
    fee = Fee.objects.get(registration=registration)
    return payments.take(way="cash", sum_=sum_, fee=fee, by=None)


def state(registration):
    registration.refresh_from_db()
    return registration.state


@pytest.mark.postgres
def test_a_place_is_held_until_it_is_paid_and_stands_then(
    gated, run_jobs, django_capture_on_commit_callbacks
):
    quota(gated, 1)
    held = enter(gated)
    assert held.state == State.OFFERED
    assert Claim.objects.get().expires_at == held.offered_until
    with pytest.raises(NotPaidYet):
        offers.accept(held, by=held.person)
    assert enter(gated).state == State.WAITING
    run_jobs()
    with django_capture_on_commit_callbacks(execute=True):
        pay(held, D(10))
        pay(held, D(30))
    run_jobs()
    assert state(held) == State.CONFIRMED
    assert Claim.objects.get().expires_at is None
    assert_counted()
    [told] = [each for each in mail.outbox if "A place is kept for you" in each.subject]
    assert told.body.count("/registration/fee/") == 1
    assert not [each for each in mail.outbox if "no place" in each.body]


def test_without_it_no_place_waits_for_money_and_nobody_is_quoted_while_registering(event):
    priced(event)
    assert enter(event).state == State.CONFIRMED
    assert not Fee.objects.exists()


def test_only_the_categories_named_and_only_whoever_owes_have_to_pay_first(gated):
    assert enter(gated, category="press").state == State.CONFIRMED
    fees.set_prices(gated, prices={("solidarity", "delegate", "LM"): D(0)}, by=None)
    assert enter(gated).state == State.CONFIRMED


def test_what_the_desk_enters_stands_at_once(gated):
    who = factories.person("guest")
    made = registrations.register(
        event=gated, person=who, answers=answers(), by=None, at_the_desk=True
    )
    assert made.state == State.CONFIRMED


def test_whoever_is_let_off_or_lowers_her_price_to_nothing_has_her_place(gated, run_jobs):
    waived, lowered = enter(gated), enter(gated)
    fees.waive(waived.fee, by=None)
    fees.choose(lowered.fee, price="less", less=D(0), by=None)
    run_jobs()
    assert state(waived) == state(lowered) == State.CONFIRMED


@pytest.mark.postgres
def test_a_hold_that_lapses_goes_to_the_next_and_keeps_the_answers(gated):
    quota(gated, 1)
    first, second = enter(gated), enter(gated)
    run_out(first)
    waiting.walk(gated)
    assert (state(first), state(second)) == (State.WAITING, State.OFFERED)
    assert first.full_name == "Awa Diop"
    run_out(second)
    waiting.walk(gated)
    run_out(first)
    waiting.walk(gated)
    assert state(first) == State.PASSED
    assert_counted()


@pytest.mark.parametrize("free", [True, False])
def test_money_after_the_lapse_takes_a_place_again_or_is_told_to_the_desk(
    gated, free, run_jobs, django_capture_on_commit_callbacks
):
    everyone = quota(gated, 1)
    late = enter(gated)
    run_out(late)
    offers.lapse(gated)
    if not free:
        room_for(everyone, 0)
    with django_capture_on_commit_callbacks(execute=True):
        pay(late)
    run_jobs()
    assert state(late) == (State.CONFIRMED if free else State.WAITING)
    told = [each for each in mail.outbox if "you have no place" in each.body]
    assert len(told) == (0 if free else 1)
    assert_counted()


def test_money_that_comes_as_the_hold_runs_out_keeps_the_place(gated, run_jobs):
    quota(gated, 1)
    held = enter(gated)
    payment = pay(held)
    run_out(held)
    waiting.let_move_up(gated)
    thank.enqueue(str(payment.uid))
    run_jobs()
    assert state(held) == State.CONFIRMED
    assert Quota.objects.get().used == 1


def test_the_card_page_ends_before_the_hold_and_none_is_opened_in_its_last_minutes(gated, till):  # noqa: F811
    held = enter(gated)
    payment = begin(held.fee)
    session = till.stripe._call(f"/v1/checkout/sessions/{payment.provider_session}")
    assert timezone.now().timestamp() < session["expires_at"] <= held.offered_until.timestamp()
    Registration.objects.update(offered_until=timezone.now() + timedelta(minutes=20))
    with pytest.raises(TooLittleTime):
        begin(Fee.objects.get())
    assert Payment.objects.count() == 1


def test_whoever_waits_still_pays_nothing(gated, till):  # noqa: F811
    quota(gated, 0)
    late = enter(gated)
    with pytest.raises(NoPlaceYet):
        cards.begin(fees.quote(late), by=None, words="", lang="en")


def test_her_pages_say_until_when_and_lead_to_the_fee(gated, client):
    held = enter(gated)
    client.force_login(held.person)
    own = client.get("/quebec/registration/").content.decode()
    assert "It is yours once the fee is paid." in own
    assert "/quebec/registration/fee/" in own
    assert "Take the place" not in own
    page = client.get("/quebec/registration/fee/").content.decode()
    assert "A place is kept for you until" in page
    assert "do not wait for the payment" not in page
    assert "Ways to pay" in page


def test_organisers_choose_the_categories(gated, client):
    client.force_login(factories.member(gated, "organiser"))
    given = {"walk": "confirm", "offer_hours": 24, "least_hours": 6, "patience": 10}
    given |= {"asking": "closed", "fee_covers": 0, "place_after_payment": ["observer"]}
    client.post("/quebec/organise/seating/", given)
    assert Seating.objects.get(event=gated).place_after_payment == ["observer"]
