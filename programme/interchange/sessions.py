"""Sessions of a file, whatever its format: every rule about what a session says."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from files.text import one_line
from programme.interchange import values
from programme.interchange.nodes import Frame, Node, guid_of, read_moment, read_prose, titled
from programme.interchange.schedule import LINK_KINDS, Day, Item, Link, Person, Unreadable

KINDS = {"video": "media", "audio": "media", "recording": "media", "other": "related"}


def read_item(frame: Frame, day: Day, room: str, node: Node) -> Item:
    """One session."""
    begins = read_begin(frame, day, node)
    title, cancelled = read_title(node)
    source, guid = read_identity(node)
    return Item(
        title=title,
        room=room,
        begins=begins,
        minutes=read_minutes(frame, begins, node),
        guid=guid,
        source=source,
        code=one_line(node.text("code")).upper(),
        slug=values.slug(node.text("slug"), frame.acronym, source),
        subtitle=one_line(node.text("subtitle")),
        abstract=read_prose(node, "abstract"),
        description=read_prose(node, "description"),
        theme=one_line(node.text("track")),
        kind=one_line(node.text("type")),
        languages=read_languages(frame, node),
        persons=tuple(read_persons(frame, node.nodes("persons"))),
        links=read_links(frame, node, "links"),
        attachments=read_links(frame, node, "attachments"),
        url=values.web(node.text("url"), frame.base_url),
        feedback_url=values.web(node.text("feedback_url"), frame.base_url),
        logo=values.web(node.text("logo"), frame.base_url),
        licence=one_line(node.text("recording_license")),
        recorded=node.text("do_not_record").strip().lower() not in {"true", "1"},
        cancelled=cancelled,
    )


def read_title(node: Node) -> tuple[str, bool]:
    """The title, and whether it says that the session is cancelled."""
    title = titled(node, "the session")
    found = values.CANCELLED.match(title)
    return (title[found.end() :], True) if found else (title, False)


def read_identity(node: Node) -> tuple[str, str]:
    """Id and guid, at least one of them."""
    source, guid = one_line(node.text("id")), guid_of(node) if node.text("guid") else ""
    if not source and not guid:
        raise Unreadable("the session has neither guid nor id", node.place)
    return source, guid


def read_languages(frame: Frame, node: Node) -> tuple[str, ...]:
    """The tags; other words are left out with a remark."""
    tags, others = values.languages(node.text("language"))
    for word in others:
        frame.remark(f"“{word}” is no language tag", node)
    return tags


def read_persons(frame: Frame, nodes: Iterable[Node]) -> Iterable[Person]:
    """Those who speak, each once, with the biography of the file's own list."""
    seen: set[tuple[str, str, str]] = set()
    for node in nodes:
        source = one_line(node.text("id"))
        name = one_line(node.text("name", "public_name", "full_public_name"))
        guid = guid_of(node) if node.text("guid") else ""
        if not name:
            frame.remark("a person without a name is left out", node)
        elif (source, guid, name) not in seen:
            seen.add((source, guid, name))
            known = frame.people.get(source)
            biography = read_prose(node, "biography")
            if known and known.name == name and not biography:
                yield replace(known, guid=guid or known.guid)
            else:
                yield Person(name, source, guid, biography)


def read_links(frame: Frame, node: Node, name: str) -> tuple[Link, ...]:
    """Links or attachments; what is no address of the web or of mail is left out with a remark."""
    found: list[Link] = []
    for link in node.nodes(name):
        stated = link.text("href", "url")
        address = values.url(stated, frame.base_url)
        if address:
            kind = link.text("type").strip().lower()
            kind = KINDS.get(kind, kind)
            title = one_line(link.text("title", "name"))
            found.append(Link(address, title, kind if kind in LINK_KINDS else ""))
        else:
            frame.remark(f"the link “{stated}” is left out", link)
    return tuple(found)


def read_begin(frame: Frame, day: Day, node: Node) -> datetime:
    """When a session begins: its date, or its start on its day (after midnight: the day after)."""
    start, stated = values.clock(node.text("start")), node.text("date")
    if node.text("start") and start is None:
        raise Unreadable(f"“{node.text('start')}” is no time of day", node.place)
    if stated:
        begins = read_moment(frame, stated, node)
        if start and (begins.hour, begins.minute) != start:
            raise Unreadable(
                f"date and start disagree: {begins:%H:%M} and {start[0]:02}:{start[1]:02} in "
                f"{frame.zone.key}",
                node.place,
            )
    elif start:
        late = timedelta(hours=start[0], minutes=start[1]) < frame.day_change
        on = day.date + timedelta(days=late)
        begins = datetime.combine(on, time(*start), frame.zone)
    else:
        raise Unreadable("the session has neither date nor start", node.place)
    if not values.exists(begins):
        raise Unreadable(f"{begins:%Y-%m-%d %H:%M} does not exist in {frame.zone.key}", node.place)
    refuse_other_day(day, begins.date(), node)
    return begins


def refuse_other_day(day: Day, on: date, node: Node) -> None:
    """A session belongs to its day or to the night after it."""
    if not day.date <= on <= day.date + timedelta(days=1):
        raise Unreadable(f"the session of {on} stands under the day {day.date}", node.place)


def read_minutes(frame: Frame, begins: datetime, node: Node) -> int:
    """How long a session lasts, from its duration or, without one, from its end."""
    text, end = node.text("duration"), node.text("end")
    found = values.minutes(text)
    if not text and end:
        found = round((read_moment(frame, end, node) - begins).total_seconds() / 60)
    if not found or found < 1:
        raise Unreadable(f"“{text or end}” is no duration of 1 minute to 99:59 hours", node.place)
    return found


def refuse_twins(found: Sequence[tuple[Item, str]]) -> None:
    """No guid twice, and no id twice among sessions without a guid."""
    places: dict[str, str] = {}
    for item, place in found:
        key = f"guid {item.guid}" if item.guid else f"id {item.source}"
        if key in places:
            raise Unreadable(f"the {key} stands here again, first at {places[key]}", place)
        places[key] = place


def refuse_overlaps(found: Sequence[tuple[Item, str]]) -> None:
    """Two sessions in one room at one time are an error, unless one of them is cancelled."""
    last: dict[str, tuple[Item, str]] = {}
    for item, place in sorted(found, key=lambda pair: pair[0].begins):
        before = last.get(item.room)
        if item.cancelled:
            continue
        if before and before[0].ends > item.begins:
            raise Unreadable(
                f"“{item.title}” begins in {item.room} at {item.begins:%Y-%m-%d %H:%M}, while "
                f"“{before[0].title}” ({before[1]}) lasts until {before[0].ends:%H:%M}",
                place,
            )
        last[item.room] = (item, place)
