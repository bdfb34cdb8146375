"""A delegation's coordinators: whom it pays for, what is owed and paid, one bill for all."""

from datetime import date

import pytest

from access.doors import allows
from accounts.models import ByCard
from delegates.actions import bills, fees, payments, seating
from delegates.actions import registrations as registering
from delegates.models import Fee, Paper, Payer, Payment
from events.models import Role
from tests import factories
from tests.delegates.money import D, priced
from tests.delegates.test_delegations import block, named
from tests.delegates.test_payments import pay, text_of
from tests.delegates.till import KEY, SECRET, local_stripe

State = Fee.State
TERMS = {"currency": "EUR", "classified_on": date(2026, 3, 1), "payee": "Forum"}


@pytest.fixture
def coordinator(event):
    priced(event, transfer_to="SN12 3456")
    seating.set_seating(event=event, by=None, asking="open")
    return factories.person("ana")


@pytest.fixture
def delegation(event, coordinator):
    return block(event, coordinator, granted=6)


def sits(delegation, name):
    return fees.quote(named(delegation, full_name=name))


@pytest.fixture
def two(delegation):
    return [sits(delegation, name) for name in ("Awa Diop", "Ravi Patel")]


def take(delegation, *rows):
    return bills.take_over(delegation, whose=[fee.registration.uid for fee in rows], by=None)


def again(fee):
    fee.refresh_from_db()
    return fee


def address(delegation, more=""):
    return f"/quebec/delegations/{delegation.uid}/fees/{more}"


def test_a_delegation_without_an_organisation_pays_for_its_people(event, delegation, two):
    assert take(delegation, *two) == 2
    payer = Payer.objects.get()
    assert (payer.name, payer.delegation) == ("Réseau", delegation)
    assert {again(fee).state for fee in two} == {State.PROMISED}
    third = sits(delegation, "Zoé")
    take(delegation, third)
    assert again(third).payer == payer


def test_one_of_an_organisation_is_billed_as_the_organisation(event, coordinator):
    organisation = factories.organisation(event, country="SN")
    known = fees.add_payer(event=event, name="Réseau", organisation=organisation, by=None)
    delegation = block(event, coordinator, organisation=organisation)
    fee = sits(delegation, "Awa Diop")
    take(delegation, fee)
    assert again(fee).payer == known


def test_what_somebody_chose_or_paid_for_herself_stays_hers(event, delegation):
    less, paid, others, stranger = (sits(delegation, name) for name in "ABCD")
    fees.choose(less, price=Fee.Price.LESS, less=D(5), by=None)
    pay(paid, 15)
    fees.name_payer(others, name="A friend", by=None)
    registering.withdraw(stranger.registration, by=None)
    assert take(delegation, less, paid, others, stranger) == 0
    assert not Payer.objects.exclude(name="A friend").exists()


def test_nobody_of_another_delegation_is_taken(event, delegation):
    foreign = sits(block(event, factories.person("bela")), "Foreign")
    assert take(delegation, foreign) == 0


def test_she_is_let_go_until_something_was_paid_for_her(delegation, two):
    take(delegation, *two)
    payments.take(way="cash", sum_=D(40), payer=Payer.objects.get(), by=None)
    whose = [fee.registration.uid for fee in two]
    assert bills.let_go(delegation, whose=whose, by=None) == 1
    assert sorted(again(fee).state for fee in two) == [State.OWES, State.PAID]


def test_the_coordinator_takes_all_and_fetches_one_invoice(client, coordinator, delegation, two):
    client.force_login(coordinator)
    assert (
        address(delegation) in client.get(f"/quebec/delegations/{delegation.uid}/").content.decode()
    )
    page = client.get(address(delegation)).content.decode()
    assert "pays for nobody yet" in page
    ticked = {"to": "take", "person": [str(fee.registration.uid) for fee in two] + ["nobody"]}
    client.post(address(delegation, "choose/"), ticked)
    answer = client.post(address(delegation, "invoice/"), follow=True)
    assert answer["Content-Type"] == "application/pdf"
    paper = Paper.objects.get()
    assert paper.total == 80
    assert "Ravi Patel" in text_of(paper)
    payments.take(way="transfer", sum_=D(30), payer=Payer.objects.get(), by=None)
    page = client.get(address(delegation)).content.decode()
    for each in ("€80.00", "€50.00", "SN12 3456", "I-0001", "Réseau"):
        assert each in page


def test_she_reads_no_sum_that_somebody_chose_for_herself(client, coordinator, delegation):
    fee = sits(delegation, "Awa Diop")
    fees.choose(fee, price=Fee.Price.LESS, less=D("7.5"), by=None)
    client.force_login(coordinator)
    page = client.get(address(delegation)).content.decode()
    assert "Awa Diop" in page
    assert "7.50" not in page


def test_the_page_asks_a_constant_number_of_questions(
    client, coordinator, delegation, two, django_assert_max_num_queries
):
    take(delegation, *two)
    client.force_login(coordinator)
    with django_assert_max_num_queries(22):
        client.get(address(delegation))
    for name in ("C", "D", "E"):
        take(delegation, sits(delegation, name))
    with django_assert_max_num_queries(22):
        client.get(address(delegation))


def test_others_see_neither_the_bill_nor_its_papers(client, event, delegation, two):
    take(delegation, *two)
    paper = payments.invoice(payer=Payer.objects.get(), lang="en", by=None)
    other = factories.person("bela")
    block(event, other)
    for who in (other, two[0].registration.person):
        client.force_login(who)
        assert client.get(address(delegation)).status_code == 404
        assert client.get(f"/quebec/papers/{paper.uid}/").status_code == 404


def test_a_card_that_was_found_opens_no_papers_of_a_delegation(event, coordinator, delegation, two):
    take(delegation, *two)
    paper = payments.invoice(payer=Payer.objects.get(), lang="en", by=None)
    assert allows("delegates.read_paper", coordinator, paper)
    coordinator.by_card = ByCard("x", event.pk)
    assert not allows("delegates.read_paper", coordinator, paper)


def test_an_event_without_prices_or_a_delegation_without_seats_has_no_bill(client, event):
    who = factories.person("ana")
    seating.set_seating(event=event, by=None, asking="open")
    delegation = block(event, who)
    client.force_login(who)
    assert client.get(address(delegation)).status_code == 404
    assert "Fees of" not in client.get(f"/quebec/delegations/{delegation.uid}/").content.decode()


def test_a_transfer_is_found_by_the_payer_s_code(client, event, delegation, two):
    take(delegation, *two)
    client.force_login(factories.member(event, Role.TREASURER))
    found = client.get("/quebec/organise/fees/", {"q": Payer.objects.get().code}).content.decode()
    assert "Awa Diop" in found
    assert "Ravi Patel" in found


def test_whoever_withdrew_unpaid_is_not_on_the_bill(delegation, two):
    take(delegation, *two)
    registering.withdraw(two[0].registration, by=None)
    payer = Payer.objects.get()
    assert payments.open_sum(None, payer) == 40
    assert payments.invoice(payer=payer, lang="en", by=None).total == 40
    payments.take(way="cash", sum_=D(40), payer=payer, by=None)
    assert again(two[1]).state == State.PAID


@pytest.fixture
def till(settings):
    with local_stripe() as running:
        settings.STRIPE_ADDRESS, settings.STRIPE_KEY = running.address, KEY
        settings.STRIPE_WEBHOOK_SECRET = SECRET
        yield running


def test_a_coordinator_pays_the_bill_by_card_and_comes_back_to_it(
    till, event, coordinator, delegation, two, client
):
    fees.set_plan(event, by=None, **TERMS | {"card": "open"})
    take(delegation, *two)
    client.force_login(coordinator)
    assert "Pay by card" in client.get(address(delegation)).content.decode()
    shown = client.post(address(delegation, "card/")).content.decode()
    assert "€80.00 are paid on the page of the card service" in shown
    assert address(delegation) in shown
    payment = Payment.objects.get()
    assert (payment.fee, payment.amount, payment.payer) == (None, 80, Payer.objects.get())
    till.act(payment.provider_session)
    back = client.get(f"/quebec/registration/fee/back/{payment.uid}/", follow=True)
    assert back.redirect_chain == [(address(delegation), 302)]
    assert "Your payment has come" in back.content.decode()
    assert {again(fee).state for fee in two} == {State.PAID}
    assert Paper.objects.get(kind="receipt").payer == payment.payer
    assert "Pay by card" not in client.get(address(delegation)).content.decode()


def test_only_its_coordinators_come_back_to_a_payment_of_a_delegation(
    till, event, coordinator, delegation, two, client
):
    fees.set_plan(event, by=None, **TERMS | {"card": "open"})
    take(delegation, *two)
    client.force_login(coordinator)
    client.post(address(delegation, "card/"))
    client.force_login(factories.person("stranger"))
    page = f"/quebec/registration/fee/back/{Payment.objects.get().uid}/"
    assert client.get(page).status_code in {403, 404}


def test_no_card_page_is_opened_where_nobody_is_paid_for(
    till, event, coordinator, delegation, client
):
    client.force_login(coordinator)
    shown = client.post(address(delegation, "card/"), follow=True).content.decode()
    assert "Nothing is left to be paid here." in shown
