"""What somebody is asked to pay, and why."""

from datetime import date
from decimal import Decimal

import pytest

from delegates import income
from delegates.actions import fees, payments, registrations
from delegates.models import Delegation, Fee, FundEntry, Seat
from delegates.money import Money, OtherCurrency, rounded
from delegates.payments.quotes import place
from delegates.payments.refusals import NoPlan, PriceKept
from tests import factories
from tests.delegates.conftest import answers, enter
from tests.delegates.money import LADDER, D, assert_counted, fee_of, left, plan, priced

Rule, Price, State = Fee.Rule, Fee.Price, Fee.State


def test_money_of_two_currencies_does_not_mix():
    assert Money(D("0.10"), "EUR") + Money(D("0.20"), "EUR") == Money(D("0.30"), "EUR")
    with pytest.raises(OtherCurrency):
        _ = Money(D(1), "EUR") + Money(D(1), "XOF")
    assert Money(D("12.5"), "EUR").written("fr") == "12,50\u00a0€"
    assert rounded(D("12.345"), "XOF") == 12
    assert rounded(D("12.3456"), "TND") == D("12.346")


@pytest.mark.parametrize("group", LADDER)
def test_the_price_follows_the_income_group_of_where_she_lives(event, group):
    priced(event)
    country = {"H": "CA", "UM": "BR", "LM": "SN", "L": "ML"}[group]
    fee = fee_of(event, country=country)
    assert (fee.group, fee.amount, fee.listed) == (group, LADDER[group], LADDER[group])
    assert (fee.rule, fee.currency, fee.state) == (Rule.TABLE, "EUR", State.OWES)


def test_a_quote_says_by_which_list_and_rule_it_was_made(event):
    priced(event)
    assert (fee_of(event, country="NA").edition, fee_of(event, country="CA").edition) == (
        "FY2026",
        "FY2024",
    )


def test_the_events_day_counts_and_who_moves_up_later_keeps_the_lower_price(event):
    terms = priced(event, classified_on=date(2026, 3, 1))
    # Viet Nam moved up on 1 July 2026, Namibia down on 1 July 2025.
    assert place(terms, "VN", today=date(2026, 8, 1)).group == "LM"
    terms.classified_on = date(2025, 3, 1)
    later = place(terms, "NA", today=date(2025, 8, 1))
    assert (later.group, later.rule) == ("LM", Rule.LATER)
    assert place(terms, "NA", today=date(2025, 4, 1)).group == "UM"


def test_a_country_without_a_row_gets_the_events_default_else_the_last_known_else_low(event):
    terms = plan(event, default_group="LM")
    assert (place(terms, "VE").group, place(terms, "VE").rule) == ("LM", Rule.DEFAULT)
    assert place(terms, "").group == "LM"
    terms.default_group = ""
    assert (place(terms, "VE").group, place(terms, "VE").rule) == ("UM", Rule.LAST_KNOWN)
    assert (place(terms, "EH").group, place(terms, "EH").rule) == ("L", Rule.LOWEST)
    assert place(terms, "").rule == Rule.LOWEST
    assert place(terms, "XK").group == "UM"


def test_the_organisations_seat_counts_where_the_event_says_so(event):
    priced(event, counted="organisation")
    abroad = factories.organisation(event, country="CA")
    registration = enter(event, country="SN", organisation=abroad)
    assert fees.quote(registration).group == "H"
    assert fee_of(event, country="SN").group == "LM"


def test_a_quote_keeps_its_price_when_the_list_changes(event):
    priced(event)
    fee = fee_of(event)
    fees.set_prices(event, prices={("solidarity", "delegate", "LM"): D(60)}, by=None)
    assert fees.quote(fee.registration).amount == 40
    assert fee_of(event).amount == 60


def test_whoever_moves_to_another_country_before_paying_is_quoted_anew(event):
    priced(event)
    fee = fee_of(event)
    moved = registrations.change(fee.registration, answers=answers(country="CA"), by=None)
    assert fees.quote(moved).amount == 150
    payments.take(way="cash", sum_=D(150), fee=fees.quote(moved), by=None)
    back = registrations.change(moved, answers=answers(country="ML"), by=None)
    assert fees.quote(back).amount == 150


def test_whose_category_has_no_price_pays_nothing(event):
    priced(event)
    fee = fee_of(event, category="volunteer")
    assert fee.is_free
    assert (fee.state, fee.left) == (State.PAID, 0)


def test_an_event_without_terms_quotes_nobody(event):
    with pytest.raises(NoPlan):
        fee_of(event)


def test_the_clock_quotes_everybody_who_has_a_place(event):
    priced(event)
    enter(event)
    enter(event, country="CA")
    assert fees.quote_missing(event) == 2
    assert fees.quote_missing(event) == 0


def test_a_person_pays_less_on_her_word_alone_and_more_feeds_the_fund(event):
    priced(event)
    less, more = fee_of(event), fee_of(event)
    fees.choose(less, price=Price.LESS, less=D(5), by=None)
    payments.take(way="cash", sum_=D(5), fee=less, by=None)
    fees.choose(more, price=Price.SUPPORTER, gift=D(25), by=None)
    payments.take(way="cash", sum_=D(325), fee=more, by=None)
    less.refresh_from_db()
    assert (less.state, less.price, less.funded) == (State.PAID, Price.LESS, 0)
    assert left(event) == 300 - 40 + 25
    kinds = dict(FundEntry.objects.values_list("kind", "amount"))
    assert kinds == {"share": D(260), "gift": D(25)}
    assert_counted(event)


def test_what_was_paid_in_part_reaches_the_fund_only_beyond_the_list_price(event):
    priced(event)
    fee = fees.choose(fee_of(event), price=Price.SUPPORTER, by=None)
    first = payments.take(way="cash", sum_=D(50), fee=fee, by=None)
    assert left(event) == 10
    payments.take(way="cash", sum_=D(250), fee=fee, by=None)
    assert left(event) == 260
    payments.refund(first, sum_=D(50), by=None)
    assert left(event) == 210
    assert_counted(event)


def test_the_price_stays_once_something_was_paid(event):
    priced(event)
    fee = fee_of(event)
    payments.take(way="cash", sum_=D(10), fee=fee, by=None)
    with pytest.raises(PriceKept):
        fees.choose(fee, price=Price.LESS, less=D(0), by=None)


def test_a_supporters_choice_without_such_a_price_stays_with_the_solidarity_price(event):
    priced(event)
    fees.set_prices(event, prices={("supporter", "delegate", ""): None}, by=None)
    fee = fees.choose(fee_of(event), price=Price.SUPPORTER, by=None)
    assert (fee.price, fee.amount) == (Price.SOLIDARITY, 40)


def test_an_organisations_price_covers_so_many_of_its_delegates(event):
    priced(event, covered=2)
    organisation = factories.organisation(event, country="SN")
    early = enter(event, organisation=organisation)
    fees.quote(early)
    payer = fees.add_payer(event=event, name="Réseau", organisation=organisation, by=None)
    whole = fees.charge_organisation(payer, by=None)
    assert (whole.amount, whole.group) == (160, "LM")
    assert fees.charge_organisation(payer, by=None).pk == whole.pk
    early.refresh_from_db()
    assert fees.quote(early).price == Price.COVERED
    late = [fees.quote(enter(event, organisation=organisation)).price for _ in range(2)]
    assert late == [Price.COVERED, Price.SOLIDARITY]


def test_a_delegations_fee_covers_those_who_sit_on_its_seats(event):
    priced(event, covered=1)
    organisation = factories.organisation(event, country="SN")
    block = Delegation.objects.create(
        event=event, name="Réseau", organisation=organisation, wanted=2, granted=2, state="granted"
    )
    sitting = [enter(event) for _ in range(2)]
    for registration in sitting:
        Seat.objects.create(delegation=block, registration=registration)
    payer = fees.add_payer(event=event, name="Réseau", organisation=organisation, by=None)
    fees.charge_organisation(payer, by=None)
    found = [fees.quote(registration).price for registration in sitting]
    assert found == [Price.COVERED, Price.SOLIDARITY]


def test_the_shipped_list_is_that_of_its_fiscal_years():
    rows = income.shipped()
    of_2025 = [row.group for row in rows if row.holds(date(2024, 8, 1))]
    of_2027 = {row.country: row.group for row in rows if row.holds(date(2026, 8, 1))}
    assert [of_2025.count(group) for group in ("L", "LM", "UM", "H")] == [26, 51, 54, 87]
    assert [of_2027[code] for code in ("JO", "FM", "PH", "LK", "VN", "TG")] == ["UM"] * 5 + ["LM"]
    assert all(len(row.country) == 2 for row in rows)


def test_amounts_are_exact_on_every_database(event):
    terms = plan(event, true_cost=D("0.1"), tolerance=D("0.2"))
    terms.refresh_from_db()
    assert terms.true_cost + terms.tolerance == Decimal("0.3")
