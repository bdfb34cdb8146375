"""What is known of the machine between two jobs: what it offers, its last fault, its rest."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.utils import timezone

from languages.machines import Fault, Machine, pair

OFFERS, FAULT, REST = (
    "languages.machine.offers",
    "languages.machine.fault",
    "languages.machine.rest",
)
# Seconds: an offer is asked for anew by each job; a fault is told for a day.
LONG = 7 * 24 * 3600
DAY = 24 * 3600


def remember_offers(machine: Machine) -> Mapping[str, frozenset[str]]:
    """Asks the machine, and keeps the answer for pages. Raises Fault."""
    offers = machine.offers()
    kept = {source: sorted(into) for source, into in offers.items()}
    cache.set(OFFERS, {"machine": machine.name, "offers": kept}, LONG)
    return offers


def known_offers(machine: Machine) -> Mapping[str, frozenset[str]]:
    """What it offered when it was last asked; nothing if it never answered. Asks nobody."""
    found: dict[str, Any] = cache.get(OFFERS) or {}
    if found.get("machine") != machine.name:
        return {}
    return {source: frozenset(into) for source, into in found["offers"].items()}


def offers_pair(offers: Mapping[str, frozenset[str]], source_lang: str, lang: str) -> bool:
    return pair(source_lang, lang, offers) is not None


def rest(fault: Fault, seconds: float) -> None:
    """Leaves the machine alone for a while, for all workers."""
    until = timezone.now() + timedelta(seconds=seconds)
    cache.set(REST, until.isoformat(), max(1, int(seconds)))
    cache.set(FAULT, {"word": fault.word, "at": timezone.now().isoformat()}, DAY)


def rests_until() -> datetime | None:
    found = cache.get(REST)
    until = datetime.fromisoformat(found) if found else None
    return until if until and until > timezone.now() else None


def last_fault() -> tuple[str, datetime] | None:
    """The word of the machine's last fault and when it was; None once it has answered again."""
    found = cache.get(FAULT)
    return (found["word"], datetime.fromisoformat(found["at"])) if found else None


def all_is_well() -> None:
    cache.delete_many([FAULT, REST])
