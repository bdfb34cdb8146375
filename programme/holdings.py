"""What her account shows, hands over and erases of a person's part in programmes."""

from typing import Any

from accounts.models import Person
from accounts.ports import Holding
from events.models import Event
from programme.models import ReleasedPlacement, Star
from programme.tasks import write_again


def show(person: Person) -> list[dict[str, Any]]:
    """The sessions that she chose."""
    stars = Star.objects.filter(person=person).order_by("pk")
    rows = stars.values_list("session__event__slug", "session__code")
    return [{"event": event, "session": code} for event, code in rows]


def erase(person: Person) -> None:
    """Has each released programme that names her written anew without her name.

    It runs before her registrations let go of her; what is written comes after the commit.
    """
    hers = ReleasedPlacement.objects.filter(session__parts__registration__person=person)
    events = Event.objects.filter(releases__placements__in=hers).distinct()
    for pk in list(events.values_list("pk", flat=True)):
        write_again.enqueue(pk)
    past = hers.exclude(release__state="current").values_list("pk", flat=True)
    ReleasedPlacement.objects.filter(pk__in=list(past)).update(search="")


agenda = Holding("agenda", show, erase)
