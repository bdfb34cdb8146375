"""What of the programme follows when two registrations become one: her stars."""

from typing import Any

from delegates.models import Registration
from delegates.ports import Follower
from programme.models import ReleasedPlacement, Star
from programme.tasks import write_again


def join(gone: Registration, kept: Registration) -> dict[str, Any]:
    """Stars of the other account; those on sessions that she has starred twice go."""
    name_anew(gone, kept)
    if not gone.person_id or not kept.person_id or gone.person_id == kept.person_id:
        return {}
    rows = Star.objects.filter(session__event=kept.event_id)
    twice = rows.filter(person=kept.person_id).values("session")
    doubled = rows.filter(person=gone.person_id, session__in=twice)
    dropped = list(doubled.values_list("session", flat=True))
    doubled.delete()
    theirs = rows.filter(person=gone.person_id)
    moved = list(theirs.values_list("pk", flat=True))
    Star.objects.filter(pk__in=moved).update(person=kept.person_id)
    return {"moved": moved, "dropped": dropped, "from": gone.person_id}


def part(gone: Registration, kept: Registration, moved: dict[str, Any]) -> None:
    """Gives them back, unless she took them off meanwhile."""
    name_anew(gone, kept)
    person = gone.person_id
    if not moved or not person or person != moved["from"]:
        return
    Star.objects.filter(pk__in=moved["moved"]).update(person=person)
    Star.objects.bulk_create(
        (Star(person_id=person, session_id=pk) for pk in moved["dropped"]),
        ignore_conflicts=True,
    )


def name_anew(*people: Registration) -> None:
    """The released pages name each speaker as her registration has it."""
    named = ReleasedPlacement.objects.filter(
        release__state="current", session__parts__registration__in=[each.pk for each in people]
    )
    if named.exists():
        write_again.enqueue(people[0].event_id)


stars = Follower("stars", join, part)
