"""Wishes to change in a crowd: two at once, and a walk past thousands of them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delegates.actions import registrations, waiting, wishes
from delegates.models import Claim, Quota, Registration, Wish
from delegates.refusals import Full, NotThere, NoWish
from tests import factories
from tests.delegates.conftest import answers, enter, quota
from tests.delegates.test_line import CODES
from tests.delegates.test_offers import room_for
from tests.delegates.test_races import at_once
from tests.delegates.test_seats import assert_counted
from tests.delegates.test_wishes import offered, run_out, wishing

in_threads = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
State = Registration.State


def marked(test):
    for each in in_threads:
        test = each(test)
    return test


@pytest.fixture
def event(db):
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))


@pytest.fixture
def press(event):
    quota(event, 20)
    return quota(event, 0, "Press", category=["press"])


@marked
def test_who_accepts_twice_at_once_changes_once(transactional_db, press):
    hers = offered(press)

    def press_it(_):
        try:
            return wishes.accept(hers, by=None).category
        except NoWish:
            return "over"

    assert sorted(at_once(press_it, [1, 2, 3])) == ["over", "over", "press"]
    assert Claim.objects.count() == 2
    assert_counted()


@marked
def test_two_who_accept_at_once_both_have_what_was_held_for_them(transactional_db, press):
    both = [offered(press)]
    both.append(wishing(press.event))
    room_for(press, 2)
    waiting.walk(press.event)
    found = at_once(lambda each: wishes.accept(each, by=None).category, both)
    assert found == ["press", "press"]
    assert_counted()


@marked
def test_accepting_withdrawing_lapsing_and_walking_at_once_lose_no_seat(transactional_db, press):
    hers, next_one = offered(press), wishing(press.event)
    late = enter(press.event, category="press")
    run_out(hers)

    def do(what):
        try:
            return what()
        except (NoWish, NotThere, Full):
            return None

    at_once(
        do,
        [
            lambda: registrations.withdraw(hers, by=None),
            lambda: registrations.withdraw(next_one, by=None),
            lambda: waiting.walk(press.event),
            lambda: waiting.walk(press.event),
            lambda: registrations.change(late, answers=answers(category="observer"), by=None),
        ],
    )
    waiting.walk(press.event)
    assert not Claim.objects.filter(registration__state=State.WITHDRAWN).exists()
    assert Wish.objects.count() == 0
    assert_counted()


@marked
def test_one_seat_for_two_wishes_is_offered_once_by_two_walks(transactional_db, press):
    wishing(press.event)
    wishing(press.event)
    Quota.objects.filter(pk=press.pk).update(size=1)
    found = at_once(lambda _: waiting.walk(press.event), [1, 2])
    assert sum(map(len, found)) == 1
    assert Wish.objects.filter(state=Wish.State.OFFERED).count() == 1
    assert_counted()


@pytest.mark.big
def test_a_walk_over_10_000_with_50_groups_costs_little_where_half_wait_to_change(event):
    walk_of(event, groups=50, each=200)


def test_a_walk_over_many_who_wait_to_come_and_to_change_costs_little(event):
    walk_of(event, groups=10, each=20)


def walk_of(event, *, groups, each):
    """As many groups, every second of wishes: at most 10 statements, one a group, and three an
    offer.
    """
    codes = CODES[:groups]
    made = [quota(event, 0, f"Country {n}", country=[code]) for n, code in enumerate(codes)]
    rows = [
        Registration(
            event=event, category="delegate", full_name="N",
            **({} if n % 2 else {"country": codes[n], "state": State.WAITING}),
            signature="" if n % 2 else f".{made[n].pk}.",
        )
        for n in range(groups)
        for _ in range(each)
    ]  # fmt: skip
    Registration.objects.bulk_create(rows, batch_size=1_000)
    seated = iter(event.registrations.filter(state=State.CONFIRMED))
    Wish.objects.bulk_create(
        (
            Wish(
                registration=next(seated), event=event, changes={"country": codes[n]},
                signature=f".{made[n].pk}x1.",
            )
            for n in range(1, groups, 2)
            for _ in range(each)
        ),
        batch_size=1_000,
    )  # fmt: skip
    Quota.objects.update(size=2)
    with CaptureQueriesContext(connection) as asked:
        found = waiting.walk(event)
    assert len(found) == 2 * groups
    assert len(asked) <= 10 + groups + 3 * len(found)
    assert Wish.objects.filter(state=Wish.State.OFFERED).count() == groups
    assert_counted()
