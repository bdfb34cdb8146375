"""The jobs' own job."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from access.limits import forget_lapsed
from jobs.models import Period

KEPT = timedelta(days=30)


@task(queue_name="clock")
def clear_away() -> None:
    """Deletes jobs, with what their errors say, and periods that ended 30 days ago; and the
    counters of tries whose time is over.
    """
    before = timezone.now() - KEPT
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    Period.objects.filter(begins__lt=before).delete()
    forget_lapsed()
