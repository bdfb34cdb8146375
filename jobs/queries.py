"""Jobs as the operator sees them: what waits, and what failed for good."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from access.paging import Page, sorted_page
from jobs.models import Lease

LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class Waiting:
    """One queue: how many of its jobs could run now, and when the first of them came."""

    queue: str
    jobs: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Failed:
    """A job that had all its attempts: the key of its lease, and the last line of its error."""

    pk: int
    task: str
    attempts: int
    error: str
    at: datetime | None


def waiting() -> list[Waiting]:
    """The queues in which something waits. One query."""
    ready = DBTaskResult.objects.ready().order_by()
    rows = ready.values("queue_name").annotate(jobs=Count("pk"), since=Min("enqueued_at"))
    return [
        Waiting(row["queue_name"], row["jobs"], row["since"]) for row in rows.order_by("queue_name")
    ]


def failed(after: str = "") -> tuple[list[Failed], Page[Lease]]:
    """The failed jobs of a page, the newest first. One query."""
    page = sorted_page(leases_of_failed().select_related("job"), "pk", after, descending=True)
    return [_failed(lease) for lease in page.rows], page


def leases_of_failed() -> QuerySet[Lease]:
    return Lease.objects.filter(job__status=TaskResultStatus.FAILED)


def _failed(lease: Lease) -> Failed:
    return Failed(
        pk=lease.pk,
        task=lease.job.task_path,
        attempts=lease.attempt,
        error=_last_line(lease.last_error),
        at=lease.job.finished_at,
    )


def _last_line(error: str) -> str:
    """What a traceback ends with: the kind of error and its words."""
    return (error.strip().splitlines() or [""])[-1][:LONGEST_LINE]
