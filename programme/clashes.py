"""What cannot be as the draft says it, each with its reason in words.

Pure functions over `programme.queries.draft`; they read no database, so that the editor, a
release and an import ask the same question.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from languages.moments import written
from programme.link_clashes import link_clashes
from programme.queries.draft import Draft, DraftProgramme, DraftRoom, break_slots

ROOM, PERSON, SEATS, HOURS, DAYS, BREAK = "room", "person", "seats", "hours", "days", "break"


@dataclass(frozen=True, slots=True)
class Clash:
    """One reason why something cannot stay. `codes` are the sessions that it concerns."""

    kind: str
    codes: tuple[str, ...]
    reason: str


class Stretch(NamedTuple):
    begins: datetime
    ends: datetime
    session: Draft


def clashes(programme: DraftProgramme) -> list[Clash]:
    """Every clash of the draft: room, person, links, then seats, hours, days, break."""
    return [
        *_rooms_taken_twice(programme),
        *_people_in_two_places(programme),
        *(Clash(*each) for each in link_clashes(programme)),
        *(clash for session in programme.placed for clash in _of_place(programme, session)),
    ]


def by_session(found: list[Clash]) -> dict[str, list[Clash]]:
    """The clashes of each session, by its code."""
    grouped: dict[str, list[Clash]] = {}
    for clash in found:
        for code in clash.codes:
            grouped.setdefault(code, []).append(clash)
    return grouped


def _stretches(sessions: list[Draft]) -> list[Stretch]:
    return sorted(
        (
            Stretch(session.begins, session.ends, session)
            for session in sessions
            if session.begins and session.ends and not session.cancelled
        ),
        key=lambda stretch: (stretch.begins, stretch.ends, stretch.session.code),
    )


def overlaps(stretches: list[Stretch]) -> Iterator[tuple[Draft, Draft]]:
    """Pairs that overlap, of stretches sorted by their beginning."""
    running: list[Stretch] = []
    for stretch in stretches:
        running = [other for other in running if other.ends > stretch.begins]
        for other in running:
            yield other.session, stretch.session
        running.append(stretch)


def _rooms_taken_twice(programme: DraftProgramme) -> Iterator[Clash]:
    by_room: dict[int, list[Draft]] = {}
    for session in programme.placed:
        by_room.setdefault(session.room_id or 0, []).append(session)
    for room_id, sessions in by_room.items():
        for one, other in overlaps(_stretches(sessions)):
            yield Clash(
                ROOM,
                (one.code, other.code),
                _("%(room)s is taken twice at %(hour)s: “%(one)s” and “%(other)s”.")
                % {
                    "room": _room_name(programme.room(room_id)),
                    "hour": _hour(programme, other),
                    "one": one.title.body,
                    "other": other.title.body,
                },
            )


def _people_in_two_places(programme: DraftProgramme) -> Iterator[Clash]:
    by_person: dict[str, list[Draft]] = {}
    names: dict[str, str] = {}
    for session in programme.placed:
        for person, name in session.people:
            by_person.setdefault(person, []).append(session)
            names[person] = name
    for person, sessions in by_person.items():
        if len(sessions) < 2:
            continue
        for one, other in overlaps(_stretches(sessions)):
            if one.code == other.code:
                continue
            yield Clash(
                PERSON,
                (one.code, other.code),
                _("%(name)s is in two sessions at %(hour)s: “%(one)s” and “%(other)s”.")
                % {
                    "name": names[person],
                    "hour": _hour(programme, other),
                    "one": one.title.body,
                    "other": other.title.body,
                },
            )


def _of_place(programme: DraftProgramme, session: Draft) -> Iterator[Clash]:
    """What speaks against the place of one session, whatever else stands there."""
    room = programme.room(session.room_id or 0)
    if session.cancelled or room is None or session.begins is None or session.ends is None:
        return
    yield from _too_small(session, room)
    yield from _shut(programme, session, room)
    begins = session.begins.astimezone(programme.zone)
    if not programme.event.begins <= begins.date() <= programme.event.ends:
        yield Clash(
            DAYS,
            (session.code,),
            _("“%(title)s” stands on a day that is not one of the event's.")
            % {"title": session.title.body},
        )
    for slot in break_slots(programme.slots):
        if slot.begins < session.ends and session.begins < slot.ends:
            yield Clash(
                BREAK,
                (session.code,),
                _("“%(title)s” runs into the break at %(hour)s.")
                % {
                    "title": session.title.body,
                    "hour": f"{slot.begins.astimezone(programme.zone):%H:%M}",
                },
            )


def _too_small(session: Draft, room: DraftRoom) -> Iterator[Clash]:
    if session.size and room.seats is not None and session.size > room.seats:
        yield Clash(
            SEATS,
            (session.code,),
            ngettext(
                "%(room)s has %(seats)d seat, but “%(title)s” expects %(size)d people.",
                "%(room)s has %(seats)d seats, but “%(title)s” expects %(size)d people.",
                room.seats,
            )
            % {
                "room": _room_name(room),
                "seats": room.seats,
                "title": session.title.body,
                "size": session.size,
            },
        )


def _shut(programme: DraftProgramme, session: Draft, room: DraftRoom) -> Iterator[Clash]:
    if room.opens is None or room.closes is None or not session.begins or not session.ends:
        return
    begins, ends = (when.astimezone(programme.zone) for when in (session.begins, session.ends))
    same_day = begins.date() == ends.date()
    if begins.time() < room.opens or ends.time() > room.closes or not same_day:
        yield Clash(
            HOURS,
            (session.code,),
            _("%(room)s is open from %(opens)s to %(closes)s, not at the time of “%(title)s”.")
            % {
                "room": _room_name(room),
                "opens": f"{room.opens:%H:%M}",
                "closes": f"{room.closes:%H:%M}",
                "title": session.title.body,
            },
        )


def _room_name(room: DraftRoom | None) -> str:
    return room.name.body if room else "?"


def _hour(programme: DraftProgramme, session: Draft) -> str:
    begins = session.begins.astimezone(programme.zone) if session.begins else None
    return written(begins, "MMMMEEEEd Hm")
