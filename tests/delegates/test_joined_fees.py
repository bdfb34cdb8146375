"""Two registrations of one person become one: her money follows, and comes back."""

import pytest

from accounts.models import Person
from delegates.actions import doubles, fees, grants, payments
from delegates.models import Fee, FundEntry, Grant, Paper, Payer, Payment, Registration
from tests import factories
from tests.delegates.conftest import enter
from tests.delegates.money import D, assert_counted, left, priced
from tests.delegates.test_payments import pay

State = Fee.State
Price = Fee.Price


@pytest.fixture
def twice(event):
    """Awa Diop, registered by two addresses, each quoted 40 euros: (kept, gone)."""
    priced(event, scores_needed=1)
    one = fees.quote(enter(event, factories.person("awa")))
    other = fees.quote(enter(event, factories.person("awa.d"), full_name="DIOP Awa"))
    return one, other


def join(kept, gone):
    return doubles.join(kept=kept.registration, gone=gone.registration, by=None)


def again(*rows):
    for row in rows:
        row.refresh_from_db()
    return rows


def stand(*rows):
    return [(fee.state, fee.paid) for fee in again(*rows)]


def test_what_she_paid_under_the_other_registration_pays_her_fee(twice, client):
    kept, gone = twice
    payments.invoice(fee=gone, lang="en", by=None)
    pay(gone, 40)
    double = join(kept, gone)
    assert stand(kept, gone) == [(State.PAID, 40), (State.OWES, 0)]
    assert kept.papers.count() == 2
    client.force_login(kept.registration.person)
    receipt = Paper.objects.get(kind="receipt")
    assert client.get(f"/quebec/papers/{receipt.uid}/").status_code == 200
    doubles.part(double, by=None)
    assert stand(kept, gone) == [(State.OWES, 0), (State.PAID, 40)]
    assert (kept.papers.count(), gone.papers.count()) == (0, 2)
    assert client.get(f"/quebec/papers/{receipt.uid}/").status_code == 404


def test_one_without_a_fee_yet_gets_the_other_s_quote_and_money(event):
    priced(event)
    kept = enter(event)
    gone = fees.quote(enter(event, factories.person("b"), country="CA"))
    fees.choose(gone, price=Price.LESS, less=D(30), by=None)
    pay(gone, 30)
    double = doubles.join(kept=kept, gone=gone.registration, by=None)
    fee = Fee.objects.get(registration=kept)
    assert (fee.price, fee.amount, fee.country, fee.state) == (Price.LESS, 30, "CA", State.PAID)
    doubles.part(double, by=None)
    again(fee)
    assert (fee.price, fee.amount, fee.country, fee.state) == ("solidarity", 40, "SN", State.OWES)


def test_whoever_paid_under_both_has_paid_too_much_once_they_are_one(twice):
    kept, gone = twice
    pay(kept, 40)
    pay(gone, 25, way="cash")
    double = join(kept, gone)
    assert stand(kept, gone) == [(State.PAID, 65), (State.OWES, 0)]
    doubles.part(double, by=None)
    assert stand(kept, gone) == [(State.PAID, 40), (State.PARTLY, 25)]


def test_a_waiver_follows_and_comes_back(twice):
    kept, gone = twice
    pay(kept, 10)
    fees.waive(gone, by=None)
    double = join(kept, gone)
    assert stand(kept) == [(State.WAIVED, 10)]
    doubles.part(double, by=None)
    assert stand(kept, gone) == [(State.PARTLY, 10), (State.WAIVED, 0)]


def test_gifts_and_shares_that_came_stay_the_fund_s_whoever_they_stand_under(event, twice):
    kept, gone = twice
    fees.choose(gone, price=Price.SUPPORTER, gift=D(10), by=None)
    pay(gone, 310)
    assert left(event) == 270
    lines = FundEntry.objects.count()
    double = join(kept, gone)
    again(kept, gone)
    assert (kept.price, kept.funded, gone.funded) == (Price.SUPPORTER, 270, 0)
    assert set(FundEntry.objects.values_list("fee", flat=True)) == {kept.pk}
    doubles.part(double, by=None)
    again(kept, gone)
    assert (kept.price, kept.funded, gone.funded) == (Price.SOLIDARITY, 0, 270)
    assert (left(event), FundEntry.objects.count()) == (270, lines)
    assert_counted(event)


def test_a_gift_of_the_other_is_kept_though_both_have_paid(event, twice):
    kept, gone = twice
    pay(kept, 40)
    fees.choose(gone, price=Price.SOLIDARITY, gift=D(10), by=None)
    pay(gone, 50)
    double = join(kept, gone)
    again(kept)
    assert (kept.paid, kept.gift, left(event)) == (90, 10, 10)
    doubles.part(double, by=None)
    again(kept, gone)
    assert (kept.gift, gone.gift, left(event)) == (0, 10, 10)
    assert_counted(event)


def test_a_payer_s_promise_and_money_follow_and_she_is_billed_once(event, twice):
    kept, gone = twice
    payer = fees.add_payer(event=event, name="Network", by=None)
    friend = fees.quote(enter(event, full_name="Ravi Patel"))
    for fee in (gone, friend):
        fees.promise(fee, payer=payer, by=None)
    payments.take(way="cash", sum_=D(60), payer=payer, by=None)
    double = join(kept, gone)
    again(kept, gone)
    assert (kept.payer, gone.payer) == (payer, None)
    assert sum(fee.paid for fee in payer.fees.all()) == 60
    assert payments.open_sum(None, payer) == 20
    assert gone.paid == 0
    doubles.part(double, by=None)
    assert stand(kept, gone, friend) == [(State.OWES, 0), (State.PAID, 40), (State.PARTLY, 20)]
    assert (kept.payer, gone.payer) == (None, payer)


def test_two_payers_of_one_person_keep_their_money_and_the_kept_promise_stands(event, twice):
    kept, gone = twice
    hers, other = (fees.add_payer(event=event, name=name, by=None) for name in "AB")
    fees.promise(kept, payer=hers, by=None)
    fees.promise(gone, payer=other, by=None)
    payments.take(way="cash", sum_=D(40), payer=hers, by=None)
    made = payments.take(way="cash", sum_=D(40), payer=other, by=None)
    double = join(kept, gone)
    assert stand(kept, gone) == [(State.PAID, 40), (State.OWES, 0)]
    assert (kept.payer, made.shares.count(), made.counts) == (hers, 0, 40)
    doubles.part(double, by=None)
    assert stand(kept, gone) == [(State.PAID, 40), (State.PAID, 40)]


def test_requests_to_the_fund_follow_and_the_one_that_came_further_stays(event, twice):
    kept, gone = twice
    grants.give(event, sum_=D(200), giver="", by=None)
    asked = grants.ask(kept.registration, kind="travel", sum_=D(50), reason="", by=None)
    offered = grants.ask(gone.registration, kind="travel", sum_=D(90), reason="", by=None)
    lodging = grants.ask(gone.registration, kind="lodging", sum_=D(20), reason="", by=None)
    grants.score(offered, member=factories.person(), points=5, remark="")
    grants.offer(offered, sum_=D(90), by=None)
    double = join(kept, gone)
    again(asked, offered, lodging)
    assert (asked.state, offered.state) == (Grant.State.RETURNED, Grant.State.OFFERED)
    assert {each.registration for each in (offered, lodging)} == {kept.registration}
    assert left(event) == 110
    doubles.part(double, by=None)
    again(offered, lodging)
    assert {each.registration for each in (offered, lodging)} == {gone.registration}
    assert_counted(event)


def test_what_the_fund_promised_twice_for_one_thing_returns(event, twice):
    grants.give(event, sum_=D(200), giver="", by=None)
    for fee in twice:
        made = grants.ask(fee.registration, kind="travel", sum_=D(90), reason="", by=None)
        grants.score(made, member=factories.person(), points=5, remark="")
        grants.offer(made, sum_=D(90), by=None)
    join(*twice)
    assert left(event) == 110
    assert_counted(event)


def test_what_was_chosen_and_paid_since_stays_when_they_are_parted(twice):
    kept, gone = twice
    fees.waive(gone, by=None)
    double = join(kept, gone)
    fees.waive(kept, by=None, waived=False)
    pay(kept, 15)
    doubles.part(double, by=None)
    assert stand(kept, gone) == [(State.PARTLY, 15), (State.WAIVED, 0)]
    assert Payment.objects.get().fee == kept


def test_a_card_payment_that_was_begun_pays_the_kept_fee(twice):
    kept, gone = twice
    begun = Payment.objects.create(
        event=kept.event, fee=gone, way="card", currency="EUR", amount=40, provider="stripe"
    )
    join(kept, gone)
    payments.confirm(begun, amount=D(40), currency="EUR", provider_payment="pi_1")
    assert stand(kept, gone) == [(State.PAID, 40), (State.OWES, 0)]


def test_the_bill_that_she_pays_for_others_follows_her(event, twice):
    kept, gone = twice
    hers = gone.registration.person
    payer = fees.add_payer(event=event, name="Awa", person=hers, by=None)
    double = join(kept, gone)
    assert Payer.objects.get().person == kept.registration.person
    doubles.part(double, by=None)
    again(payer)
    assert payer.person == hers


def test_doubles_that_were_joined_before_fees_followed_part_as_they_are(twice):
    kept, gone = twice
    double = join(kept, gone)
    double.followed.pop("fees")
    double.save()
    doubles.part(double, by=None)
    assert Registration.objects.get(pk=gone.registration_id).state == "confirmed"
    assert Person.objects.filter(registrations__fee__in=twice).count() == 2
