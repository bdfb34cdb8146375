"""The process that runs jobs: claims one, renews its lease while it runs, notes how it ended."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone, translation
from django_tasks.base import TaskContext
from django_tasks_db.compat import normalize_json

from jobs.actions import LEASE, claim, fail, renew, succeed, sweep
from jobs.clock import tick
from jobs.models import Lease

log = structlog.get_logger(__name__)

# Seconds between two looks for work, and between two rounds of the sweeper and the clock.
LOOK = 0.5
ROUND = 5.0


class Worker:
    """Runs the jobs of its queues one after the other until `stop` is set."""

    def __init__(self, name: str, queues: list[str], stop: threading.Event) -> None:
        self.name = name
        self.queues = queues
        self.stop = stop

    def run(self) -> None:
        """Works until told to stop; a database that is away is waited for."""
        next_round = 0.0
        while not self.stop.is_set():
            close_old_connections()
            try:
                if "clock" in self.queues and timezone.now().timestamp() >= next_round:
                    make_round()
                    next_round = timezone.now().timestamp() + ROUND
                worked = self.run_one()
            except DatabaseError as error:
                log.warning("database_away", error=type(error).__name__)
                connection.close()
                worked = False
            if not worked:
                self.stop.wait(LOOK)

    def run_all(self) -> int:
        """Runs what is ready now and what that makes ready; returns how many jobs ran."""
        ran = 0
        while self.run_one():
            ran += 1
        return ran

    def run_one(self) -> bool:
        """Whether there was a job to run."""
        lease = claim(queues=self.queues, worker=self.name)
        if lease is None:
            return False
        with signs_of_life(lease), translation.override(settings.LANGUAGE_CODE):
            perform(lease)
        return True


def make_round() -> None:
    """Takes up what lapsed and enqueues what is due."""
    now = timezone.now()
    taken_up = sweep(now=now)
    if taken_up:
        log.warning("jobs_taken_up", jobs=taken_up)
    tick(now=now)


def perform(lease: Lease) -> None:
    """Runs the job and notes its value or its error."""
    job = lease.job
    described = {"job": str(job.pk), "task": job.task_path, "attempt": lease.attempt}
    try:
        value = call(lease)
    except Exception as error:  # noqa: BLE001 (what a job may raise is not known)
        held = fail(lease, error)
        log.warning("job_failed", **described, error=type(error).__name__, held=held)
    else:
        held = succeed(lease, value)
        log.info("job_done", **described, held=held)


def call(lease: Lease) -> Any:
    """The task's value. Raises what the task raises, and TypeError for what JSON cannot say."""
    # Its types are those of Django 6's tasks, which stand beside django-tasks' here.
    job: Any = lease.job
    task, result = job.task, job.task_result
    context = [TaskContext(task_result=result)] if task.takes_context else []
    return normalize_json(task.call(*context, *result.args, **result.kwargs))


@contextmanager
def signs_of_life(lease: Lease) -> Iterator[None]:
    """Renews the lease in a thread three times in its length while the block runs."""
    done = threading.Event()
    beat = threading.Thread(target=_beat, args=(lease, done), daemon=True)
    beat.start()
    try:
        yield
    finally:
        done.set()
        beat.join()


def _beat(lease: Lease, done: threading.Event) -> None:
    try:
        while not done.wait(LEASE.total_seconds() / 3):
            try:
                if not renew(lease):
                    return
            except DatabaseError:
                # The next beat tries again; the lease bears two that fail.
                connection.close()
    finally:
        connection.close()
