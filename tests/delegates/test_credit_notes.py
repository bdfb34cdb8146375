"""Invoices that are reduced or cancelled: a credit note with its number names the invoice."""

import pytest
from django.db import IntegrityError, transaction

from delegates.actions import doubles, fees, payments, registrations
from delegates.models import Fee, Paper
from delegates.payments import papers
from events.models import Role
from tests import factories
from tests.delegates.conftest import enter
from tests.delegates.money import D, fee_of, priced
from tests.delegates.test_payments import pay, text_of

Price = Fee.Price


@pytest.fixture
def fee(event):
    priced(event)
    return fee_of(event)


def bill(fee=None, **payer):
    return payments.invoice(fee=fee, lang="en", by=None, **payer)


def notes():
    return [
        (each.named, each.credits.named, each.total)
        for each in Paper.objects.filter(kind="credit").order_by("pk")
    ]


def test_a_waiver_cancels_the_invoice_by_a_note_that_names_it(fee):
    bill(fee)
    fees.waive(fee, by=None)
    assert notes() == [("C-0001", "I-0001", 40)]
    words = text_of(Paper.objects.get(kind="credit"))
    for each in ("Credit note C-0001", "For invoice I-0001 of", "Awa Diop", "€40.00"):
        assert each in words
    fees.waive(fee, by=None)
    assert len(notes()) == 1


@pytest.mark.postgres
def test_who_withdraws_owes_nothing_of_her_invoice_but_what_she_paid_stands_on_it(fee):
    bill(fee)
    pay(fee, 15)
    registrations.withdraw(fee.registration, by=None)
    assert notes() == [("C-0001", "I-0001", 25)]


def test_a_payers_invoice_is_lowered_when_one_of_his_people_withdraws(event, fee):
    payer = fees.add_payer(event=event, name="Union", by=None)
    other = fee_of(event)
    for each in (fee, other):
        fees.promise(each, payer=payer, by=None)
    bill(payer=payer)
    registrations.withdraw(other.registration, by=None)
    assert notes() == [("C-0001", "I-0001", 40)]


def test_who_withdraws_without_an_invoice_gets_no_note(fee):
    registrations.withdraw(fee.registration, by=None)
    assert notes() == []


@pytest.mark.parametrize("lang", ["fr", "es", "pt", "ar", "hi", "sw", "id"])
def test_a_note_is_written_in_the_language_of_its_invoice(event, fee, lang):
    payments.invoice(fee=fee, lang=lang, by=None)
    fees.waive(fee, by=None)
    note = Paper.objects.get(kind="credit")
    assert note.lang == lang
    assert papers.as_pdf(note).startswith(b"%PDF")
    assert "I-0001" in papers.values_of(note)["about"]


def test_what_was_paid_of_a_waived_invoice_stands(fee):
    bill(fee)
    pay(fee, 15)
    fees.waive(fee, by=None)
    assert notes() == [("C-0001", "I-0001", 25)]


def test_less_on_her_word_lowers_the_invoice_and_more_writes_it_anew(fee):
    bill(fee)
    fees.choose(fee, price=Price.LESS, less=D(10), by=None)
    assert notes() == [("C-0001", "I-0001", 30)]
    fee.refresh_from_db()
    fees.choose(fee, price=Price.SUPPORTER, by=None)
    fee.refresh_from_db()
    again = bill(fee)
    assert (again.named, again.total) == ("I-0002", 300)
    assert notes()[1:] == [("C-0002", "I-0001", 10)]


def test_a_refund_of_what_the_invoice_asked_for_is_credited(fee):
    bill(fee)
    made = pay(fee, 40)
    payments.refund(made, sum_=D(30), by=None)
    payments.refund(made, sum_=D(10), by=None)
    assert notes() == [("C-0001", "I-0001", 30), ("C-0002", "I-0001", 10)]


def test_a_refund_of_what_was_paid_twice_leaves_the_invoice_as_it_is(fee):
    bill(fee)
    pay(fee, 40, way="cash")
    payments.refund(pay(fee, 40, way="cash", twice_too=True), sum_=D(40), by=None)
    assert notes() == []


def test_a_refund_that_only_the_provider_told_is_credited_too(fee):
    bill(fee)
    payments.hear_of_refunds(pay(fee, 40), refunded=D(40))
    assert notes() == [("C-0001", "I-0001", 40)]


def test_without_an_invoice_nothing_is_credited(fee):
    payments.refund(pay(fee, 40), sum_=D(40), by=None)
    fees.waive(fee, by=None)
    assert notes() == []


def test_the_same_is_not_billed_twice(fee):
    assert bill(fee) == bill(fee)
    assert Paper.objects.count() == 1


def test_a_payer_s_second_invoice_holds_only_who_came_since(event, fee):
    payer = fees.add_payer(event=event, name="Network", by=None)
    fees.promise(fee, payer=payer, by=None)
    first = bill(payer=payer)
    fees.promise(fee_of(event, full_name="Ravi Patel"), payer=payer, by=None)
    second = bill(payer=payer)
    assert (first.total, second.total) == (40, 40)
    assert "Ravi Patel" in text_of(second)
    assert bill(payer=payer) == second


def test_of_a_payer_s_invoice_only_the_waived_person_is_credited(event, fee):
    payer = fees.add_payer(event=event, name="Network", by=None)
    other = fee_of(event, full_name="Ravi Patel")
    for each in (fee, other):
        fees.promise(each, payer=payer, by=None)
    bill(payer=payer)
    fees.waive(other, by=None)
    assert notes() == [("C-0001", "I-0001", 40)]
    words = text_of(Paper.objects.get(kind="credit"))
    assert "Network" in words
    assert "Ravi Patel" in words
    assert "Awa Diop" not in words


def test_a_payer_s_refund_credits_whose_fee_is_open_again(event, fee):
    payer = fees.add_payer(event=event, name="Network", by=None)
    for each in (fee, fee_of(event)):
        fees.promise(each, payer=payer, by=None)
    bill(payer=payer)
    made = payments.take(way="cash", sum_=D(80), payer=payer, by=None)
    payments.refund(made, sum_=D(30), by=None)
    assert notes() == [("C-0001", "I-0001", 30)]


def test_her_own_invoice_ends_when_somebody_else_pays(event, fee):
    bill(fee)
    payer = fees.add_payer(event=event, name="Network", by=None)
    fees.promise(fee, payer=payer, by=None)
    assert notes() == [("C-0001", "I-0001", 40)]
    assert bill(payer=payer).total == 40


def test_two_invoices_of_one_person_become_one_when_she_is_joined(event, fee):
    kept = fees.quote(enter(event, full_name="Diop Awa"))
    bill(kept)
    bill(fee)
    doubles.join(kept=kept.registration, gone=fee.registration, by=None)
    assert notes() == [("C-0001", "I-0002", 40)]


def test_a_note_without_an_invoice_cannot_be_written(event, fee):
    with pytest.raises(IntegrityError), transaction.atomic():
        papers.issue(Paper.Kind.CREDIT, event=event, lines=[], lang="en", fee=fee)


def test_she_and_the_treasurer_find_the_note_among_the_papers(event, fee, client):
    bill(fee)
    fees.waive(fee, by=None)
    note = Paper.objects.get(kind="credit")
    treasurer = factories.member(event, Role.TREASURER)
    pages = ["/quebec/registration/fee/", f"/quebec/organise/fees/{fee.uid}/"]
    for who, page in zip([fee.registration.person, treasurer], pages, strict=True):
        client.force_login(who)
        assert "C-0001" in client.get(page).content.decode()
        answer = client.get(f"/quebec/papers/{note.uid}/")
        assert answer["Content-Disposition"] == 'attachment; filename="quebec-C-0001.pdf"'
