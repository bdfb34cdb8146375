"""Cards by Stripe Checkout, against a local server that speaks its documented calls."""

import itertools
import json
import time

import pytest
from django.test import Client

from accounts.models import Mail
from delegates.actions import cards, payments, registrations
from delegates.models import Fee, Paper, Payment, ProviderEvent, Refund
from delegates.payments import stripe
from delegates.payments.providers import Forged
from delegates.payments.refusals import CardNotOffered, MoreThanCame, NoPlaceYet, ProviderSilent
from tests.delegates.conftest import enter, quota
from tests.delegates.money import D, fee_of, priced
from tests.delegates.stripe_server import sign
from tests.delegates.till import KEY, SECRET, local_stripe

State = Payment.State
WEBHOOK = "/api/payments/stripe/"


@pytest.fixture(scope="module")
def server():
    with local_stripe() as running:
        yield running


@pytest.fixture
def till(server, settings):
    settings.STRIPE_ADDRESS, settings.STRIPE_KEY = server.address, KEY
    settings.STRIPE_WEBHOOK_SECRET = SECRET
    server.seen = len(server.events())
    return server


def told(till):
    """What the server has told since the test began."""
    return till.events()[till.seen :]


@pytest.fixture
def fee(event):
    priced(event, card="open")
    return fee_of(event)


def begin(fee):
    cards.begin(fee, by=None, words="Forum", lang="fr")
    return Payment.objects.latest("pk")


def send(event, client=None):
    return (client or Client()).post(
        WEBHOOK,
        event["body"],
        content_type="application/json",
        headers={"Stripe-Signature": event["signature"]},
    )


def test_a_session_asks_for_what_is_left_in_the_currencys_coins(till, fee):
    payments.take(way="cash", sum_=D("12.50"), fee=fee, by=None)
    payment = begin(Fee.objects.get(pk=fee.pk))
    assert (payment.amount, payment.state) == (D("27.50"), State.PENDING)
    assert payment.provider_session.startswith("cs_test_")
    assert till.stripe.look(payment).amount == D("27.50")
    assert (stripe.to_coins(D(500), "XOF"), stripe.to_coins(D("1.234"), "TND")) == (500, 1234)
    assert stripe.from_coins(1250, "EUR") == D("12.50")


@pytest.mark.postgres
def test_webhook_and_return_page_together_make_one_payment_one_mail_one_receipt(
    till, fee, client, run_jobs, django_capture_on_commit_callbacks
):
    payment = begin(fee)
    till.act(payment.provider_session)
    client.force_login(fee.registration.person)
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            assert send(told(till)[0]).status_code == 200
            client.get(f"/quebec/registration/fee/back/{payment.uid}/")
    run_jobs("mail")
    fee.refresh_from_db()
    assert (fee.state, fee.paid) == (Fee.State.PAID, 40)
    assert Paper.objects.filter(kind="receipt").count() == 1
    assert Mail.objects.filter(template="delegates/mail/paid").count() == 1
    assert ProviderEvent.objects.count() == 1


def test_the_return_page_alone_is_enough(till, fee, client):
    payment = begin(fee)
    client.force_login(fee.registration.person)
    page = client.get(f"/quebec/registration/fee/back/{payment.uid}/", follow=True)
    assert "has not told us yet" in page.content.decode()
    till.act(payment.provider_session)
    page = client.get(f"/quebec/registration/fee/back/{payment.uid}/", follow=True)
    assert "Your payment has come" in page.content.decode()


@pytest.mark.postgres
@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_any_order_of_arrival_ends_in_the_same_books(till, fee, order):
    payment = begin(fee)
    till.act(payment.provider_session)
    intent = {"payment_intent": f"pi_test_{payment.provider_session}"}
    paid = Payment(uid=payment.uid, currency="EUR", provider_payment=intent["payment_intent"])
    till.stripe.give_back(paid, D(5), key=f"a-{payment.uid}")
    till.stripe.give_back(paid, D(10), key=f"b-{payment.uid}")
    events = told(till)
    assert len(events) == 3
    for place in (*order, *order):
        assert send(events[place]).status_code == 200
    payment.refresh_from_db()
    fee.refresh_from_db()
    assert (payment.state, payment.refunded) == (State.RECEIVED, 15)
    assert (fee.state, fee.paid) == (Fee.State.PARTLY, 25)
    assert ProviderEvent.objects.count() == 3


@pytest.mark.postgres
def test_a_session_that_is_given_up_lapses_and_paying_may_begin_again(till, fee):
    payment = begin(fee)
    till.act(payment.provider_session, "expire")
    send(told(till)[0])
    payment.refresh_from_db()
    assert payment.state == State.LAPSED
    assert fee.registration.state == "confirmed"
    again = begin(fee)
    till.act(again.provider_session)
    send(told(till)[1])
    assert Fee.objects.get(pk=fee.pk).state == Fee.State.PAID


def test_money_that_comes_after_the_lapse_counts_and_a_late_lapse_changes_nothing(till, fee):
    payment = begin(fee)
    payments.lapse(payment)
    till.act(payment.provider_session)
    send(told(till)[0])
    assert payments.lapse(payment) is False
    payment.refresh_from_db()
    assert payment.state == State.RECEIVED


def test_another_sum_than_asked_for_waits_for_a_person(till, fee):
    payment = begin(fee)
    till.act(payment.provider_session, "wrong")
    send(told(till)[0])
    payment.refresh_from_db()
    fee.refresh_from_db()
    assert (payment.state, fee.state) == (State.QUESTIONED, Fee.State.OWES)
    payments.accept_as_it_came(payment, by=None)
    fee.refresh_from_db()
    assert (fee.state, fee.paid) == (Fee.State.PARTLY, D("0.01"))


@pytest.mark.postgres
def test_two_payments_by_error_and_one_goes_back_leaves_the_fee_paid(till, fee):
    first, second = begin(fee), begin(fee)
    for payment in (first, second):
        till.act(payment.provider_session)
    for each in told(till):
        send(each)
    first.refresh_from_db()
    assert Fee.objects.get(pk=fee.pk).paid == 80
    cards.give_back(first, sum_=D(40), by=None)
    send(told(till)[2])
    found = Fee.objects.get(pk=fee.pk)
    assert (found.state, found.paid) == (Fee.State.PAID, 40)
    assert Refund.objects.get().payment == first
    first.refresh_from_db()
    with pytest.raises(MoreThanCame):
        cards.give_back(first, sum_=D(1), by=None)


def test_only_what_stripe_signed_just_now_is_heard(till, fee):
    payment = begin(fee)
    till.act(payment.provider_session)
    good = told(till)[0]
    body = good["body"].encode()
    for signature in (
        *("", "t=,v1=", "v1=abc", "t=now,v1=abc", "t=1,v1=é"),
        sign(body, "another secret"),
        sign(body, SECRET, int(time.time()) - 301),
        sign(body, SECRET, int(time.time()) + 301),
        sign(body + b" ", SECRET),
    ):
        assert send(good | {"signature": signature}).status_code == 400
        with pytest.raises(Forged):
            till.stripe.read(body, signature)
    assert ProviderEvent.objects.count() == 0
    rotated = f"{sign(body, 'old')},{sign(body, SECRET).split(',')[1]}"
    assert send(good | {"signature": rotated}).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        *("[]", "nothing", '{"id": "e", "type": "charge.refunded"}'),
        '{"id": "e", "type": "charge.refunded", "data": {"object": {"currency": "eur"}}}',
        '{"id": "e", "type": "charge.refunded", "data": {"object": []}}',
    ],
)
def test_a_signed_message_of_another_form_is_refused(till, fee, body):
    assert send({"body": body, "signature": sign(body.encode(), SECRET)}).status_code == 400


def test_news_of_what_is_not_ours_is_heard_and_let_be(till, fee):
    session = {"id": "cs_other", "currency": "eur", "amount_total": 100, "payment_status": "paid"}
    event = {"id": "evt_x", "type": "checkout.session.completed", "data": {"object": session}}
    other = {"id": "evt_y", "type": "customer.created", "data": {"object": {}}}
    for each in (event, other):
        body = json.dumps(each)
        assert send({"body": body, "signature": sign(body.encode(), SECRET)}).status_code == 200
    assert Payment.objects.count() == 0


@pytest.mark.postgres
def test_who_waits_for_a_place_is_told_before_paying(till, event):
    priced(event, card="open")
    quota(event, 1)
    enter(event)
    waiting = fee_of(event)
    with pytest.raises(NoPlaceYet):
        begin(waiting)
    client = Client()
    client.force_login(waiting.registration.person)
    page = client.get("/quebec/registration/fee/").content.decode()
    assert "You have no place yet" in page
    assert "Pay by card" not in page


@pytest.mark.postgres
def test_an_event_that_fills_while_she_pays_does_not_cost_her_the_place(till, event):
    priced(event, card="open")
    quota(event, 1)
    fee = fee_of(event)
    payment = begin(fee)
    assert enter(event).state == "waiting"
    till.act(payment.provider_session)
    send(told(till)[0])
    fee.refresh_from_db()
    fee.registration.refresh_from_db()
    assert (fee.state, fee.registration.state) == (Fee.State.PAID, "confirmed")


@pytest.mark.postgres
def test_money_of_somebody_who_has_lost_her_place_is_told_to_her_and_to_the_desk(
    till, fee, run_jobs, django_capture_on_commit_callbacks, event, client
):
    payment = begin(fee)
    till.act(payment.provider_session)
    registrations.withdraw(fee.registration, by=None)
    with django_capture_on_commit_callbacks(execute=True):
        send(told(till)[0])
    run_jobs("mail")
    assert Mail.objects.filter(template="delegates/mail/paid_without_place").count() == 1
    from tests import factories

    client.force_login(factories.member(event, "treasurer"))
    page = client.get("/quebec/organise/fees/?state=without_place").content.decode()
    assert str(fee.uid) in page


def test_an_operator_without_stripe_offers_no_cards(fee, settings):
    settings.STRIPE_KEY = ""
    with pytest.raises(CardNotOffered):
        begin(fee)
    assert Client().post(WEBHOOK).status_code == 404


def test_a_silent_provider_charges_nothing_and_the_other_ways_stay(till, fee, settings):
    settings.STRIPE_ADDRESS = "http://localhost:9"
    with pytest.raises(ProviderSilent):
        begin(fee)
    assert Payment.objects.get().state == State.LAPSED
    settings.STRIPE_ADDRESS, settings.STRIPE_KEY = till.address, "sk_wrong"
    with pytest.raises(ProviderSilent):
        begin(fee)
