"""Leases: who holds a job, what a lost lease may still do, when a failed one is tried again."""

import threading
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jobs import actions
from jobs.models import Lease
from tests.jobs.tasks import note, return_a_set, stumble

pytestmark = pytest.mark.django_db


def claim() -> Lease | None:
    return actions.claim(queues=["now"], worker="w")


def let_lapse(lease: Lease) -> None:
    Lease.objects.filter(pk=lease.pk).update(until=timezone.now() - timedelta(seconds=1))


def let_wait_end() -> None:
    DBTaskResult.objects.update(run_after=timezone.now())


def state() -> str:
    return DBTaskResult.objects.get().status


def test_a_job_runs_and_gives_its_lease_back(run_jobs):
    note.enqueue("one")
    assert run_jobs() == 1
    assert cache.get("noted") == ["one"]
    assert state() == "SUCCESSFUL"
    assert Lease.objects.get().until is None


def test_a_claimed_job_is_not_claimed_again():
    note.enqueue("one")
    assert claim()
    assert claim() is None


def test_a_worker_takes_only_its_own_queues(run_jobs):
    note.enqueue("one")
    assert run_jobs("slow", "mail") == 0


def test_an_idle_worker_writes_nothing(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert claim() is None


def test_a_failed_job_is_tried_again_later_and_says_why(run_jobs):
    stumble.enqueue()
    run_jobs()
    assert state() == "READY"
    assert "ValueError: a stone" in Lease.objects.get().last_error
    assert run_jobs() == 0, "it waits before the second attempt"
    let_wait_end()
    assert run_jobs() == 1


def test_a_job_that_always_fails_ends_with_its_last_attempt(run_jobs):
    stumble.enqueue()
    for _ in range(actions.MOST_ATTEMPTS):
        assert run_jobs() == 1
        let_wait_end()
    assert run_jobs() == 0
    assert state() == "FAILED"


def test_the_wait_grows_with_each_attempt():
    waits = [actions.back_off(attempt) for attempt in (1, 2, 3, 4)]
    assert waits == [timedelta(seconds=seconds) for seconds in (10, 30, 90, 270)]


def test_the_operator_starts_a_failed_job_again(run_jobs):
    stumble.enqueue()
    for _ in range(actions.MOST_ATTEMPTS):
        run_jobs()
        let_wait_end()
    actions.start_again(Lease.objects.get())
    assert state() == "READY"
    assert run_jobs() == 1
    assert Lease.objects.get().attempt == 1


def test_a_value_that_json_cannot_say_is_a_failure_and_not_the_workers_end(run_jobs):
    return_a_set.enqueue()
    assert run_jobs() == 1
    assert "TypeError" in Lease.objects.get().last_error


def test_a_lapsed_job_is_taken_up_once():
    note.enqueue("one")
    first = claim()
    let_lapse(first)
    assert actions.sweep(now=timezone.now()) == 1
    assert actions.sweep(now=timezone.now()) == 0
    assert claim() is None, "it waits a little, in case the job is what kills workers"
    let_wait_end()
    assert claim().attempt == 2


def test_a_renewed_lease_does_not_lapse():
    note.enqueue("one")
    lease = claim()
    let_lapse(lease)
    assert actions.renew(lease)
    assert actions.sweep(now=timezone.now()) == 0


def test_who_lost_the_lease_can_neither_renew_nor_finish():
    note.enqueue("one")
    first = claim()
    let_lapse(first)
    actions.sweep(now=timezone.now())
    let_wait_end()
    second = claim()
    assert not actions.renew(first)
    assert not actions.succeed(first, "late")
    assert not actions.fail(first, ValueError("late"))
    assert state() == "RUNNING"
    assert actions.succeed(second, "mine")
    assert DBTaskResult.objects.get().return_value == "mine"


def test_a_job_whose_workers_all_die_fails_in_the_end():
    note.enqueue("one")
    for _ in range(actions.MOST_ATTEMPTS):
        let_wait_end()
        let_lapse(claim())
        actions.sweep(now=timezone.now())
    assert state() == "FAILED"
    assert Lease.objects.get().last_error == actions.LAPSED


def test_one_key_enqueues_one_job(run_jobs):
    first = actions.enqueue_once(note, key="letter-7", word="one")
    assert actions.enqueue_once(note, key="letter-7", word="one") == first
    assert actions.enqueue_once(note, key="letter-8", word="two") != first
    assert run_jobs() == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_enqueue_rolls_back_with_its_transaction():
    with transaction.atomic():
        note.enqueue("one")
        transaction.set_rollback(True)
    assert not DBTaskResult.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_eight_workers_run_twelve_jobs_once_each():
    for number in range(12):
        note.enqueue(str(number))
    claimed = together(8, claim_all)
    jobs = [job for each in claimed for job in each]
    assert len(jobs) == len(set(jobs)) == 12


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_eight_who_enqueue_with_one_key_get_the_same_job():
    jobs = together(8, lambda: actions.enqueue_once(note, key="k", word="one"))
    assert len(set(jobs)) == 1
    assert DBTaskResult.objects.count() == 1


def claim_all() -> list[object]:
    jobs = []
    while lease := claim():
        jobs.append(lease.job_id)
    return jobs


def together(number, act):
    """What `number` threads that start at the same moment return."""
    start, found = threading.Barrier(number), []

    def run():
        start.wait()
        try:
            found.append(act())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == number
    return found


def test_what_is_enqueued_is_told_as_the_database_has_it():
    told = note.enqueue("one")
    kept = note.get_result(told.id)
    for name in ("id", "status", "args", "kwargs", "backend", "worker_ids", "enqueued_at"):
        assert getattr(told, name) == getattr(kept, name), name
    assert told.task == note


def test_what_is_no_json_is_not_enqueued():
    with pytest.raises(TypeError):
        note.enqueue(object())
    assert not DBTaskResult.objects.exists()
