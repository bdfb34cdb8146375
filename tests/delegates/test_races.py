"""Threads that all want the same seats, on SQLite and on PostgreSQL."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from delegates import refusals
from delegates.actions import registrations, waiting
from delegates.answers import Filled
from delegates.models import Registration
from delegates.questions.document import Company
from delegates.refusals import Full
from tests import factories
from tests.delegates.conftest import answers, enter, quota
from tests.delegates.forms import publish
from tests.delegates.test_seats import assert_counted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
State = Registration.State


@pytest.fixture
def event(transactional_db):
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))


def at_once(work, everyone):
    """Runs `work` for each of `everyone` in a thread of its own, all let go together."""
    gate = threading.Barrier(len(everyone))

    def run(each):
        gate.wait()
        try:
            return work(each)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(everyone)) as pool:
        return list(pool.map(run, everyone))


def wish(event, who, **given):
    return registrations.register(event=event, person=who, answers=answers(**given), by=who).state


def test_two_people_want_one_seat_and_one_gets_it(event):
    quota(event, 1)
    people = [factories.person() for _ in range(2)]
    found = at_once(lambda who: wish(event, who), people)
    assert sorted(found) == [State.CONFIRMED, State.WAITING]
    assert_counted()


def test_forty_people_want_ten_seats_and_ten_get_them(event):
    quota(event, 10)
    quota(event, 30, "Africa", country=["SN"])
    people = [factories.person() for _ in range(40)]
    found = at_once(lambda who: wish(event, who), people)
    assert found.count(State.CONFIRMED) == 10
    assert found.count(State.WAITING) == 30
    assert_counted()


def test_of_two_devices_that_want_two_seats_each_one_gets_both_and_the_other_none(event):
    everyone = quota(event, 2)
    version = publish(event, companions=Company.COUNTED)
    filled = Filled(version=version, companions=[("Moussa", 4)])
    people = [factories.person() for _ in range(2)]
    found = at_once(lambda who: wish(event, who, filled=filled), people)
    assert sorted(found) == [State.CONFIRMED, State.WAITING]
    everyone.refresh_from_db()
    assert (everyone.used, everyone.free) == (2, 0)
    assert_counted()


def test_nobody_is_told_that_it_is_full_while_each_can_have_a_seat(event):
    quota(event, 16)
    quota(event, 16, "Africa", country=["SN"])
    people = [factories.person() for _ in range(16)]
    assert at_once(lambda who: wish(event, who), people) == [State.CONFIRMED] * 16
    assert Registration.objects.filter(full_name="Awa Diop").count() == 16
    assert_counted()


def test_one_person_who_presses_twice_is_registered_once(event):
    quota(event, 5)
    who = factories.person()

    def press(_):
        try:
            return wish(event, who)
        except refusals.RegisteredAlready:
            return "already"

    assert sorted(at_once(press, [1, 2, 3])) == ["already", "already", State.CONFIRMED]
    assert_counted()


def test_a_registration_that_is_withdrawn_twice_gives_one_seat_back(event):
    everyone = quota(event, 5)
    registration = enter(event)
    enter(event)

    def leave(_):
        try:
            registrations.withdraw(registration, by=None)
        except refusals.NotThere:
            return False
        return True

    assert sorted(at_once(leave, [1, 2])) == [False, True]
    everyone.refresh_from_db()
    assert everyone.used == 1
    assert_counted()


def test_those_who_change_places_crosswise_do_not_wait_for_ever(event):
    quota(event, 6, "Africa", country=["SN"])
    quota(event, 6, "Europe", country=["FR"])
    members = [enter(event, country=("SN", "FR")[n % 2]) for n in range(8)]

    def cross(registration):
        other = {"SN": "FR", "FR": "SN"}[registration.country]
        try:
            return registrations.change(registration, answers=answers(country=other), by=None)
        except Full:
            return None

    at_once(cross, members)
    assert_counted()


def test_whoever_registers_beside_a_quota_that_is_just_made_is_counted(event):
    people = [factories.person() for _ in range(8)]

    def both(who):
        return quota(event, 100) if who is None else wish(event, who)

    at_once(both, [*people[:4], None, *people[4:]])
    assert event.quotas.get().used == 8
    assert_counted()


def test_a_seat_that_is_freed_goes_to_one_of_two_walks(event):
    quota(event, 1)
    first, second = enter(event), enter(event)
    enter(event)
    registrations.withdraw(first, by=None)
    moved = at_once(lambda _: waiting.walk(event), [1, 2])
    assert [each.pk for walk in moved for each in walk] == [second.pk]
    assert_counted()
