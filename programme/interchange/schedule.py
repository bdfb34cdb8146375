"""A programme as it travels between programs: what every reader returns and every writer takes.

Plain values without a database. Times are aware and in the schedule's zone, durations are minutes,
abstracts, descriptions and biographies are HTML that `files.html.clean` wrote, every other text is
one line without control characters. Empty means not stated.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

LINK_KINDS = ("slides", "paper", "web", "blog", "article", "media", "related", "activitypub")


class Unreadable(ValueError):
    """A file that cannot be taken; str() is one line that begins with the place in the file."""

    def __init__(self, reason: str, place: str) -> None:
        self.reason = _short(reason)
        self.place = _short(place)
        super().__init__(f"{self.place}: {self.reason}")


def _short(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= 240 else line[:239] + "…"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a file that was left out or read with a guess."""

    text: str
    place: str

    def __str__(self) -> str:
        return _short(f"{self.place}: {self.text}")


@dataclass(frozen=True, slots=True)
class Theme:
    name: str
    slug: str = ""
    color: str = ""  # "#rrggbb"


@dataclass(frozen=True, slots=True)
class Room:
    name: str
    guid: str = ""
    capacity: int | None = None  # seats


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    source: str = ""  # the id in the program that the file comes from
    guid: str = ""
    biography: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    url: str  # http, https or mailto
    title: str = ""
    kind: str = ""  # one of LINK_KINDS


@dataclass(frozen=True, slots=True)
class Day:
    index: int  # from 1
    date: date
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Item:
    """One session in its room and time."""

    title: str
    room: str  # the name of one of the schedule's rooms
    begins: datetime
    minutes: int
    guid: str = ""  # UUID, the same for ever
    source: str = ""  # the id in the program that the file comes from; digits if another reads it
    code: str = ""  # six of A-Z and 0-9
    slug: str = ""
    subtitle: str = ""
    abstract: str = ""
    description: str = ""
    theme: str = ""  # the name of one of the schedule's themes
    kind: str = ""  # workshop, talk, …
    languages: tuple[str, ...] = ()  # BCP 47, the spoken ones
    persons: tuple[Person, ...] = ()
    links: tuple[Link, ...] = ()
    attachments: tuple[Link, ...] = ()
    url: str = ""
    feedback_url: str = ""
    logo: str = ""
    licence: str = ""  # of the recording
    recorded: bool = True  # False if those who speak forbade it
    cancelled: bool = False
    # Only calendars and Atom carry these two:
    last_changed: datetime | None = None
    sequence: int = 0

    @property
    def ends(self) -> datetime:
        """When it ends, in the zone of its beginning."""
        return _end(self.begins, self.begins.tzinfo, self.begins.fold, self.minutes)


@dataclass(frozen=True, slots=True)
class Schedule:
    title: str
    zone: str  # IANA name
    begins: date
    ends: date
    acronym: str = ""
    version: str = ""
    base_url: str = ""
    url: str = ""
    slot_minutes: int = 5
    days: tuple[Day, ...] = ()
    rooms: tuple[Room, ...] = ()
    themes: tuple[Theme, ...] = ()
    items: tuple[Item, ...] = ()
    remarks: tuple[Remark, ...] = field(default=(), compare=False)


UTC_ZONE = ZoneInfo("UTC")


@lru_cache(maxsize=8_192)
def _end(begins: datetime, zone: tzinfo | None, fold: int, minutes: int) -> datetime:
    """Equal moments may differ in zone and fold, so both are part of what is kept."""
    return (begins.astimezone(UTC_ZONE) + timedelta(minutes=minutes)).astimezone(zone)


def day_of(schedule: Schedule, item: Item) -> Day:
    """The last day that has begun when the item begins; the first for what comes before it."""
    begun = [day for day in schedule.days if day.begins <= item.begins]
    return begun[-1] if begun else schedule.days[0]


def by_day_and_room(schedule: Schedule) -> Iterator[tuple[Day, dict[str, list[Item]]]]:
    """Each day with every room, in the schedule's order, and its items by time."""
    sheets = {
        day.index: {room.name: list[Item]() for room in schedule.rooms} for day in schedule.days
    }
    for item in sorted(schedule.items, key=lambda item: (item.begins, item.source, item.guid)):
        sheets[day_of(schedule, item).index][item.room].append(item)
    for day in schedule.days:
        yield day, sheets[day.index]


def completed(schedule: Schedule) -> Schedule:
    """With an acronym, with a UUID for every room, and with items that nothing but a title joins.

    Each item gets a UUID and a numeric id; a code or a slug that stands twice (pretalx repeats
    them for a session in two slots) stays with the first. All is made from what the file says of
    itself, so that the same file gets the same ones again.
    """
    acronym = _acronym(schedule.acronym or schedule.title)
    home = uuid5(NAMESPACE_URL, schedule.base_url or f"tag:{acronym}")
    rooms = tuple(
        room if room.guid else replace(room, guid=str(uuid5(home, f"room/{room.name}")))
        for room in schedule.rooms
    )
    sources, codes, slugs = set[str](), set[str](), set[str]()
    items = []
    for item in schedule.items:
        guid = item.guid or str(uuid5(home, f"session/{item.source or item.title}"))
        source = _once(_number(item.source), sources) or _number_from(guid)
        code, slug = _once(item.code, codes), _once(item.slug, slugs)
        same = (guid, source, code, slug) == (item.guid, item.source, item.code, item.slug)
        items.append(
            item if same else replace(item, guid=guid, source=source, code=code, slug=slug)
        )
    return replace(schedule, acronym=acronym, rooms=rooms, items=tuple(items))


def _once(text: str, taken: set[str]) -> str:
    """The text the first time it comes, later ""."""
    if text in taken:
        return ""
    taken.add(text)
    return text


def _number(source: str) -> str:
    fits = source.isascii() and source.isdecimal() and len(source) < 16 and int(source) > 0
    return str(int(source)) if fits else ""


def _number_from(guid: str) -> str:
    """48 bits of a UUID: more than any counter reaches, few enough for JavaScript."""
    return str(int(guid[:13].replace("-", ""), 16) + 1)


def _acronym(text: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "_", text.lower())[:40].strip("_").ljust(4, "_")
