"""How it went: told until the papers go; counted so that no group has fewer than five people."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from delegates import countries
from delegates.models import Letter
from events.models import Event
from events.retention import KEPT

FEWEST = 5
OTHERS = ""


def told_until(event: Event) -> date:
    """The last day, in the event's zone, on which a link tells how it went: then its papers go."""
    return event.ends + KEPT


def is_asked(event: Event) -> bool:
    return timezone.now().astimezone(event.tz).date() <= told_until(event)


@dataclass
class Row:
    """A country or territory, or several (`country` empty), and how its letters ended."""

    country: str
    letters: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    event: Event | None = None

    @property
    def country_name(self) -> str:
        return countries.name(self.event, self.country) if self.event else ""

    @property
    def labelled(self) -> list[tuple[str, int]]:
        """In the order of `Letter.Outcome`."""
        return [(str(label), self.outcomes[key]) for key, label in Letter.Outcome.choices]

    def as_json(self) -> dict[str, Any]:
        told = {key: self.outcomes[key] for key in sorted(self.outcomes)}
        return {"country": self.country, "letters": self.letters, "outcomes": told}


def counts(event: Event) -> list[Row]:
    """By where people live, the largest first; nothing at all below five letters. One query."""
    letters = Letter.objects.filter(event=event, state=Letter.State.ISSUED)
    rows: dict[str, Row] = {}
    for country, outcome in letters.values_list("registration__country", "outcome"):
        row = rows.setdefault(country or OTHERS, Row(country or OTHERS, event=event))
        row.letters += 1
        row.outcomes[outcome] += 1
    return merged(rows.values())


def merged(rows: Iterable[Row]) -> list[Row]:
    """Small groups go into one; while that one is small too, the smallest other group joins it."""
    by_size = sorted(rows, key=lambda row: (-row.letters, row.country))
    shown = [row for row in by_size if row.letters >= FEWEST and row.country != OTHERS]
    others = Row(OTHERS)
    for row in by_size:
        if row not in shown:
            _join(others, row)
    while 0 < others.letters < FEWEST and shown:
        _join(others, shown.pop())
    return [*shown, others] if others.letters >= FEWEST else shown


def _join(others: Row, row: Row) -> None:
    others.letters += row.letters
    others.outcomes += row.outcomes
