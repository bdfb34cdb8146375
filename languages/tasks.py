"""What machines do, never in a request, and what is forgotten in time."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from languages import machines
from languages.models import Aside, MachineAnswer, MachineDay, Space
from languages.texts import gaps

# How long an answer or words set aside are kept that nobody needed again, and the count of a
# day's letters.
KEPT, COUNTED = timedelta(days=30), timedelta(days=90)


@task(queue_name="clock")
def look_after_machine() -> None:
    """Sets the machine to work where a space wants one, unless it is about to."""
    if machines.chosen().name == "none":
        return
    path = translate_by_machine.module_path
    waits = DBTaskResult.objects.filter(task_path=path, status=TaskResultStatus.READY)
    if Space.objects.exclude(machine=Space.Machine.NONE).exists() and not waits.exists():
        translate_by_machine.enqueue()


@task(queue_name="slow")
def translate_by_machine() -> None:
    """Translates for a while and lets other slow jobs pass; a second run finds what is left."""
    from languages.actions.wishes import work

    if work():
        translate_by_machine.enqueue()


@task(queue_name="now")
def take_away(space: int) -> None:
    """Takes away what a machine wrote in a space; a second run finds nothing more."""
    from languages.actions.machines import take_away_now

    take_away_now(Space.objects.get(pk=space))


@task(queue_name="clock")
def mark_late() -> None:
    """Marks texts whose hour has passed, so that the desk walks past none of them."""
    gaps.mark_late(timezone.now())


@task(queue_name="clock")
def forget_answers() -> None:
    """Deletes answers that were not needed for a month, and old counts of letters."""
    now = timezone.now()
    MachineAnswer.objects.filter(used_at__lt=now - KEPT).delete()
    MachineDay.objects.filter(day__lt=(now - COUNTED).date()).delete()


@task(queue_name="clock")
def forget_asides() -> None:
    """Deletes words that were set aside and that their writer has not come back to for a month."""
    Aside.objects.filter(changed_at__lt=timezone.now() - KEPT).delete()
