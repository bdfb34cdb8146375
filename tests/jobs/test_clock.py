"""The clock: one job a period, however many clocks tick."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jobs import clock, ports
from jobs.models import Period
from jobs.tasks import clear_away
from tests.jobs.tasks import note
from tests.jobs.test_actions import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
NOON = datetime(2026, 3, 1, 12, 0, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _hourly(monkeypatch):
    monkeypatch.setattr(clock, "periodic", [ports.Periodic("hourly", clear_away, seconds=3600)])


def test_a_period_is_begun_once():
    assert clock.tick(now=NOON) == ["hourly"]
    assert clock.tick(now=NOON + timedelta(minutes=59)) == []
    assert clock.tick(now=NOON + timedelta(minutes=60)) == ["hourly"]
    assert DBTaskResult.objects.count() == 2


def test_a_tick_with_nothing_due_writes_nothing(django_assert_num_queries):
    clock.tick(now=NOON)
    with django_assert_num_queries(1):
        clock.tick(now=NOON)


def test_eight_clocks_make_one_row_and_one_job():
    begun = together(8, lambda: clock.tick(now=NOON))
    assert sorted(begun) == [[]] * 7 + [["hourly"]]
    assert Period.objects.count() == DBTaskResult.objects.count() == 1


def test_with_nothing_registered_the_clock_is_still(monkeypatch):
    monkeypatch.setattr(clock, "periodic", [])
    assert clock.tick(now=NOON) == []


def test_what_ended_thirty_days_ago_is_cleared_away(run_jobs):
    note.enqueue("old")
    run_jobs()
    note.enqueue("new")
    DBTaskResult.objects.finished().update(finished_at=timezone.now() - timedelta(days=31))
    clock.tick(now=NOON)
    clear_away.call()
    assert DBTaskResult.objects.finished().count() == 0
    assert DBTaskResult.objects.count() == 2
    assert not Period.objects.filter(begins__lt=timezone.now() - timedelta(days=30)).exists()
