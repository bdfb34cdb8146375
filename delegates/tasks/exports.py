"""Files are written by tasks, and deleted after a day."""

from django.utils import timezone
from django_tasks import task

from delegates.models import Export


@task(queue_name="slow")
def write_export(export: int) -> None:
    """Writes a file; a second run does no harm."""
    from delegates.actions.exports import write

    rows = Export.objects.select_related("event__name", "asked_by")
    write(rows.get(pk=export))


@task(queue_name="clock")
def look_after_exports() -> None:
    """Goes on with files whose 24 hours are over, and deletes those that are a day old."""
    from delegates.actions.exports import KEPT, delete_files, go_on_after_pause

    now = timezone.now()
    for export in Export.objects.filter(state=Export.State.WAITING, due_at__lte=now):
        go_on_after_pause(export, now)
    delete_files(Export.objects.filter(state=Export.State.READY, ready_at__lte=now - KEPT))
