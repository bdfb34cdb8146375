"""Limits: as often as allowed, each key for itself, anew in the next window."""

import pytest
import time_machine

from access.limits import Limit, TooMany

pytestmark = pytest.mark.django_db
LOGIN = Limit("login", times=3, seconds=60)


def take(key: str, times: int) -> None:
    for _ in range(times):
        LOGIN.take(key)


@time_machine.travel("2026-03-01T12:00:15Z", tick=False)
def test_the_fourth_of_three_is_refused_and_told_how_long_to_wait():
    take("a", 3)
    with pytest.raises(TooMany) as refused:
        LOGIN.take("a")
    assert refused.value.seconds == 45


@time_machine.travel("2026-03-01T12:00:15Z", tick=False)
def test_each_key_and_each_limit_counts_for_itself():
    take("a", 3)
    take("b", 3)
    Limit("code", times=3, seconds=60).take("a")


def test_the_next_window_begins_at_nothing():
    with time_machine.travel("2026-03-01T12:00:59Z", tick=False):
        take("a", 3)
    with time_machine.travel("2026-03-01T12:01:00Z", tick=False):
        take("a", 3)


def test_a_thousand_other_keys_do_not_push_a_counter_out():
    with time_machine.travel("2026-03-01T12:00:15Z", tick=False):
        take("a", 3)
        for number in range(1000):
            LOGIN.take(f"other-{number}")
        with pytest.raises(TooMany):
            LOGIN.take("a")
