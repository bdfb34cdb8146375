"""Counters and claims: all or nothing, and always the sum."""

import pytest
from django.db.models import Sum

from delegates import seats
from delegates.actions import quotas, registrations
from delegates.models import Claim, Quota, Registration
from delegates.refusals import Full
from tests.delegates.conftest import answers, enter, quota

State = Registration.State


def test_counters_are_the_sum_of_their_claims(event):
    everyone, africa = quota(event, 3), quota(event, 2, "Africa", country=["SN", "ML"])
    first = enter(event)
    enter(event, country="ML")
    enter(event, country="SN")
    enter(event, country="FR")
    registrations.withdraw(first, by=first.person)
    assert_counted()
    assert used(everyone, africa) == [2, 1]


@pytest.mark.postgres
def test_a_quota_of_size_nothing_is_full_and_an_empty_size_is_unlimited(event):
    quota(event, None)
    assert enter(event).state == State.CONFIRMED
    quota(event, 0, "Press", category=["press"])
    assert enter(event, category="press").state == State.WAITING
    assert Claim.objects.count() == 0


def test_whoever_asks_for_two_seats_where_one_is_left_gets_none(event):
    all_of_them = quota(event, 3)
    enter(event)
    registration = enter(event, attendance="remote")
    seats.give_back(registration)
    seats.take(registration, [all_of_them], seats=2)
    third = enter(event)
    assert third.state == State.WAITING
    with pytest.raises(Full):
        seats.take(third, [all_of_them], seats=2)
    assert_counted()


def test_a_full_quota_takes_nothing_of_the_others(event):
    everyone = quota(event, 10)
    quota(event, 0, "Africa", country=["SN"])
    registration = enter(event)
    with pytest.raises(Full) as refused:
        seats.take(registration, seats.quotas_for(registration))
    assert Quota.objects.get(pk=refused.value.quota).name == "Africa"
    assert used(everyone) == [0]


@pytest.mark.postgres
def test_the_events_quota_refuses_what_two_categories_would_let_in(event):
    quota(event, 2)
    quota(event, 2, "Delegates", category=["delegate"])
    quota(event, 2, "Press", category=["press"])
    states = [enter(event, category=each).state for each in ["delegate", "press"] * 2]
    assert states == [State.CONFIRMED, State.CONFIRMED, State.WAITING, State.WAITING]
    assert_counted()


def test_another_country_gives_and_takes_in_one_go(event):
    africa, europe = quota(event, 1, "Africa", country=["SN"]), quota(event, 1, country=["FR"])
    registration = enter(event)
    registrations.change(registration, answers=answers(country="FR"), by=None)
    assert used(africa, europe) == [0, 1]
    assert_counted()


def test_a_change_to_what_is_full_keeps_the_old_seat_and_the_old_answers(event):
    africa, europe = quota(event, 1, "Africa", country=["SN"]), quota(event, 0, country=["FR"])
    registration = enter(event)
    with pytest.raises(Full):
        registrations.change(registration, answers=answers(country="FR"), by=None)
    registration.refresh_from_db()
    assert (registration.country, registration.state) == ("SN", State.CONFIRMED)
    assert used(africa, europe) == [1, 0]


@pytest.mark.postgres
def test_another_name_takes_no_seat(event):
    everyone = quota(event, 1)
    registration = enter(event)
    registrations.change(registration, answers=answers(full_name="Fatou Ndiaye"), by=None)
    assert used(everyone) == [1]
    assert Registration.objects.get().full_name == "Fatou Ndiaye"


@pytest.mark.postgres
def test_a_size_below_what_is_taken_is_accepted_and_removes_nobody(event):
    everyone = quota(event, 3)
    for _ in range(3):
        enter(event)
    everyone = quotas.set_quota(event=event, name="All", size=1, quota=everyone, by=None)
    assert (everyone.used, everyone.over_by) == (3, 2)
    assert enter(event).state == State.WAITING
    assert Registration.objects.filter(state=State.CONFIRMED).count() == 3


def test_a_quota_that_is_made_late_counts_those_who_are_in(event):
    enter(event)
    enter(event, country="FR")
    assert quota(event, 5, "Africa", country=["SN"]).used == 1
    assert_counted()


def test_a_quota_without_bounds_forgets_its_claims(event):
    everyone = quota(event, 5)
    enter(event)
    everyone = quotas.set_quota(event=event, name="All", size=None, quota=everyone, by=None)
    assert everyone.used == 0
    assert_counted()


def used(*quotas):
    by_id = {each.pk: each.used for each in Quota.objects.all()}
    return [by_id[each.pk] for each in quotas]


def assert_counted():
    """`used` is the sum of the claims, of each quota."""
    for each in Quota.objects.annotate(claimed=Sum("claims__seats")):
        assert each.used == (each.claimed or 0), each.name


@pytest.mark.parametrize("holder", ["registration", "delegation", "wish"])
def test_what_somebody_holds_is_found_by_the_index_that_forbids_it_twice(event, holder):
    names = {"registration": "claim", "delegation": "block", "wish": "wish"}
    steps = Claim.objects.filter(**{f"{holder}__in": [1, 2]}).explain()
    assert f"USING INDEX one_{names[holder]}_per_quota" in steps


@pytest.mark.parametrize("name", ["constituency", "organisation", "form_version"])
def test_who_shares_an_answer_that_few_give_is_found_by_its_index(event, name):
    steps = Registration.objects.filter(**{name: 1}).explain()
    assert f"USING INDEX registration_{name}" in steps


@pytest.mark.postgres
def test_where_one_of_three_quotas_is_full_no_counter_moves(event):
    three = [quota(event, size, f"Quota {size}") for size in (5, 1, 7)]
    registration = enter(event)
    with pytest.raises(Full) as refused:
        seats.take(registration, three, seats=2, instead_of=seats.claims_of(registration))
    assert refused.value.name == "Quota 1"
    assert used(*three) == [1, 1, 1]
    assert_counted()
