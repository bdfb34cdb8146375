"""Work that events leave to a task; it may run twice without harm."""

from django.utils import timezone
from django_tasks import task

from events.retention import forget_ended


@task(queue_name="clock")
def forget_ended_events() -> dict[str, int]:
    """Keeps the promise that answers are deleted 90 days after the event."""
    return forget_ended(timezone.now())


@task(queue_name="clock")
def keep_deadlines() -> None:
    """Reminds of deadlines that are near, and closes what is past its own."""
    from events.actions.deadlines import close_if_over, remind
    from events.ports import closings

    now = timezone.now()
    for each in closings:
        for closing in each.standing():
            remind(closing, now)
            close_if_over(closing, now)
