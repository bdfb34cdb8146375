"""What addresses of the event itself, its team and its programme mean in the matrix's world."""

from typing import Any

from django_tasks_db.models import DBTaskResult

from boards.models import Line
from delegates.models import Quota
from events.actions.team import invite
from events.models import Constituency, Event, Role, Venue
from jobs.models import Lease
from programme.models import Placement
from tests import factories
from tests.cast import TEAM
from tests.jobs.tasks import note


def line(event: Event) -> Line:
    return Line.objects.create(
        event=event,
        kind=Line.Kind.ANNOUNCEMENT,
        body=factories.text("Buses leave at six."),
        at=factories.hour(event),
    )


def membership(world: Any, role: str, target: str) -> Any:
    """Her own place on the team, where she has one."""
    event = world.event_of(target)
    own = event.team.filter(person=world.owner(role, target)).first() if role in TEAM else None
    if own is None:
        factories.member(event, Role.DESK)
        own = event.team.latest("pk")
    return own


def link(world: Any, target: str) -> tuple[Any, str]:
    """An invitation and its token."""
    event = world.event_of(target)
    return invite(event=event, role=Role.DESK, until=None, by=world.cast.organiser)


def failed_job() -> Lease:
    """One that only the operator begins anew."""
    note.enqueue("one")
    DBTaskResult.objects.update(status="FAILED")
    return Lease.objects.create(job=DBTaskResult.objects.latest("enqueued_at"), attempt=5)


def venue(event: Event) -> Venue:
    return Venue.objects.create(event=event, name=factories.text("Cégep", "fr"))


def placed(event: Event) -> Placement:
    """In the released programme, with its room and its theme."""
    found = factories.session(event, theme=factories.theme(event))
    where = factories.placement(found, factories.room(event))
    factories.released(found)
    return where


def quota(event: Event) -> Quota:
    return Quota.objects.create(event=event, name="Africa", size=20)


def constituency(event: Event) -> Constituency:
    return Constituency.objects.create(event=event, name=factories.text("Africa"))
