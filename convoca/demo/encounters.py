"""Meetings that proposals agreed on, in hours of the evening kept free for new encounters."""

from collections.abc import Mapping, Sequence
from datetime import time, timedelta

from convoca.demo.bonds import Planned
from convoca.demo.bulk import uid, write
from convoca.demo.linking import add_links
from convoca.demo.places import Hall
from convoca.demo.scheduling import Meeting, add_slots, next_code
from convoca.demo.timetable import Hour
from programme.models import Placement, Slot
from workshops.actions.holding import open_meeting
from workshops.models import Link, Proposal

EVENING = Hour(1, time(20))
"""Of the meeting's second day."""
MINUTES = 60


def meetings(plans: Sequence[Planned], most: int) -> list[Planned]:
    """Those of refused links meet instead, at most so many."""
    refused = [each for each in plans if each.state == Link.State.REFUSED]
    return [Planned(Link.Kind.MEETING, Link.State.AGREED, each.keys) for each in refused[:most]]


def open_meetings(
    meeting: Meeting,
    plans: Sequence[Planned],
    proposals: Mapping[str, Proposal],
    halls: Sequence[Hall],
) -> None:
    """A session for each, all at the same hour, each in a room of its own."""
    add_slots(meeting, [(EVENING, MINUTES, Slot.Kind.ENCOUNTERS)])
    begins, rows = meeting.moment(EVENING), []
    ends = begins + timedelta(minutes=MINUTES)
    links = add_links(meeting, plans, proposals)
    for plan, link, hall in zip(plans, links, halls, strict=False):
        session = open_meeting(link, by=meeting.by)
        if session is None:
            raise LookupError(plan.name)
        session.code = next_code(meeting)
        session.guid = uid("session", meeting.event.slug, plan.name)
        session.save(update_fields=["code", "guid"])
        meeting.sessions[plan.name] = session
        room = meeting.rooms[hall.key]
        rows.append(Placement(session=session, room=room, begins=begins, ends=ends))
    write(Placement, rows)
