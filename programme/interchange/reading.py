"""From the nodes of a file, XML or JSON, to a Schedule: days, rooms and themes."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta

from files.text import one_line
from programme.interchange import values
from programme.interchange.nodes import Frame, Node, Parts, Sheet, guid_of, read_moment, titled
from programme.interchange.schedule import Day, Item, Room, Schedule, Theme, Unreadable
from programme.interchange.sessions import (
    read_item,
    read_persons,
    refuse_overlaps,
    refuse_twins,
)


def schedule_from(parts: Parts, zone: str) -> Schedule:
    """The schedule of a whole file. Raises Unreadable at the first thing that is wrong."""
    conference = parts.conference
    frame = frame_of(parts.root, conference, zone)
    frame.people = {person.source: person for person in read_persons(frame, parts.people)}
    days = read_days(frame, parts)
    rooms = {room.name: room for room in rooms_of(parts.rooms)}
    items = read_items(frame, days, parts.sheets, rooms)
    return Schedule(
        title=titled(conference, "the event"),
        zone=frame.zone.key,
        begins=values.day_named(conference.text("start")) or days[0].date,
        ends=values.day_named(conference.text("end")) or days[-1].date,
        acronym=frame.acronym,
        version=one_line(parts.root.text("version")),
        base_url=frame.base_url,
        url=values.web(conference.text("url")),
        slot_minutes=values.minutes(conference.text("timeslot_duration")) or 5,
        days=tuple(days),
        rooms=tuple(rooms.values()),
        themes=read_themes(parts.themes, items),
        items=items,
        remarks=tuple(frame.remarks),
    )


def read_items(
    frame: Frame, days: Sequence[Day], sheets: Sequence[Sheet], rooms: dict[str, Room]
) -> tuple[Item, ...]:
    """All sessions by time and room; rooms that no list named are added to `rooms`."""
    found: list[tuple[Item, str]] = []
    for day, sheet in zip(days, sheets, strict=True):
        for name, room, sessions in sheet.rooms:
            label = room_named(name, room, sessions)
            rooms.setdefault(label, Room(label, guid_of(room) if room.text("guid") else ""))
            found += [(read_item(frame, day, label, node), node.place) for node in sessions]
    refuse_twins(found)
    refuse_overlaps(found)
    order = {name: number for number, name in enumerate(rooms)}
    items = (item for item, _ in found)
    return tuple(sorted(items, key=lambda i: (i.begins, order[i.room], i.source, i.guid)))


def frame_of(root: Node, conference: Node, fallback: str) -> Frame:
    """Zone, base address and start of the day; a file without a zone takes `fallback`."""
    name = conference.text("time_zone_name").strip() or fallback
    if not name:
        raise Unreadable("the file names no time zone; name one", conference.place)
    zone = values.zone_named(name)
    if zone is None:
        raise Unreadable(f"“{name}” is no IANA time zone", conference.place)
    change = values.clock(conference.text("day_change")) or (0, 0)
    return Frame(
        zone=zone,
        base_url=values.web(conference.text("base_url") or root.text("base_url")),
        acronym=one_line(conference.text("acronym")),
        day_change=timedelta(hours=change[0], minutes=change[1]),
        people={},
    )


def read_days(frame: Frame, parts: Parts) -> list[Day]:
    """The days in their order, without a gap in their numbers and as many as announced."""
    days: list[Day] = []
    for position, sheet in enumerate(parts.sheets, 1):
        day = read_day(frame, sheet.day)
        if day.index != position:
            raise Unreadable(
                f"day {position} is missing: here stands day {day.index}", sheet.day.place
            )
        if days and day.date <= days[-1].date:
            raise Unreadable(f"day {position} is not later than the day before", sheet.day.place)
        days.append(day)
    if not days:
        raise Unreadable("the file has no day", parts.conference.place)
    announced = values.number(parts.announced) or 0
    if announced > len(days):
        raise Unreadable(
            f"a day is missing: {announced} are announced, {len(days)} stand here",
            parts.conference.place,
        )
    return days


def read_day(frame: Frame, node: Node) -> Day:
    """A day; without hours of its own it lasts from the change of day to the next one."""
    begins, ends = node.text("start", "day_start"), node.text("end", "day_end")
    on = values.day_named(node.text("date") or begins)
    if on is None:
        raise Unreadable("the day has no date", node.place)
    midnight = datetime.combine(on, time(), frame.zone)
    return Day(
        index=values.number(node.text("index")) or 0,
        date=on,
        begins=read_moment(frame, begins, node) if begins else midnight + frame.day_change,
        ends=(
            read_moment(frame, ends, node)
            if ends
            else midnight + frame.day_change + timedelta(days=1)
        ),
    )


def room_named(name: str, node: Node, sessions: Sequence[Node]) -> str:
    """The room's name, which every session in it must repeat."""
    label = one_line(name)
    if not label and sessions:
        raise Unreadable("the session has no room: the room has no name", sessions[0].place)
    if not label:
        raise Unreadable("the room has no name", node.place)
    for session in sessions:
        own = one_line(session.text("room"))
        if not own:
            raise Unreadable("the session has no room", session.place)
        if own != label:
            raise Unreadable(f"the session names the room “{own}” in “{label}”", session.place)
    return label


def rooms_of(nodes: Iterable[Node]) -> list[Room]:
    """Rooms of a list of their own."""
    return [
        Room(
            name=one_line(node.text("name")),
            guid=guid_of(node) if node.text("guid") else "",
            capacity=values.number(node.text("capacity")),
        )
        for node in nodes
        if one_line(node.text("name"))
    ]


def read_themes(nodes: Iterable[Node], items: Iterable[Item]) -> tuple[Theme, ...]:
    """The listed themes, then those that only sessions name."""
    themes: dict[str, Theme] = {}
    for node in nodes:
        name = one_line(node.text("name"))
        if name:
            color = node.text("color").strip().lower()
            themes.setdefault(name, Theme(name, values.slug(node.text("slug")), _color(color)))
    for item in items:
        if item.theme:
            themes.setdefault(item.theme, Theme(item.theme))
    return tuple(themes.values())


def _color(text: str) -> str:
    digits = text.removeprefix("#")
    return text if len(text) == 7 and all(c in "0123456789abcdef" for c in digits) else ""
