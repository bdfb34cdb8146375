"""What the live log lets go of by itself."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from realtime import log, receipts

ENTRIES_KEPT = timedelta(days=90)
RECEIPTS_KEPT = timedelta(days=7)


@task(queue_name="clock")
def clear_away() -> None:
    """Prunes entries that no follower asks for any more, and answers that nobody repeats."""
    now = timezone.now()
    log.prune(before=now - ENTRIES_KEPT)
    receipts.prune(before=now - RECEIPTS_KEPT)
