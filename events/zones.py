"""Zones in which a deadline is said: any of the world's, and the last one to end a day."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import choices

# As long as the day is not over somewhere, it is not over here. The zone database counts westward.
ANYWHERE = "Etc/GMT+12"


def in_any_language(moment: datetime, zone: str) -> str:
    """A moment as people of every language read it: ISO 8601 day, hour, zone."""
    code = "AoE, UTC−12" if zone == ANYWHERE else zone
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} ({code})"


def named(zone: str) -> str:
    """The zone's name as pages show it."""
    return _("anywhere on Earth, UTC−12") if zone == ANYWHERE else zone


def offered(own: str, kept: str = "") -> list[tuple[str, str]]:
    """The event's own zone first, as nothing; then anywhere on Earth, then all others."""
    zones = choices.zones(get_language() or "en")
    known = [("", own), (ANYWHERE, named(ANYWHERE)), *zones]
    return known if kept in dict(known) else choices.with_kept(known, [kept])
