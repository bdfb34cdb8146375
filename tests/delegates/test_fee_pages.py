"""Pages about money: a person's own, the desk's, the committee's."""

import pytest

from delegates.actions import fees, grants, payments
from delegates.models import Fee, FeePlan, Grant, ListPrice, Paper, Payer, Payment
from events.models import Role
from tests import factories
from tests.delegates.conftest import enter
from tests.delegates.money import D, fee_of, left, priced

OWN = "/quebec/registration/fee/"
DESK = "/quebec/organise/fees/"
FUND = "/quebec/organise/fund/"
TERMS = {
    "currency": "eur",
    "classified_on": "2026-03-01",
    "counted": "residence",
    "grace_days": "3",
    "covered": "5",
    "answer_days": "14",
    "scores_needed": "1",
    "tolerance": "40",
    "true_cost": "310,50",
}


def logged(client, who):
    client.force_login(who)
    return client


@pytest.fixture
def treasurer(event, client):
    return logged(client, factories.member(event, Role.TREASURER))


@pytest.fixture
def fee(event, client):
    """The fee of somebody from Senegal, who is logged in."""
    priced(event, true_cost=D(310), transfer_to="SN12 3456")
    found = fee_of(event)
    logged(client, found.registration.person)
    return found


def words(answer):
    return answer.content.decode()


def test_her_page_says_what_it_costs_and_why_and_how_to_pay(client, fee):
    page = words(client.get(OWN))
    for each in ("€40.00", "€310.00", "lower-middle income", "World Bank, FY2024", "Senegal"):
        assert each in page
    for each in ("SN12 3456", fee.code, "At the desk", "Ask the fund", "Who pays for me"):
        assert each in page


def test_her_page_asks_a_constant_number_of_questions(client, fee, django_assert_max_num_queries):
    for _ in range(3):
        payments.take(way="cash", sum_=D(1), fee=fee, by=None, twice_too=True)
    with django_assert_max_num_queries(24):
        client.get(OWN)


def test_somebody_who_is_not_registered_or_an_event_without_prices_has_no_such_page(client, event):
    logged(client, factories.person())
    assert client.get(OWN).status_code == 404
    enter(event, factories.person("awa"))
    logged(client, factories.person("bela"))
    assert client.get(OWN).status_code == 404


@pytest.mark.parametrize("typed", ["12,50", "12.50", "١٢٫٥٠", " 12.5 "])
def test_a_sum_is_read_as_people_type_it(client, fee, typed):
    client.post(f"{OWN}price/", {"price": "less", "less": typed})
    fee.refresh_from_db()
    assert (fee.price, fee.amount) == ("less", D("12.5"))


def test_she_may_ask_to_pay_nothing_without_a_proof(client, fee):
    client.post(f"{OWN}price/", {"price": "less", "less": "0"})
    fee.refresh_from_db()
    assert (fee.amount, fee.state) == (0, "paid")
    assert "nothing to pay" in words(client.get(OWN))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"price": "less", "less": ""}, "Write the sum that you can pay."),
        ({"price": "less", "less": "41"}, "This is more than the price."),
        ({"price": "less", "less": "ten"}, "Write a sum in figures"),
        ({"price": "less", "less": "1.234"}, "at most 2 places"),
        ({"price": "solidarity", "gift": "-3"}, "too small or too large"),
        ({"price": "solidarity", "gift": "NaN"}, "too small or too large"),
        ({"price": "free"}, "Select a valid choice"),
    ],
)
def test_a_wrong_choice_is_said_at_its_field_and_what_was_typed_stays(client, fee, sent, said):
    answer = client.post(f"{OWN}price/", sent)
    assert answer.status_code == 422
    assert said in words(answer)
    for name, typed in sent.items():
        assert name == "price" or f'value="{typed}"' in words(answer) or not typed


def test_she_names_who_pays_and_takes_it_back(client, fee):
    client.post(f"{OWN}promise/", {"name": "Réseau"})
    fee.refresh_from_db()
    assert (fee.state, fee.payer.name) == ("promised", "Réseau")
    assert client.post(f"{OWN}promise/", {"name": ""}).status_code == 422
    client.post(f"{OWN}promise/", {"nobody": "1"})
    fee.refresh_from_db()
    assert (fee.state, fee.payer) == ("owes", None)


def test_she_takes_her_invoice_away_and_nobody_else_does(client, fee, event):
    answer = client.post(f"{OWN}invoice/", follow=True)
    assert answer["Content-Type"] == "application/pdf"
    assert "quebec-I-0001.pdf" in answer["Content-Disposition"]
    address = f"/quebec/papers/{Paper.objects.get().uid}/"
    assert logged(client, factories.person()).get(address).status_code == 404
    assert logged(client, factories.member(event, Role.DESK)).get(address).status_code == 404
    assert logged(client, factories.member(event, Role.TREASURER)).get(address).status_code == 200


def test_she_asks_the_fund_and_answers_its_offer(client, fee, event):
    assert client.post(f"{OWN}ask/", {"kind": "travel", "reason": "far"}).status_code == 422
    client.post(f"{OWN}ask/", {"kind": "travel", "sum": "90", "reason": "far"})
    grant = Grant.objects.get()
    grants.give(event, sum_=D(100), giver="", by=None)
    for _ in range(2):
        grants.score(grant, member=factories.person(), points=5, remark="")
    grants.offer(grant, sum_=D(80), by=None)
    assert "Please say yes by" in words(client.get(OWN))
    stranger = factories.person()
    address = f"{OWN}answer/{grant.uid}/"
    assert logged(client, stranger).post(address, {"to": "accept"}).status_code == 404
    logged(client, fee.registration.person).post(address, {"to": "accept"})
    grant.refresh_from_db()
    assert grant.state == "accepted"
    client.post(address, {"to": "decline"})
    assert left(event) == 100


def test_an_organiser_sets_terms_and_a_ladder_of_prices(client, event):
    logged(client, factories.member(event, Role.ORGANISER))
    assert "No prices yet" in words(client.get(DESK))
    assert client.get(f"{DESK}prices/")["Location"] == f"{DESK}terms/"
    wrong = client.post(f"{DESK}terms/", TERMS | {"currency": "EURO", "grace_days": "-1"})
    assert wrong.status_code == 422
    assert 'value="310,50"' in words(wrong)
    client.post(f"{DESK}terms/", TERMS)
    plan = FeePlan.objects.get()
    assert (plan.currency, plan.true_cost, plan.card) == ("EUR", D("310.5"), "closed")
    ladder = {"solidarity-delegate-H": "150", "solidarity-delegate-UM": "80", "halve": "on"}
    client.post(f"{DESK}prices/", ladder | {"supporter-delegate": "300"})
    found = {p.group: p.amount for p in ListPrice.objects.filter(kind="solidarity")}
    assert found == {"H": 150, "UM": 80, "LM": 40, "L": 20}
    client.post(f"{DESK}prices/", {"solidarity-delegate-H": "1x"})
    assert ListPrice.objects.count() == 5


def test_a_currency_in_which_somebody_was_quoted_stays(client, event):
    logged(client, factories.member(event, Role.ORGANISER))
    priced(event)
    fee_of(event)
    client.post(f"{DESK}terms/", TERMS | {"currency": "XOF", "true_cost": "300"})
    assert FeePlan.objects.get().currency == "EUR"


def test_the_desk_finds_a_fee_by_name_and_by_the_code_of_the_transfer(treasurer, event):
    priced(event)
    fee, other = fee_of(event), fee_of(event, full_name="Bela Kun")
    for asked in ("awa", fee.code, fee.code.lower()):
        page = words(treasurer.get(DESK, {"q": asked}))
        assert str(fee.uid) in page
        assert str(other.uid) not in page
    page = words(treasurer.get(DESK, {"state": "owes"}))
    assert "owes (2)" in page
    assert "€80.00" in page


def test_the_list_of_fees_asks_the_same_whatever_its_length(
    treasurer, event, django_assert_max_num_queries
):
    priced(event)
    for _ in range(8):
        fee_of(event)
    with django_assert_max_num_queries(14):
        treasurer.get(DESK)


def test_the_desk_enters_cash_and_a_receipt_follows(client, event):
    priced(event)
    fee = fee_of(event)
    logged(client, factories.member(event, Role.DESK))
    address = f"{DESK}{fee.uid}/"
    assert client.get(address).status_code == 200
    assert client.post(f"{address}pay/", {"way": "cash", "sum": ""}).status_code == 422
    client.post(f"{address}pay/", {"way": "cash", "sum": "40"})
    fee.refresh_from_db()
    assert (fee.state, Paper.objects.get().kind) == ("paid", "receipt")
    for path in ("waive/", "payer/"):
        assert client.post(f"{address}{path}").status_code == 404
    assert str(fee.uid) not in words(client.get(DESK))
    assert str(fee.uid) in words(client.get(DESK, {"q": "awa"}))
    assert "has come" not in words(client.get(DESK))


def test_a_late_transfer_is_asked_about_at_its_field(treasurer, event):
    priced(event, due="2026-05-01")
    fee = fee_of(event)
    sent = {"way": "transfer", "sum": "40", "dated": "2026-06-01"}
    answer = treasurer.post(f"{DESK}{fee.uid}/pay/", sent)
    assert answer.status_code == 422
    assert "dated after the last day to pay" in words(answer)
    treasurer.post(f"{DESK}{fee.uid}/pay/", sent | {"late_too": "on"})
    assert Payment.objects.count() == 1


def test_the_treasurer_waives_refunds_and_chooses_who_pays(treasurer, event):
    priced(event)
    fee, address = fee_of(event), ""
    address = f"{DESK}{fee.uid}/"
    treasurer.post(f"{DESK}payers/", {"name": "Réseau", "address": "Dakar"})
    payer = Payer.objects.get()
    treasurer.post(f"{address}payer/", {"payer": str(payer.uid)})
    fee.refresh_from_db()
    assert fee.state == "promised"
    treasurer.post(f"{DESK}payers/{payer.uid}/pay/", {"way": "transfer", "sum": "40"})
    payment = Payment.objects.get()
    page = words(treasurer.get(f"{DESK}payers/{payer.uid}/"))
    assert "Pay back" in page
    treasurer.post(f"/quebec/organise/payments/{payment.uid}/refund/", {"amount": "40"})
    treasurer.post(f"{address}waive/", {"to": "waived"})
    fee.refresh_from_db()
    assert (fee.state, fee.paid) == ("waived", 0)
    treasurer.post(f"{address}waive/", {"to": "owes"})
    treasurer.post(f"{DESK}payers/{payer.uid}/invoice/")
    assert Paper.objects.filter(kind="invoice", payer=payer).exists()


def test_the_organisations_price_is_charged_from_its_payers_page(treasurer, event):
    priced(event)
    organisation = factories.organisation(event, country="SN")
    payer = fees.add_payer(event=event, name="Réseau", organisation=organisation, by=None)
    treasurer.post(f"{DESK}payers/{payer.uid}/charge/")
    assert Fee.objects.get().amount == 160


def test_a_member_reads_the_others_remarks_after_her_own_score(client, event):
    priced(event, scores_needed=2)
    grants.give(event, sum_=D(100), giver="", by=None)
    grant = grants.ask(enter(event), kind="travel", sum_=D(60), reason="Far away", by=None)
    other = factories.member(event, Role.FUND)
    grants.score(grant, member=other, points=2, remark="She has a scholarship")
    logged(client, factories.member(event, Role.FUND))
    address = f"{FUND}{grant.uid}/"
    page = words(client.get(address))
    assert "Far away" in page
    assert "1 member has given a score" in page
    assert "scholarship" not in page
    assert client.post(address, {"remark": "no score"}).status_code == 422
    client.post(address, {"points": "5", "remark": "The only one of her country"})
    assert "scholarship" in words(client.get(address))
    client.post(f"{address}decide/", {"to": "offer", "amount": "60"})
    grant.refresh_from_db()
    assert (grant.state, left(event)) == ("offered", 40)


def test_the_fund_is_read_by_committee_and_treasurer_and_moved_by_the_treasurer(client, event):
    priced(event)
    committee, treasurer = (factories.member(event, role) for role in (Role.FUND, Role.TREASURER))
    logged(client, committee)
    assert client.get(FUND).status_code == 200
    assert client.post(f"{FUND}give/", {"amount": "5"}).status_code == 404
    assert client.get(DESK).status_code == 404
    logged(client, treasurer)
    assert client.post(f"{FUND}give/", {"amount": "x"}).status_code == 422
    client.post(f"{FUND}give/", {"amount": "500", "giver": "A foundation"})
    page = words(client.get(FUND))
    assert "A foundation" in page
    assert "€500.00" in page
    grant = grants.ask(enter(event), kind="travel", sum_=D(60), reason="", by=None)
    assert client.get(f"{FUND}{grant.uid}/").status_code == 404


def test_the_page_of_the_fund_asks_the_same_whatever_its_length(
    client, event, django_assert_max_num_queries
):
    priced(event)
    for _ in range(6):
        grants.ask(enter(event), kind="travel", sum_=D(60), reason="", by=None)
    logged(client, factories.member(event, Role.FUND))
    with django_assert_max_num_queries(14):
        assert client.get(FUND).status_code == 200
