"""Limits: as often as allowed, each key for itself, anew in the next window."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from redis import Redis

from access.limits import Limit, TooMany, forget_lapsed
from access.models import Tries

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


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_exactly_as_many_pass_as_may():
    many = Limit("many", times=20, seconds=3600)

    def passes(_: int) -> bool:
        try:
            many.take("hall")
        except TooMany:
            return False
        else:
            return True
        finally:
            connection.close()

    with (
        time_machine.travel("2026-03-01T12:00:15Z", tick=False),
        ThreadPoolExecutor(max_workers=16) as pool,
    ):
        assert sum(pool.map(passes, range(80))) == 20


@pytest.mark.skipif(bool(settings.REDIS_URL), reason="Redis forgets by itself")
def test_what_is_counted_names_nobody_and_goes_when_its_window_is_over():
    with time_machine.travel("2026-03-01T12:00:15Z", tick=False):
        LOGIN.take("awa@example.org")
        LOGIN.take("awa@example.org")
        row = Tries.objects.get()
        assert (len(row.name), row.count) == (64, 2)
        assert forget_lapsed() == 0
    with time_machine.travel("2026-03-01T12:01:01Z", tick=False):
        LOGIN.take("awa@example.org")
        assert forget_lapsed() == 1
    assert Tries.objects.get().count == 1


@pytest.mark.redis
@pytest.mark.django_db
def test_a_test_that_clears_its_cache_leaves_the_counters_of_others():
    others = Redis.from_url(settings.REDIS_URL)
    others.set("test-of-another-process:1:limit", 1)
    try:
        take("a", 3)
        cache.clear()
        take("a", 3)
        assert others.get("test-of-another-process:1:limit") == b"1"
    finally:
        others.delete("test-of-another-process:1:limit")
