"""Enqueue once, claim, renew, finish, take up again: each one conditional update.

A job may run twice: its lease lapses while its worker only sleeps, or the worker dies between
the job's commit and its own. So every task must do no harm when it runs again.
"""

from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jobs.models import Lease

LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 8
LAPSED = "The worker gave no sign of life."


def enqueue_once(task: Task[Any, Any], *, key: str, **arguments: Any) -> UUID:
    """Enqueues `task` unless a job with this key was; returns the id of the one job."""
    try:
        with transaction.atomic():
            known = Lease.objects.filter(key=key).values_list("job_id", flat=True).first()
            if known:
                return known
            job = UUID(task.enqueue(**arguments).id)
            Lease.objects.create(job_id=job, key=key)
            return job
    except IntegrityError:
        return Lease.objects.values_list("job_id", flat=True).get(key=key)


def claim(*, queues: list[str], worker: str) -> Lease | None:
    """Takes the next ready job of `queues` under a lease, or None."""
    ready = DBTaskResult.objects.ready().filter(queue_name__in=queues)
    if not ready.exists():
        # Asked before the lock, which would make every idle worker a writer.
        return None
    with transaction.atomic():
        job = ready.get_locked()
        if job is None:
            return None
        job.claim(worker)
        lease, _ = Lease.objects.get_or_create(job=job)
        lease.attempt += 1
        lease.until = timezone.now() + LEASE
        lease.save(update_fields=["attempt", "until"])
        return lease


def renew(lease: Lease) -> bool:
    """A sign of life; False if the lease was lost to another attempt."""
    return bool(_mine(lease).update(until=timezone.now() + LEASE))


def succeed(lease: Lease, value: Any) -> bool:
    """Notes the result; False, and nothing written, if the lease was lost."""
    with transaction.atomic():
        held = bool(_mine(lease).update(until=None))
        if held:
            lease.job.set_successful(value)
        return held


def fail(lease: Lease, error: BaseException) -> bool:
    """Notes the error and when it is tried again; False if the lease was lost."""
    with transaction.atomic():
        held = bool(_mine(lease).update(until=None, last_error="".join(format_exception(error))))
        if held and lease.attempt < MOST_ATTEMPTS:
            _ready_again(lease)
        elif held:
            lease.job.set_failed(error)
        return held


def sweep(*, now: datetime) -> int:
    """Takes up the jobs whose lease lapsed; returns how many."""
    lapsed = Lease.objects.filter(until__lt=now, job__status=TaskResultStatus.RUNNING)
    return sum(_take_up(lease) for lease in lapsed.select_related("job"))


def start_again(lease: Lease) -> None:
    """The operator's wish: a failed job gets all its attempts anew."""
    with transaction.atomic():
        failed = DBTaskResult.objects.filter(pk=lease.job_id, status=TaskResultStatus.FAILED)
        if failed.update(status=TaskResultStatus.READY, run_after=timezone.now(), finished_at=None):
            Lease.objects.filter(pk=lease.pk).update(attempt=0, until=None)


def back_off(attempt: int) -> timedelta:
    """10 s after the first attempt, then three times as long each time: three hours in all."""
    return timedelta(seconds=10 * 3 ** (attempt - 1))


def _take_up(lease: Lease) -> bool:
    with transaction.atomic():
        # Only if no renewal came between the reading and now.
        lapsed = _mine(lease).filter(until=lease.until)
        if not lapsed.update(until=None, last_error=LAPSED):
            return False
        if lease.attempt < MOST_ATTEMPTS:
            _ready_again(lease)
        else:
            lease.job.set_failed(TimeoutError(LAPSED))
        return True


def _mine(lease: Lease) -> Any:
    """The lease's row, unless a later attempt holds it or it was given back."""
    return Lease.objects.filter(pk=lease.pk, attempt=lease.attempt, until__isnull=False)


def _ready_again(lease: Lease) -> None:
    DBTaskResult.objects.filter(pk=lease.job_id).update(
        status=TaskResultStatus.READY, run_after=timezone.now() + back_off(lease.attempt)
    )
