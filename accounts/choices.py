"""Time zones to choose from, named in the reader's language (CLDR)."""

import zoneinfo
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.core import get_global

from accounts.territories import names


@lru_cache(maxsize=16)
def zones(into: str) -> tuple[tuple[str, str], ...]:
    """One IANA zone for each place, as «Country: city», sorted by that name."""
    named = [(zone, _zone_name(zone, into)) for zone in _one_zone_a_place()]
    return (("UTC", "UTC"), *sorted(named, key=lambda pair: pair[1].casefold()))


def _zone_name(zone: str, into: str) -> str:
    canonical = get_global("zone_aliases").get(zone, zone)
    territory = get_global("zone_territories")[canonical]
    city = Locale.parse(into).time_zones.get(canonical, {}).get("city")
    place = city or zone.rpartition("/")[2].replace("_", " ")
    return f"{names(into).get(territory, territory)}: {place}"


def _one_zone_a_place() -> list[str]:
    """CLDR's zones under the names that the zone database uses today: Asia/Kolkata."""
    aliases, territories = get_global("zone_aliases"), get_global("zone_territories")
    by_place: dict[str, str] = {}
    current = _current_names()
    for zone in sorted(zoneinfo.available_timezones()):
        place = aliases.get(zone, zone)
        if territories.get(place, "001") != "001" and (zone in current or place not in by_place):
            by_place[place] = zone
    return list(by_place.values())


def _current_names() -> set[str]:
    """The names in zone.tab, or nothing where the system has no such file."""
    for folder in zoneinfo.TZPATH:
        table = Path(folder, "zone.tab")
        if table.exists():
            lines = table.read_text(encoding="utf-8").splitlines()
            return {line.split("\t")[2] for line in lines if line and not line.startswith("#")}
    return set()


def with_kept(choices: Sequence[tuple[str, str]], kept: Sequence[str]) -> list[tuple[str, str]]:
    """`choices`, and before them what is kept but not offered: a form must not lose it."""
    offered = {value for value, _ in choices}
    return [(value, value) for value in kept if value not in offered] + list(choices)
