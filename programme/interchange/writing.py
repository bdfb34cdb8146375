"""What the writers of XML and JSON share: texts in the narrow forms that both schemas ask for."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from programme.interchange.schedule import Item, Schedule
from programme.moments import iso

GENERATOR = "Convoca"
CANCELLED = "CANCELLED "  # FOSDEM's way; neither format has a state of its own
CODE = re.compile(r"[0-9A-Z]{6}")


def hours(minutes: int) -> str:
    """ "HH:MM"."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def local(moment: datetime, schedule: Schedule) -> str:
    """The moment in the schedule's zone, with its offset."""
    zone = ZoneInfo(schedule.zone)
    return iso(moment if moment.tzinfo is zone else moment.astimezone(zone))


def headline(item: Item) -> str:
    """The title, which says if the session is cancelled."""
    return CANCELLED + item.title if item.cancelled else item.title


def short_name(schedule: Schedule) -> str:
    """The acronym of a completed schedule with "_" for "-", as slugs and JSON want it."""
    return schedule.acronym.replace("-", "_")


def number(source: str) -> str:
    """The id if it is a number, else ""."""
    return source if source.isascii() and source.isdecimal() else ""


def spoken(item: Item) -> str:
    """The languages as one text."""
    return ", ".join(item.languages)
