"""After a refused visa: the fee is asked back in one click, and the treasurer answers."""

from datetime import date

import pytest
from django.test import Client

from accounts.models import Mail, Notice
from delegates.actions import doubles, fees, grants, letters, payments, refunds
from delegates.models import Fee, Registration
from delegates.payments import tasks
from delegates.payments.refusals import MovedOn
from events.models import Role
from tests import factories
from tests.delegates.conftest import enter
from tests.delegates.letters import head, issued
from tests.delegates.money import D, fee_of, priced
from tests.delegates.test_letter_outcomes import link, page
from tests.delegates.test_payments import pay

State = Fee.State


@pytest.fixture
def fee(event):
    priced(event)
    return fee_of(event)


@pytest.fixture
def awa(event, settings, tmp_path):
    """Somebody of Senegal, in an event that writes letters."""
    settings.KEYS_DIR = tmp_path / "keys"
    head(event)
    return factories.registration(event, factories.person("awa"), country="SN", lang="fr")


@pytest.fixture
def treasurer(event, client):
    client.force_login(factories.member(event, Role.TREASURER))
    return client


def again(fee):
    fee.refresh_from_db()
    return fee


def asked(fee, sum_=40):
    made = pay(fee, sum_)
    refunds.ask(fee.registration)
    return made


def test_whoever_paid_nothing_or_was_paid_for_by_the_fund_is_offered_nothing(event, fee):
    assert not refunds.offers(None)
    assert not refunds.offers(fee.registration)
    grants.give(event, sum_=D(40), giver="", by=None)
    payments.take(way="fund", sum_=D(40), fee=fee, by=None)
    assert not refunds.offers(fee.registration)
    refunds.ask(fee.registration)
    assert again(fee).refund_asked_at is None


def test_she_asks_once_and_each_treasurer_is_told_without_her_name(event, fee):
    one, other = (factories.member(event, Role.TREASURER) for _ in range(2))
    factories.member(event, Role.ORGANISER)
    asked(fee)
    since = again(fee).refund_asked_at
    refunds.ask(fee.registration)
    assert again(fee).refund_asked_at == since
    assert not refunds.offers(fee.registration)
    assert refunds.is_asked(fee.registration)
    told = Notice.objects.filter(kind=refunds.KIND)
    assert {notice.person for notice in told} == {one, other}
    assert str(fee.uid) in told[0].address
    assert "Diop" not in str(told[0].values)


def test_the_organisers_are_told_where_nobody_keeps_the_money(event, fee):
    organiser = factories.member(event, Role.ORGANISER)
    asked(fee)
    assert Notice.objects.get(kind=refunds.KIND).person == organiser


def test_when_all_has_gone_back_it_is_closed_and_she_owes_nothing(
    fee, run_jobs, django_capture_on_commit_callbacks
):
    made = asked(fee)
    with django_capture_on_commit_callbacks(execute=True):
        payments.refund(made, sum_=D(15), by=None)
        assert again(fee).refund_asked_at is not None
        payments.refund(made, sum_=D(25), by=None)
    assert (again(fee).refund_asked_at, fee.state, fee.left) == (None, State.WAIVED, 0)
    run_jobs("mail")
    sent = Mail.objects.filter(template="delegates/mail/refunded")
    assert {mail.address for mail in sent} == {fee.registration.person.email}
    assert sent.count() == 2


def test_a_part_may_go_back_and_the_rest_is_not_asked_for(fee):
    made = asked(fee)
    payments.refund(made, sum_=D(30), by=None)
    refunds.close(fee, by=None)
    assert (again(fee).state, fee.paid) == (State.WAIVED, 10)
    with pytest.raises(MovedOn):
        refunds.close(fee, by=None)


def test_where_nothing_goes_back_she_is_told_so_and_has_paid(
    fee, run_jobs, django_capture_on_commit_callbacks
):
    asked(fee)
    with django_capture_on_commit_callbacks(execute=True):
        refunds.close(fee, by=None)
    assert (again(fee).refund_asked_at, fee.state) == (None, State.PAID)
    run_jobs("mail")
    assert Mail.objects.filter(template="delegates/mail/not_refunded").count() == 1


def test_what_the_provider_paid_back_by_itself_closes_it_too(fee):
    made = asked(fee)
    payments.hear_of_refunds(made, refunded=D(40))
    assert again(fee).refund_asked_at is None


def test_whoever_asks_for_it_back_is_not_reminded_to_pay(event, fee):
    other = pay(fee_of(event), 15)
    asked(fee, 15)
    assert tasks.concerned(event, date(2026, 5, 28)) == [other.fee]


def test_what_her_payer_paid_may_be_asked_back_for_the_payer(event, fee):
    payer = fees.add_payer(event=event, name="Network", by=None)
    fees.promise(fee, payer=payer, by=None)
    made = payments.take(way="cash", sum_=D(40), payer=payer, by=None)
    assert refunds.offers(fee.registration)
    refunds.ask(fee.registration)
    payments.refund(made, sum_=D(40), by=None)
    assert (again(fee).refund_asked_at, fee.state) == (None, State.WAIVED)


def test_what_she_asked_follows_when_two_registrations_become_one(event, fee):
    asked(fee)
    kept = enter(event, full_name="Diop Awa")
    doubles.join(kept=kept, gone=fee.registration, by=None)
    assert refunds.is_asked(kept)


def test_the_treasurer_sees_who_asks_and_pays_back_in_one_click(treasurer, fee):
    made = asked(fee)
    desk = treasurer.get("/quebec/organise/fees/").content.decode()
    assert "1 person asks for the fee back" in desk
    listed = treasurer.get("/quebec/organise/fees/", {"state": "asks_back"}).content.decode()
    assert "Awa Diop" in listed
    one = treasurer.get(f"/quebec/organise/fees/{fee.uid}/").content.decode()
    assert "<details open>" in one
    assert 'value="40.00"' in one
    treasurer.post(f"/quebec/organise/payments/{made.uid}/refund/", {"amount": "40.00"})
    assert again(fee).state == State.WAIVED
    assert "asks for the fee back" not in treasurer.get("/quebec/organise/fees/").content.decode()


def test_the_treasurer_answers_that_nothing_goes_back(treasurer, fee):
    asked(fee)
    treasurer.post(f"/quebec/organise/fees/{fee.uid}/refund/")
    assert again(fee).refund_asked_at is None
    answer = treasurer.post(f"/quebec/organise/fees/{fee.uid}/refund/", follow=True)
    assert "changed meanwhile" in answer.content.decode()


def test_a_refused_visa_leads_to_both_by_one_click_each_without_log_in(awa):
    priced(awa.event)
    fee = fees.quote(awa)
    pay(fee, fee.amount)
    letter = letters.tell_outcome(issued(awa), outcome="refused")
    assert "Ask for the fee back" in page(Client().get(link(letter)))
    Client().post(f"{link(letter)}refund/")
    Client().post(f"{link(letter)}afar/")
    assert again(fee).refund_asked_at is not None
    assert Registration.objects.get(pk=awa.pk).attendance == "remote"
    shown = page(Client().get(link(letter)))
    assert "You have asked for the fee back" in shown
    assert "Ask for the fee back" not in shown
    her = Client()
    her.force_login(awa.person)
    assert "You asked for the fee back on" in page(her.get(f"/{awa.event.slug}/registration/fee/"))
