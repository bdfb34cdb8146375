"""What is done with many, piece by piece: a pause or a new version of Convoca comes between."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from delegates.models import Batch

LATER = -50
UNBEGUN = timedelta(days=7)


@task(queue_name="mail", priority=LATER)
def carry_on(batch: int) -> None:
    """Does the next piece and enqueues itself again behind the mails of this one, so that a
    pause stops those that were not written yet.
    """
    from delegates.actions.batches import do_piece

    found = Batch.objects.select_related("event", "made_by").filter(pk=batch).first()
    if found and do_piece(found):
        carry_on.enqueue(batch=batch)


@task(queue_name="clock")
def begin_planned_batches() -> None:
    """Begins what was planned for a moment that has come; forgets what nobody began."""
    from delegates.actions.batches import begin_planned

    now = timezone.now()
    for batch in Batch.objects.filter(state=Batch.State.PLANNED, begins_at__lte=now):
        begin_planned(batch)
    Batch.objects.filter(state=Batch.State.ASKED, made_at__lt=now - UNBEGUN).delete()
