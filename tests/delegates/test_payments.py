"""Money entered by hand, for one or for several; papers; reminders; what is kept and erased."""

from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.utils import timezone
from pypdf import PdfReader

from accounts.models import Mail, Person
from accounts.ports import holdings
from delegates.actions import fees, grants, payments, registrations
from delegates.models import Fee, Paper, Payer, Payment
from delegates.payments import papers, tasks
from delegates.payments.refusals import MoreThanCame, NothingLeft, TooLate
from tests import factories
from tests.delegates.conftest import enter, quota
from tests.delegates.money import D, fee_of, priced

State = Fee.State


def pay(fee, sum_, way="transfer", **more):
    made = payments.take(way=way, sum_=D(sum_), fee=fee, by=None, **more)
    fee.refresh_from_db()
    return made


def test_what_banks_keep_of_a_transfer_is_borne_by_the_event(event):
    priced(event)
    fee = fee_of(event, country="CA")
    made = pay(fee, "111.50")
    assert (fee.state, made.charges, fee.paid) == (State.PAID, D("38.50"), 150)
    short = fee_of(event, country="CA")
    pay(short, 109)
    assert (short.state, short.left) == (State.PARTLY, 41)


def test_the_tolerance_is_the_events_and_never_more_than_half_and_not_for_cash(event):
    priced(event, tolerance=D(10))
    fee = fee_of(event)
    pay(fee, 29)
    assert fee.state == State.PARTLY
    small = fee_of(event, country="ML")
    fees.set_plan(event, by=None, currency="EUR", tolerance=D(40))
    pay(small, 9)
    assert small.state == State.PARTLY
    cash = fee_of(event)
    pay(cash, 35, way="cash")
    assert (cash.state, cash.left) == (State.PARTLY, 5)


@pytest.mark.postgres
def test_a_transfer_dated_on_the_last_day_is_taken_when_it_is_entered_later(event):
    priced(event, due=date(2026, 5, 31), grace_days=3)
    with time_machine.travel("2026-06-20T12:00Z"):
        pay(fee_of(event), 40, dated=date(2026, 5, 31))
        pay(fee_of(event), 40, dated=date(2026, 6, 3))
        late = fee_of(event)
        with pytest.raises(TooLate):
            pay(late, 40, dated=date(2026, 6, 4))
        pay(late, 40, dated=date(2026, 6, 4), late_too=True)
        pay(fee_of(event), 40, way="cash")


def test_one_payer_pays_for_many_and_a_bank_keeps_once(event):
    priced(event)
    payer = fees.add_payer(event=event, name="Réseau", by=None)
    members = [fees.promise(fee_of(event), payer=payer, by=None) for _ in range(3)]
    assert {fee.state for fee in members} == {State.PROMISED}
    made = payments.take(way="transfer", sum_=D(100), payer=payer, by=None)
    assert (made.charges, {f.state for f in payer.fees.all()}) == (20, {State.PAID})
    payments.refund(made, sum_=D(60), by=None)
    assert [f.paid for f in payer.fees.order_by("pk")] == [40, 20, 0]
    assert [f.state for f in payer.fees.order_by("pk")] == ["paid", "partly", "promised"]


def test_a_payers_money_goes_only_where_something_is_open(event):
    priced(event)
    payer = fees.add_payer(event=event, name="Réseau", by=None)
    first, second = [fees.promise(fee_of(event), payer=payer, by=None) for _ in range(2)]
    pay(first, 40, way="cash")
    payments.take(way="transfer", sum_=D(40), payer=payer, by=None)
    second.refresh_from_db()
    assert (second.state, first.shares.count()) == (State.PAID, 1)


def test_a_name_that_is_known_already_gets_one_bill_for_all(event):
    priced(event)
    one, other = fee_of(event), fee_of(event)
    fees.name_payer(one, name="Réseau Nord", by=None)
    fees.name_payer(other, name="réseau nord", by=None)
    assert Payer.objects.get().fees.count() == 2


def test_a_waiver_stays_whatever_was_paid_and_can_be_taken_back(event):
    priced(event)
    fee = fee_of(event)
    fees.waive(fee, by=None)
    fee.refresh_from_db()
    assert (fee.state, fee.left) == (State.WAIVED, 0)
    pay(fee, 10, way="mobile")
    assert fee.state == State.WAIVED
    fees.waive(fee, by=None, waived=False)
    fee.refresh_from_db()
    assert (fee.state, fee.left) == (State.PARTLY, 30)


@pytest.mark.postgres
def test_two_payments_by_error_and_one_goes_back_leaves_the_fee_paid(event):
    priced(event)
    fee = fee_of(event)
    first, second = (pay(fee, 40, way="cash", twice_too=True) for _ in range(2))
    payments.refund(second, sum_=D(40), by=None)
    fee.refresh_from_db()
    assert (fee.state, fee.paid) == (State.PAID, 40)
    with pytest.raises(MoreThanCame):
        payments.refund(second, sum_=D(1), by=None)
    assert not first.refunds.exists()


def test_a_place_never_waits_for_money(event):
    priced(event)
    quota(event, 1)
    fee = fee_of(event)
    assert (fee.registration.state, fee.state) == ("confirmed", State.OWES)


def test_papers_are_numbered_without_gaps_in_each_event_and_kind(event):
    priced(event)
    fee = fee_of(event)
    first = payments.invoice(fee=fee, lang="fr", by=None)
    pay(fee, 40)
    with pytest.raises(NothingLeft):
        payments.invoice(fee=fee, lang="fr", by=None)
    second = payments.invoice(fee=fee_of(event), lang="fr", by=None)
    receipt = Paper.objects.get(kind="receipt")
    assert (first.named, second.named, receipt.named) == ("I-0001", "I-0002", "R-0001")
    other = factories.event("dakar", begins=event.begins, ends=event.ends)
    priced(other)
    assert payments.invoice(fee=fee_of(other), lang="fr", by=None).number == 1


def text_of(paper):
    return "".join(page.extract_text() for page in PdfReader(BytesIO(papers.as_pdf(paper))).pages)


def test_an_invoice_names_the_price_as_a_fee_and_the_gift_apart(event):
    priced(event)
    fee = fees.choose(fee_of(event), price=Fee.Price.SUPPORTER, gift=D("12.5"), by=None)
    made = payments.invoice(fee=fee, lang="en", by=None)
    words = text_of(made)
    for each in ("Invoice I-0001", "Awa Diop", "Fee: supporter", "€300.00", "€12.50", "€312.50"):
        assert each in words
    assert made.total == D("312.5")


@pytest.mark.parametrize("lang", ["fr", "es", "pt", "ar", "hi", "sw", "id"])
def test_papers_are_written_in_every_language_of_the_interface(event, lang):
    priced(event, payee="منتدى التضامن")
    fee = fee_of(event, full_name="أوا ديوب")
    made = payments.invoice(fee=fee, lang=lang, by=None)
    assert papers.as_pdf(made).startswith(b"%PDF")
    assert papers.values_of(made)["dir"] == ("rtl" if lang == "ar" else "ltr")


def test_a_bill_for_several_names_each_as_long_as_she_is_known(event):
    priced(event)
    payer = fees.add_payer(event=event, name="Réseau", address="Rue 1\nDakar", by=None)
    for name in ("Awa Diop", "Bela Kun"):
        fees.promise(fee_of(event, full_name=name), payer=payer, by=None)
    made = payments.invoice(payer=payer, lang="en", by=None)
    assert "Bela Kun" in text_of(made)
    erase(Person.objects.get(registrations__full_name="Bela Kun"))
    words = text_of(made)
    assert "Bela Kun" not in words
    assert "Awa Diop" in words
    assert "Réseau" in words


def erase(person):
    for holding in holdings:
        holding.erase(person)


def test_she_reads_all_about_her_money_and_what_stays_in_the_books_names_nobody(event):
    priced(event)
    fee = fee_of(event)
    person = fee.registration.person
    pay(fee, 15, reference="DIOP AWA")
    payments.invoice(fee=fee, lang="en", by=None)
    grants.ask(fee.registration, kind="travel", sum_=D(90), reason="The bus is dear", by=person)
    shown = str(next(each for each in holdings if each.name == "fees").show(person))
    for each in ("DIOP AWA", "The bus is dear", "Awa Diop", "EUR", "FY2024"):
        assert each in shown
    erase(person)
    rows = str(list(Paper.objects.values())) + str(list(Payment.objects.values()))
    assert "DIOP" not in rows
    assert "Diop" not in rows
    assert fee.registration.grants.get().reason == ""
    assert (Paper.objects.count(), Payment.objects.get().amount) == (2, 15)


def reminded(event, before=3):
    with time_machine.travel(
        timezone.now().replace(year=2026, month=5, day=31, hour=12) - timedelta(days=before)
    ):
        return tasks.remind.call()


def test_only_those_who_owe_are_reminded_and_once_before_each_of_two_days(event, run_jobs):
    priced(event, due=date(2026, 5, 31))
    owes = fee_of(event)
    fee_of(event, category="volunteer")
    pay(fee_of(event), 40, way="cash")
    fees.waive(fee_of(event), by=None)
    fees.name_payer(fee_of(event), name="Réseau", by=None)
    asks = fee_of(event)
    grants.ask(asks.registration, kind="waiver", sum_=None, reason="", by=None)
    registrations.withdraw(fee_of(event).registration, by=None)
    fees.choose(fee_of(event), price=Fee.Price.LESS, less=D(0), by=None)
    quota(event, 0)
    enter(event)
    assert [reminded(event, days) for days in (20, 14, 10, 3, 2, 0)] == [0, 1, 0, 1, 0, 0]
    mails = Mail.objects.filter(template="delegates/mail/fee_reminder")
    assert {mail.address for mail in mails} == {owes.registration.person.email}
