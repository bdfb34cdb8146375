"""c3voc's schedule.json: reader and writer.

The reader takes what frab and pretalx write; the writer's files are valid by schedule-schema.json.
docs/formats.md says which field goes where.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from files.text import printable
from programme.interchange.nodes import Node, Parts, Sheet
from programme.interchange.reading import schedule_from
from programme.interchange.schedule import (
    Item,
    Link,
    Person,
    Room,
    Schedule,
    Theme,
    Unreadable,
    by_day_and_room,
    completed,
)
from programme.interchange.writing import (
    GENERATOR,
    headline,
    hours,
    local,
    number,
    short_name,
    spoken,
)

CONTAINERS = 1_000_000  # objects and lists; FOSDEM 2026 would have 9,000
STRINGS = 2_000_000  # FOSDEM 2026 would have 50,000
SCHEMA = "https://c3voc.de/schedule/schema.json"
ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+|.*UTC$")


SLUG = re.compile(r"[a-z0-9_-]+[a-z0-9]")
CODE = re.compile(r"[A-Z0-9]+")
CONTROL = re.compile(r"\\[ubf]")  # JSON's form of a control character


@dataclass(frozen=True, slots=True)
class Object:
    """A JSON object as a Node; its place is a JSON path."""

    held: Mapping[str, Any]
    place: str

    def text(self, *names: str) -> str:
        for name in names:
            value = self.held.get(name)
            if isinstance(value, list | dict):
                raise Unreadable("text is expected here", step(self.place, name))
            found = "" if value is None else str(value)
            if found.strip():
                return found
        return ""

    def nodes(self, name: str) -> Sequence[Node]:
        return list(objects(self.held.get(name) or [], step(self.place, name)))

    def object(self, name: str) -> "Object":
        """The object of that name. Raises Unreadable if it is missing or something else."""
        return an_object(self.held.get(name), step(self.place, name))


def step(place: str, name: str) -> str:
    """The path of a key: $.a, or $['a b'] for other names."""
    return f"{place}.{name}" if name.isidentifier() else f"{place}[{name!r}]"


def an_object(value: object, place: str) -> Object:
    if not isinstance(value, dict):
        raise Unreadable("missing" if value is None else "an object is expected here", place)
    return Object(value, place)


def objects(value: object, place: str) -> Iterator[Object]:
    """The objects of a list."""
    if not isinstance(value, list):
        raise Unreadable("missing" if value is None else "a list is expected here", place)
    for index, held in enumerate(value):
        yield an_object(held, f"{place}[{index}]")


def read(file: bytes, *, zone: str = "") -> Schedule:
    """The schedule in the file; `zone` is for files that name none. Raises Unreadable."""
    root = an_object(parsed(file), "$").object("schedule")
    conference = root.object("conference")
    days = objects(conference.held.get("days"), step(conference.place, "days"))
    parts = Parts(
        root,
        conference,
        [sheet_of(day) for day in days],
        announced=conference.text("daysCount"),
        themes=conference.nodes("tracks"),
        rooms=conference.nodes("rooms"),
    )
    return schedule_from(parts, zone)


def sheet_of(day: Object) -> Sheet:
    """A day with its rooms."""
    rooms = day.object("rooms")
    return Sheet(
        day,
        [
            (name, Object({}, place := step(rooms.place, name)), list(objects(sessions, place)))
            for name, sessions in rooms.held.items()
        ],
    )


def refuse_crowds(file: bytes) -> None:
    """Raises Unreadable for more values than a schedule has: each takes fifty bytes of memory."""
    if file.count(b"[") + file.count(b"{") > CONTAINERS:
        raise Unreadable(f"more than {CONTAINERS:,} objects and lists", "$")
    if file.count(b'"') > 2 * STRINGS:
        raise Unreadable(f"more than {STRINGS:,} texts", "$")


def parsed(file: bytes) -> object:
    """The value in the file. Raises Unreadable for what is not JSON, or names a key twice."""
    refuse_crowds(file)
    try:
        return json.loads(
            file.decode("utf-8-sig"), object_pairs_hook=unique, parse_constant=refuse_constant
        )
    except Unreadable:
        raise
    except UnicodeDecodeError as broken:
        raise Unreadable("not UTF-8", f"byte {broken.start}") from None
    except json.JSONDecodeError as broken:
        raise Unreadable(
            f"not JSON: {broken.msg}", f"line {broken.lineno}, column {broken.colno}"
        ) from None
    except ValueError:  # more digits than Python turns into a number
        raise Unreadable("not JSON: a number is too long", "$") from None
    except RecursionError:
        raise Unreadable("nested too deep", "$") from None


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys all differ: a room that stands twice would lose its sessions."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Unreadable(f"the key “{twice}” stands twice in one object", "$")
    return found


def refuse_constant(name: str) -> NoReturn:
    """NaN and its kin are not JSON."""
    raise Unreadable(f"not JSON: {name}", "$")


def write(schedule: Schedule) -> bytes:
    """The schedule as UTF-8 JSON; equal schedules give equal bytes."""
    schedule = completed(schedule)
    file = {
        "$schema": SCHEMA,
        "generator": {"name": GENERATOR},
        "schedule": {
            "version": schedule.version,
            **stated(base_url=schedule.base_url),
            "conference": conference_of(schedule),
        },
    }
    return compact(file).encode()


def compact(value: object) -> str:
    """The value as JSON with every text printable. Going through each text is for the few values
    that hold anything else.
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if CONTROL.search(written) or printable(written) != written:
        return json.dumps(tidy(value), ensure_ascii=False, separators=(",", ":"))
    return written


def tidy(value: object) -> object:
    """The value with every text printable, keys too."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {printable(name): tidy(held) for name, held in value.items()}
    return [tidy(held) for held in value] if isinstance(value, list) else value


def stated(**texts: object) -> dict[str, object]:
    """Those that are not empty."""
    return {name: text for name, text in texts.items() if text not in {"", None}}


def conference_of(schedule: Schedule) -> dict[str, object]:
    """Everything but version and base address."""
    return {
        "acronym": short_name(schedule),
        "title": schedule.title,
        "start": schedule.begins.isoformat(),
        "end": schedule.ends.isoformat(),
        "daysCount": len(schedule.days),
        "timeslot_duration": hours(schedule.slot_minutes),
        **stated(
            time_zone_name=schedule.zone if ZONE.match(schedule.zone) else "", url=schedule.url
        ),
        "tracks": [theme_of(theme) for theme in schedule.themes],
        "rooms": [room_of(room) for room in schedule.rooms],
        "days": [
            {
                "index": day.index,
                "date": day.date.isoformat(),
                "day_start": local(day.begins, schedule),
                "day_end": local(day.ends, schedule),
                "rooms": {
                    name: [session_of(item, schedule) for item in items]
                    for name, items in sheet.items()
                },
            }
            for day, sheet in by_day_and_room(schedule)
        ],
    }


def theme_of(theme: Theme) -> dict[str, object]:
    slug = theme.slug if SLUG.fullmatch(theme.slug) else ""
    return {"name": theme.name, **stated(slug=slug, color=theme.color)}


def room_of(room: Room) -> dict[str, object]:
    return {"name": room.name, "guid": room.guid, **stated(capacity=room.capacity)}


def person_of(person: Person) -> dict[str, object]:
    known = number(person.source)
    return {
        **stated(id=int(known) if known else None, guid=person.guid),
        "name": person.name,
        **stated(biography=person.biography),
    }


def link_of(link: Link) -> dict[str, object]:
    return {"url": link.url, **stated(title=link.title, type=link.kind)}


def session_of(item: Item, schedule: Schedule) -> dict[str, object]:
    """One session; without an address of its own it gets its UUID's."""
    begins = local(item.begins, schedule)
    slug = f"{short_name(schedule)}-{item.slug or item.source}"
    return {
        "guid": item.guid,
        "id": int(item.source),
        **stated(code=item.code if CODE.fullmatch(item.code) else "", logo=item.logo),
        "date": begins,
        "start": begins[11:16],
        "end": local(item.ends, schedule),
        "duration": hours(item.minutes),
        "room": item.room,
        "slug": slug,
        "url": item.url or f"urn:uuid:{item.guid}",
        "title": headline(item),
        "subtitle": item.subtitle,
        "track": item.theme or None,
        "type": item.kind,
        "language": spoken(item) or None,
        "abstract": item.abstract,
        "description": item.description,
        **stated(recording_license=item.licence, feedback_url=item.feedback_url),
        "do_not_record": not item.recorded,
        "persons": [person_of(person) for person in item.persons],
        "links": [link_of(link) for link in item.links],
        "attachments": [link_of(link) for link in item.attachments],
    }
