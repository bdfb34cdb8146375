"""The order of the waiting list: groups, parties, and what each is told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delegates.actions import quotas, registrations, seating, waiting
from delegates.models import Quota, Registration
from delegates.queries.registrations import wait_of
from delegates.tasks.registrations import reconcile_seats
from events import countries
from tests import factories
from tests.delegates.conftest import answers, enter, quota
from tests.delegates.test_actions import states
from tests.delegates.test_offers import room_for
from tests.delegates.test_seats import assert_counted

State = Registration.State
CODES = sorted(code for code, _name in countries.choices())


def party(event, size, together="all", **given):
    """Somebody who waits with others."""
    made = enter(event, **given)
    assert made.state == State.WAITING
    Registration.objects.filter(pk=made.pk).update(party=size, together=together)
    made.refresh_from_db()
    return made


@pytest.mark.postgres
def test_a_party_that_does_not_fit_lets_a_single_go_first_and_keeps_its_place(event):
    everyone = quota(event, 0)
    five, single = party(event, 5), enter(event)
    room_for(everyone, 3)
    waiting.walk(event)
    assert states(five, single) == [State.WAITING, State.CONFIRMED]
    five.refresh_from_db()
    assert five.passed_over == 1
    room_for(everyone, 6)
    waiting.walk(event)
    assert states(five) == [State.CONFIRMED]
    assert_counted()
    assert Quota.objects.get().used == 6


@pytest.mark.postgres
def test_after_its_patience_a_party_has_the_seats_saved_up(event):
    seating.set_seating(event=event, by=None, patience=1)
    everyone = quota(event, 0)
    five, first, second = party(event, 5), enter(event), enter(event)
    room_for(everyone, 1)
    waiting.walk(event)
    room_for(everyone, 3)
    waiting.walk(event)
    assert states(five, first, second) == [State.WAITING, State.CONFIRMED, State.WAITING]
    assert enter(event).state == State.WAITING
    five.refresh_from_db()
    assert wait_of(five).saved
    room_for(everyone, 6)
    waiting.walk(event)
    assert states(five) == [State.CONFIRMED]


def test_a_party_that_takes_as_many_as_possible_is_told_how_many(event):
    everyone = quota(event, 0)
    five = party(event, 5, "many")
    room_for(everyone, 3)
    waiting.walk(event)
    five.refresh_from_db()
    assert (five.state, five.party, five.wished) == (State.CONFIRMED, 3, 5)
    assert_counted()


def test_companions_are_counted_and_too_many_wait(event):
    everyone = quota(event, 2)
    three = registrations.register(
        event=event, person=factories.person("three"), answers=answers(), by=None
    )
    registrations.withdraw(three, by=None)
    assert everyone.free == 2
    enter(event)
    big = enter(event)
    Registration.objects.filter(pk=big.pk).update(party=3)
    assert Quota.objects.get().free == 0


def test_each_is_told_what_is_full_what_is_free_and_how_many_are_before(event):
    quota(event, 20, "Delegates", category=["delegate"])
    quota(event, 0, "Africa", country=["SN"])
    enter(event)
    late = enter(event)
    wait = wait_of(late)
    assert [(each.name, each.free) for each in wait.needs] == [("Delegates", 20), ("Africa", 0)]
    assert (wait.full, wait.before) == (["Africa"], 1)


def test_those_who_wait_for_another_continent_are_not_before_her(event):
    quota(event, 0, "Africa", country=["SN"])
    quota(event, 0, "Europe", country=["FR"])
    enter(event, country="SN")
    assert wait_of(enter(event, country="FR")).before == 0


def test_rules_count_organisations_and_options_of_the_events_own_form(event):
    caritas = factories.organisation(event, "Caritas")
    quota(event, 1, "Caritas", organisation=[str(caritas.pk)])
    quota(event, 1, "Childcare", **{"field:abc": ["yes"]})
    assert enter(event, organisation=caritas).state == State.CONFIRMED
    assert enter(event, organisation=caritas).state == State.WAITING
    from delegates import seats

    hers = Registration(answers={"abc": {"value": ["no", "yes"], "version": 1}})
    assert seats.counts({"field:abc": ["yes"]}, hers)
    hers.answers["abc"]["dormant"] = True
    assert not seats.counts({"field:abc": ["yes"]}, hers)


@pytest.mark.postgres
def test_roles_that_do_not_count_exceed_the_limit_and_the_rest_do_not(event):
    quota(event, 1, "All but staff", category=["delegate", "observer"])
    assert enter(event).state == State.CONFIRMED
    assert enter(event, category="staff").state == State.CONFIRMED
    late = enter(event)
    enter(event, category="staff")
    assert waiting.walk(event) == []
    assert states(late) == [State.WAITING]


def test_a_changed_quota_is_seen_at_once_though_quotas_are_kept_in_memory(event):
    everyone = quota(event, 1)
    enter(event)
    quotas.set_quota(event=event, name="All", size=None, quota=everyone, by=None)
    assert enter(event).state == State.CONFIRMED
    quota(event, 2, "Late")
    assert enter(event).state == State.WAITING


def test_a_counter_that_is_wrong_is_put_right_and_operators_hear(event, run_jobs):
    from django.core import mail

    factories.person("operator", standing="operator")
    everyone = quota(event, 5)
    enter(event)
    Quota.objects.update(used=3)
    assert reconcile_seats.call() == [everyone.pk]
    assert_counted()
    assert reconcile_seats.call() == []
    mail.outbox.clear()
    run_jobs("mail")
    assert "Seats were counted anew" in [each.subject for each in mail.outbox]


@pytest.mark.big
def test_a_walk_over_10_000_with_50_groups_costs_little(event):
    walk_of(event, groups=50, each=200)


def test_a_walk_over_many_costs_little(event):
    walk_of(event, groups=10, each=20)


def walk_of(event, *, groups, each):
    """At most 10 statements, one a group, and three an offer."""
    seating.set_seating(event=event, by=None, walk="offer")
    made = [
        quota(event, 0, f"Country {n}", country=[code]) for n, code in enumerate(CODES[:groups])
    ]
    rows = [
        Registration(
            event=event, category="delegate", full_name="N", country=code, state=State.WAITING,
            signature=f".{found.pk}.",
        )
        for code, found in zip(CODES, made, strict=False)
        for _ in range(each)
    ]  # fmt: skip
    Registration.objects.bulk_create(rows, batch_size=1_000)
    Quota.objects.update(size=2)
    with CaptureQueriesContext(connection) as asked:
        found = waiting.walk(event)
    assert len(found) == 2 * groups
    assert len(asked) <= 10 + groups + 3 * len(found)
    assert_counted()
