"""Badges follow what was decided about many of them."""

from django_tasks import task

from events.models import Event


@task(queue_name="slow")
def follow_badges(event: int) -> int:
    """Writes badges anew whose days or standing changed, and tells desks; how many."""
    from delegates.actions import badges

    return badges.follow(Event.objects.get(pk=event))
