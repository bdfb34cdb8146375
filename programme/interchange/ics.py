"""iCalendar (RFC 5545, RFC 7986): calendars joined from fragments that are written once.

The bytes are written here and not by the icalendar package, which the tests use as the judge: its
VTIMEZONE begins summer time an hour late, it turns a backslash and N of a title into an end of
line, and folding takes it a second for 2,500 sessions (here a twentieth).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from files.html import plain
from files.text import one_line, printable
from programme.interchange.schedule import Item
from programme.moments import kept

PRODUCT = "-//Convoca//Convoca//EN"
OCTETS = 75  # a line without its end, RFC 5545 §3.1
LETTERS = 600  # of an abstract; the session's page has the rest
UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)  # a last change that nobody stated
ESCAPED = re.compile(r"[\\;,]|\r\n?|\n")
END = b"END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands once in a calendar."""

    title: str
    zone: str  # IANA name
    first: int  # year of the earliest item
    last: int  # year of the latest item
    url: str = ""  # the page that people read
    source: str = ""  # where the calendar can be fetched again
    refresh_minutes: int = 60
    lang: str = ""


def calendar(head: Head, fragments: Iterable[bytes]) -> bytes:
    """A whole calendar; equal heads and fragments give equal bytes."""
    return b"".join([opening(head), *fragments, END])


def opening(head: Head) -> bytes:
    """Everything before the first event."""
    title = text(one_line(head.title))
    refresh = f"PT{head.refresh_minutes}M"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"NAME{language(head.lang)}:{title}",
        f"X-WR-CALNAME:{title}",
        f"X-WR-TIMEZONE:{head.zone}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{refresh}",
        f"X-PUBLISHED-TTL:{refresh}",
    ]
    if head.url:
        lines.append(f"URL:{one_line(head.url)}")
    if head.source:
        lines.append(f"SOURCE;VALUE=URI:{one_line(head.source)}")
    return folded(lines) + timezone(head.zone, head.first, head.last)


def event_fragment(item: Item, *, lang: str = "") -> bytes:
    """A VEVENT, folded and ready for `calendar`; `lang` is the language of its texts.

    SEQUENCE, DTSTAMP and LAST-MODIFIED come from the item: DTSTAMP is its last change (RFC 5545
    §3.8.7.2: of a published event the same as LAST-MODIFIED), so the bytes change only with it.
    """
    changed = utc(item.last_changed or UNKNOWN)
    zone = getattr(item.begins.tzinfo, "key", "")
    lines = [
        "BEGIN:VEVENT",
        f"UID:{item.guid}",
        f"DTSTAMP:{changed}",
        f"LAST-MODIFIED:{changed}",
        f"SEQUENCE:{item.sequence}",
        f"DTSTART{at(item.begins, zone)}",
        f"DTEND{at(item.ends, zone)}",
        f"SUMMARY{language(lang)}:{text(one_line(item.title))}",
        f"STATUS:{'CANCELLED' if item.cancelled else 'CONFIRMED'}",
    ]
    if item.room:
        lines.append(f"LOCATION:{text(one_line(item.room))}")
    if described := description(item):
        lines.append(f"DESCRIPTION{language(lang)}:{text(described)}")
    if item.theme:
        lines.append(f"CATEGORIES{language(lang)}:{text(one_line(item.theme))}")
    if item.url:
        lines.append(f"URL:{one_line(item.url)}")
    lines.append("END:VEVENT")
    return folded(lines)


def description(item: Item) -> str:
    """Subtitle, who speaks, and the beginning of the abstract as plain text."""
    names = ", ".join(one_line(person.name) for person in item.persons)
    parts = [one_line(item.subtitle), names, shortened(plain(item.abstract), LETTERS)]
    return "\n\n".join(part for part in parts if part)


def shortened(long: str, letters: int) -> str:
    """The text up to the last space within so many letters, and an ellipsis if some is left."""
    if len(long) <= letters:
        return long
    kept = long[:letters]
    return f"{kept[: kept.rfind(' ')] if ' ' in kept else kept}…"


def text(value: str) -> str:
    """TEXT of RFC 5545 §3.3.11, without control characters."""
    return ESCAPED.sub(
        lambda found: f"\\{found[0]}" if found[0] in "\\;," else "\\n",
        printable(value).replace("\t", " "),
    )


def language(tag: str) -> str:
    """The LANGUAGE parameter, if there is a language."""
    return f";LANGUAGE={tag}" if tag else ""


def at(moment: datetime, zone: str) -> str:
    """Parameters and value of a DATE-TIME, with TZID or in UTC.

    The hour that autumn repeats is in UTC: with TZID it means the first time (RFC 5545 §3.3.5).
    """
    if not zone or zone == "UTC" or moment.fold:
        return f":{utc(moment)}"
    return f";TZID={zone}:{clock(moment)}"


@kept
def clock(moment: datetime) -> str:
    """A DATE-TIME as the clocks of its zone show it."""
    return f"{moment:%Y%m%dT%H%M%S}"


@kept
def utc(moment: datetime) -> str:
    """A DATE-TIME in UTC."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def folded(lines: Iterable[str]) -> bytes:
    """Lines of at most 75 octets, ended by CRLF, that part no letter."""
    return b"".join(fold(line.encode()) for line in lines)


def fold(line: bytes) -> bytes:
    """One line, folded; 0b10xxxxxx is the inside of a letter of UTF-8."""
    pieces, start, room = [], 0, OCTETS
    while len(line) - start > room:
        end = start + room
        while line[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(line[start:end])
        start, room = end, OCTETS - 1
    pieces.append(line[start:])
    return b"\r\n ".join(pieces) + b"\r\n"


@lru_cache(maxsize=256)
def timezone(name: str, first: int, last: int) -> bytes:
    """A VTIMEZONE for the years from `first` to `last`: one part for each change of offset.

    Empty for UTC, which needs none. DTSTART is in the offset before (RFC 5545 §3.6.5).
    """
    if name == "UTC":
        return b""
    zone = ZoneInfo(name)
    begins = datetime(first, 1, 1, tzinfo=UTC) - timedelta(days=1)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}", *observance(zone, begins, begins)]
    for before, after in changes(zone, begins, datetime(last + 1, 1, 2, tzinfo=UTC)):
        lines += observance(zone, before, after)
    return folded([*lines, "END:VTIMEZONE"])


def observance(zone: ZoneInfo, before: datetime, after: datetime) -> list[str]:
    """STANDARD or DAYLIGHT from the moment `after` on, given a moment before it."""
    old, new = before.astimezone(zone), after.astimezone(zone)
    kind = "DAYLIGHT" if new.dst() else "STANDARD"
    onset = after.astimezone(UTC).replace(tzinfo=None) + (old.utcoffset() or timedelta())
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{onset:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{old:%z}",
        f"TZOFFSETTO:{new:%z}",
        f"TZNAME:{new.tzname()}",
        f"END:{kind}",
    ]


def changes(zone: ZoneInfo, begins: datetime, ends: datetime) -> list[tuple[datetime, datetime]]:
    """The last second before and the first one after each change of offset between two moments.

    Looks once a day; two changes within one day that undo each other do not happen.
    """
    found = []
    day = begins
    while day < ends:
        later = day + timedelta(days=1)
        if differs(zone, day, later):
            low, high = day, later
            while high - low > timedelta(seconds=1):
                middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
                low, high = (low, middle) if differs(zone, low, middle) else (middle, high)
            found.append((low, high))
        day = later
    return found


def differs(zone: ZoneInfo, one: datetime, other: datetime) -> bool:
    """True if the zone's offset or name has changed between two moments."""
    old, new = one.astimezone(zone), other.astimezone(zone)
    return (old.utcoffset(), old.tzname()) != (new.utcoffset(), new.tzname())
