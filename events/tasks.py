"""Work that events leave to a task; it may run twice without harm."""

from django.utils import timezone
from django_tasks import task

from events.models import Event
from events.retention import forget_ended


@task(queue_name="clock")
def forget_ended_events() -> dict[str, int]:
    """Keeps the promise that answers are deleted 90 days after the event."""
    return forget_ended(timezone.now())


@task(queue_name="clock")
def keep_deadlines() -> None:
    """Reminds of deadlines that are near, and closes what is past its own."""
    from events.actions.deadlines import SWITCHES, close_if_over, remind

    now = timezone.now()
    for switch in SWITCHES:
        opened = Event.objects.filter(**{switch: "open", f"{switch}_until__isnull": False})
        for event in opened.select_related("name"):
            remind(event, switch, now)
            close_if_over(event, switch, now)
