"""Pentabarf and frab XML (schedule.xml): reader and writer.

The reader takes what Pentabarf, frab and pretalx wrote since 2005; the writer's files are valid by
c3voc's schedule.xml.xsd. docs/formats.md says which field goes where.
"""

import re
from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers import expat

from lxml import etree

from files.text import printable
from programme.interchange.nodes import Node, Parts, Sheet
from programme.interchange.reading import schedule_from
from programme.interchange.schedule import (
    Day,
    Item,
    Link,
    Room,
    Schedule,
    Unreadable,
    by_day_and_room,
    completed,
)
from programme.interchange.writing import (
    CODE,
    GENERATOR,
    headline,
    hours,
    local,
    number,
    short_name,
    spoken,
)

DEPTH = 20  # elements inside each other; the format needs 7
ELEMENTS = 500_000  # FOSDEM 2026 has 25,000; lxml takes a hundred bytes or more for each
ATTRIBUTES = 50  # of one element

NAMES_OF_ATTRIBUTES = {
    "recording_license": "recording/license",
    "do_not_record": "recording/optout",
}
LISTS = {
    "persons": "persons/person",
    "links": "links/link",
    "attachments": "attachments/attachment",
}


SLUG_OF_THEME = re.compile(r"[a-z][a-z0-9-]+")
SLUG_OF_ITEM = re.compile(r"[a-z0-9_]{4,}-[a-z0-9_-]{4,}")


@dataclass(frozen=True, slots=True)
class Element:
    """An element as a Node: its attributes first, then its children, then, for a name or a title,
    its own text.
    """

    element: etree._Element

    @property
    def place(self) -> str:
        """Its line; behind line 65,535 libxml2 knows that of the text in it."""
        return f"line {self.element.sourceline}"

    def text(self, *names: str) -> str:
        for name in names:
            found = self.element.get(name) or self.element.findtext(
                NAMES_OF_ATTRIBUTES.get(name, name)
            )
            if found and found.strip():
                return found
        if not len(self.element) and {"name", "title"} & set(names):
            return self.element.text or ""
        return ""

    def nodes(self, name: str) -> Sequence[Node]:
        return [Element(found) for found in self.element.iterfind(LISTS.get(name, name))]


def read(file: bytes, *, zone: str = "") -> Schedule:
    """The schedule in the file; `zone` is for files that name none. Raises Unreadable."""
    refuse_tricks(file)
    try:
        root = etree.fromstring(file, hardened())
    except etree.XMLSyntaxError as broken:
        raise Unreadable(f"not XML: {broken.msg}", f"line {broken.lineno}") from None
    if root.tag != "schedule":
        raise Unreadable(f"the file begins with <{root.tag}> and not with <schedule>", "line 1")
    conference = root.find("conference")
    if conference is None:
        raise Unreadable("<conference> is missing", f"line {root.sourceline}")
    refuse_strays(root)
    parts = Parts(
        Element(root),
        Element(conference),
        [sheet_of(day) for day in root.iterfind("day")],
        announced=conference.findtext("days") or "",
        themes=[*Element(root).nodes("tracks/track"), *Element(conference).nodes("track")],
        people=Element(root).nodes("persons"),
    )
    return schedule_from(parts, zone)


def sheet_of(day: etree._Element) -> Sheet:
    """A day with its rooms."""
    return Sheet(
        Element(day),
        [
            (room.get("name", ""), Element(room), [Element(e) for e in room.iterfind("event")])
            for room in day.iterfind("room")
        ],
    )


def refuse_strays(root: etree._Element) -> None:
    """Every session stands in a room, every room in a day."""
    for event in root.iter("event"):
        room = event.getparent()
        day = room.getparent() if room is not None else None
        if room is None or room.tag != "room":
            raise Unreadable("the session has no room", f"line {event.sourceline}")
        if day is None or day.tag != "day" or day.getparent() is not root:
            raise Unreadable("the session has no day", f"line {event.sourceline}")


def hardened() -> etree.XMLParser:
    """A parser without DTD, entities and net."""
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def refuse_tricks(file: bytes) -> None:
    """Raises Unreadable for what is not XML, declares a document type, or nests too deep.

    expat reads ahead of lxml because it stops at the declaration itself, before any entity exists,
    and knows the line.
    """
    guard = Guard(expat.ParserCreate())
    try:
        guard.parser.Parse(file, True)
    except Unreadable:
        raise
    except expat.ExpatError as broken:
        reason = expat.ErrorString(broken.code)
        raise Unreadable(f"not XML: {reason}", f"line {broken.lineno}") from None
    except ValueError as broken:
        raise Unreadable(f"not XML: {broken}", "line 1") from None


class Guard:
    """Watches expat read. Raises Unreadable from its handlers."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.depth = self.elements = 0
        parser.StartElementHandler = self.opened
        parser.EndElementHandler = self.closed
        parser.StartDoctypeDeclHandler = self.declared

    def opened(self, _name: str, attributes: Sized) -> None:
        self.depth += 1
        self.elements += 1
        if self.elements > ELEMENTS:
            self.refuse(f"more than {ELEMENTS:,} elements")
        if len(attributes) > ATTRIBUTES:
            self.refuse(f"more than {ATTRIBUTES} attributes in one element")
        if self.depth > DEPTH:
            self.refuse(f"more than {DEPTH} elements stand inside each other")

    def closed(self, _name: str) -> None:
        self.depth -= 1

    def declared(self, *_: object) -> None:
        self.refuse("a document type is declared (<!DOCTYPE …>), which may hold entities")

    def refuse(self, reason: str) -> NoReturn:
        raise Unreadable(reason, f"line {self.parser.CurrentLineNumber}")


def write(schedule: Schedule) -> bytes:
    """The schedule as UTF-8 XML; equal schedules give equal bytes."""
    schedule = completed(schedule)
    root = etree.Element("schedule")
    etree.SubElement(root, "generator", name=GENERATOR)
    put(root, "version", schedule.version)
    put_conference(root, schedule)
    rooms = {room.name: room for room in schedule.rooms}
    for day, sheet in by_day_and_room(schedule):
        held = put_day(root, day, schedule)
        for name, items in sheet.items():
            room = etree.SubElement(held, "room", attributes(rooms[name]))
            for item in items:
                put_item(room, item, schedule)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def put(parent: etree._Element, name: str, text: str) -> None:
    """An element with text, empty or not."""
    etree.SubElement(parent, name).text = printable(text)


def put_all(parent: etree._Element, texts: Iterable[tuple[str, str]]) -> None:
    """An element for each text that is not empty."""
    for name, text in texts:
        if text:
            put(parent, name, text)


def put_conference(root: etree._Element, schedule: Schedule) -> None:
    """The head of the file."""
    conference = etree.SubElement(root, "conference")
    put_all(
        conference,
        [
            ("title", schedule.title),
            ("acronym", schedule.acronym),
            ("start", schedule.begins.isoformat()),
            ("end", schedule.ends.isoformat()),
            ("days", str(len(schedule.days))),
            ("timeslot_duration", hours(schedule.slot_minutes)),
            ("base_url", schedule.base_url),
            ("url", schedule.url),
            ("time_zone_name", schedule.zone),
        ],
    )
    for theme in schedule.themes:
        slug = theme.slug if SLUG_OF_THEME.fullmatch(theme.slug) else ""
        named = {"name": printable(theme.name), "color": theme.color, "slug": slug}
        etree.SubElement(conference, "track", {k: v for k, v in named.items() if v})


def put_day(root: etree._Element, day: Day, schedule: Schedule) -> etree._Element:
    """A day without its rooms."""
    return etree.SubElement(
        root,
        "day",
        index=str(day.index),
        date=day.date.isoformat(),
        start=local(day.begins, schedule),
        end=local(day.ends, schedule),
    )


def attributes(room: Room) -> dict[str, str]:
    """Name and UUID."""
    return {"name": printable(room.name), "guid": room.guid}


def put_item(room: etree._Element, item: Item, schedule: Schedule) -> None:
    """One session."""
    named = {"id": item.source, "guid": item.guid}
    if CODE.fullmatch(item.code):
        named["code"] = item.code
    event = etree.SubElement(room, "event", named)
    begins = local(item.begins, schedule)
    put(event, "date", begins)
    put(event, "start", begins[11:16])
    put(event, "duration", hours(item.minutes))
    put(event, "room", item.room)
    put_addresses(event, item, schedule)
    put(event, "title", headline(item))
    put(event, "subtitle", item.subtitle)
    put(event, "track", item.theme)
    put(event, "type", item.kind)
    put(event, "language", spoken(item))
    put(event, "abstract", item.abstract)
    put(event, "description", item.description)
    put_recording(event, item)
    put_persons(event, item)
    put_links(event, "link", item.links)
    put_links(event, "attachment", item.attachments)


def put_addresses(event: etree._Element, item: Item, schedule: Schedule) -> None:
    """Slug and URLs, those that there are."""
    put_all(
        event,
        [
            ("slug", full_slug(item, schedule)),
            ("url", item.url),
            ("logo", item.logo),
            ("feedback_url", item.feedback_url),
        ],
    )


def full_slug(item: Item, schedule: Schedule) -> str:
    """The slug behind the acronym, as the schema asks; "" if it is too short for it."""
    slug = f"{short_name(schedule)}-{item.slug}"
    return slug if SLUG_OF_ITEM.fullmatch(slug) else ""


def put_recording(event: etree._Element, item: Item) -> None:
    """Licence and refusal, if either is stated."""
    if item.licence or not item.recorded:
        recording = etree.SubElement(event, "recording")
        put(recording, "license", item.licence)
        put(recording, "optout", "false" if item.recorded else "true")


def put_persons(event: etree._Element, item: Item) -> None:
    """Those who speak."""
    persons = etree.SubElement(event, "persons")
    for person in item.persons:
        named = {"id": number(person.source), "guid": person.guid}
        held = etree.SubElement(persons, "person", {k: v for k, v in named.items() if v})
        held.text = printable(person.name)


def put_links(event: etree._Element, name: str, links: Iterable[Link]) -> None:
    """Links or attachments."""
    held = etree.SubElement(event, f"{name}s")
    for link in links:
        named = {"href": printable(link.url), "type": link.kind}
        etree.SubElement(held, name, {k: v for k, v in named.items() if v}).text = printable(
            link.title
        )
