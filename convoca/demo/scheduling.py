"""Proposals and sessions of an event, and where they stand in its programme, written in bulk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from django_tasks_db.models import DBTaskResult

from accounts.models import Person
from convoca.demo.bulk import uid, write, write_texts
from convoca.demo.sizes import seeded
from convoca.demo.timetable import Hour, Place
from convoca.demo.workshops import Workshop
from delegates.models import Organisation, Registration
from events.homes import home
from events.models import Event, Room, Theme
from languages.models import Text
from programme import releases
from programme.models import Placement, Release, Slot, Star
from programme.tasks import write_release
from workshops.actions.calls import first_call
from workshops.actions.proposals import REACH, searched
from workshops.codes import LENGTH, LETTERS
from workshops.homes import ABSTRACT, TITLE
from workshops.models import Contributor, Part, Proposal, Session


@dataclass
class Meeting:
    """An event with what its demo is made of, by the keys of the files."""

    event: Event
    by: Person
    themes: Mapping[str, Theme] = field(default_factory=dict)
    rooms: Mapping[str, Room] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    registrations: Mapping[int, Registration] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)

    def moment(self, hour: Hour) -> datetime:
        """The hour of the meeting's zone in UTC."""
        day = self.event.begins + timedelta(days=hour.day)
        return datetime.combine(day, hour.at, tzinfo=self.event.tz).astimezone(UTC)


def add_sessions(
    meeting: Meeting,
    workshops: Sequence[Workshop],
    speakers: Mapping[str, Sequence[int]],
    proposers: Mapping[str, Person],
) -> None:
    """Accepted proposals and their sessions, which share texts, with who speaks.

    Proposed by the first speaker unless `proposers` names somebody.
    """
    proposals = add_proposals(meeting, workshops, speakers, proposers, Proposal.State.ACCEPTED)
    codes = _codes(len(meeting.sessions) + len(workshops))[len(meeting.sessions) :]
    rows = [
        _session(meeting, workshop, proposal, code)
        for workshop, proposal, code in zip(workshops, proposals, codes, strict=True)
    ]
    keys = [workshop.key for workshop in workshops]
    meeting.sessions |= dict(zip(keys, write(Session, rows), strict=True))
    sessions = {row.proposal_id: row for row in rows}
    named = Contributor.objects.filter(proposal__in=proposals).order_by("pk")
    parts = [
        Part(
            session=sessions[each.proposal_id],
            contributor=each,
            registration_id=each.registration_id,
            position=each.position,
        )
        for each in named
    ]
    write(Part, parts)


def add_proposals(
    meeting: Meeting,
    workshops: Sequence[Workshop],
    speakers: Mapping[str, Sequence[int]],
    proposers: Mapping[str, Person],
    state: str,
) -> list[Proposal]:
    event, reach = meeting.event, REACH[state]
    titles = write_texts([each.title for each in workshops], home=home(event, TITLE, reach))
    abstracts = write_texts(
        [each.abstract for each in workshops], home=home(event, ABSTRACT, reach)
    )
    rows, named, call = [], [], first_call(event)
    for workshop, title, abstract in zip(workshops, titles, abstracts, strict=True):
        who = [meeting.registrations[n] for n in speakers.get(workshop.key, ())]
        row = _proposal(meeting, workshop, title, abstract)
        row.call = call
        row.state = state
        row.proposer = proposers.get(workshop.key) or (who[0].person if who else meeting.by)
        people = [registration.shown_name for registration in who]
        row.search = searched(workshop.title, people, spoken=workshop.spoken)
        rows.append(row)
        named += _named(row, who)
    written = write(Proposal, rows)
    write(Contributor, named)
    return written


def _named(proposal: Proposal, who: Sequence[Registration]) -> list[Contributor]:
    spoken = list(proposal.spoken[:1])
    return [
        Contributor(proposal=proposal, registration=each, languages=spoken, position=place)
        for place, each in enumerate(who)
    ]


def _proposal(meeting: Meeting, workshop: Workshop, title: Text, abstract: Text) -> Proposal:
    return Proposal(
        uid=uid("proposal", meeting.event.slug, workshop.key),
        event=meeting.event,
        organisation=_organisation(meeting, workshop),
        title=title,
        abstract=abstract,
        theme=meeting.themes[workshop.theme],
        spoken=list(workshop.spoken),
        wished=list(workshop.into),
        size=workshop.size,
        minutes=workshop.minutes,
    )


def _session(meeting: Meeting, workshop: Workshop, proposal: Proposal, code: str) -> Session:
    return Session(
        guid=uid("session", meeting.event.slug, workshop.key),
        event=meeting.event,
        code=code,
        proposal=proposal,
        organisation=proposal.organisation,
        title=proposal.title,
        abstract=proposal.abstract,
        theme=proposal.theme,
        spoken=proposal.spoken,
        interpreted=proposal.wished,
        size=workshop.size,
        minutes=workshop.minutes,
    )


def _organisation(meeting: Meeting, workshop: Workshop) -> Organisation | None:
    first = next(iter(workshop.organisations), "")
    return meeting.organisations.get(first)


def _codes(count: int) -> list[str]:
    """The first `count` of a sequence of codes that is the same at each run."""
    rng = seeded()
    codes: dict[str, None] = {}
    while len(codes) < count:
        codes["".join(rng.choices(LETTERS, k=LENGTH))] = None
    return list(codes)


def next_code(meeting: Meeting) -> str:
    """The code of the next session."""
    return _codes(len(meeting.sessions) + 1)[-1]


def add_slots(meeting: Meeting, stretches: Iterable[tuple[Hour, int, str]]) -> None:
    """A slot for each stretch of an hour, its minutes and its kind."""
    rows = [
        Slot(
            uid=uid("slot", meeting.event.slug, hour.day, hour.at, minutes),
            event=meeting.event,
            kind=kind,
            begins=meeting.moment(hour),
            ends=meeting.moment(hour) + timedelta(minutes=minutes),
        )
        for hour, minutes, kind in stretches
    ]
    write(Slot, rows)


def daily(days: int, hours: Sequence[time], minutes: int) -> list[tuple[Hour, int, str]]:
    """The same hours every day."""
    kind = str(Slot.Kind.SESSIONS)
    return [(Hour(day, at), minutes, kind) for day in range(days) for at in hours]


def place_all(meeting: Meeting, places: Mapping[str, Place]) -> None:
    """Puts the sessions into the draft."""
    rows = []
    for key, place in places.items():
        session, begins = meeting.sessions[key], meeting.moment(place.hour)
        ends = begins + timedelta(minutes=session.minutes)
        rows.append(
            Placement(session=session, room=meeting.rooms[place.hall], begins=begins, ends=ends)
        )
    write(Placement, rows)


def add_stars(meeting: Meeting, chosen: Iterable[tuple[int, str]]) -> None:
    rows = [
        Star(person=meeting.registrations[number].person, session=meeting.sessions[key])
        for number, key in chosen
    ]
    write(Star, rows)


def publish(event: Event, *, by: Person, words: str = "") -> Release:
    """Releases the draft and writes it here and now, without waiting for a worker."""
    release = releases.release(event=event, by=by, words=words)
    write_release.call(release.pk)
    queued = DBTaskResult.objects.filter(task_path=write_release.module_path)
    queued.filter(args_kwargs={"args": [release.pk], "kwargs": {}}).delete()
    return release
