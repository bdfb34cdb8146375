"""The World Bank's income groups (CC BY 4.0): which group a country was in on a day.

`income_groups.csv` is what the repository brings; rows that `manage.py import_income_groups`
read from the original take its place.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from delegates.models import IncomeGroup
from delegates.models.income import Group

SHIPPED = Path(__file__).with_name("income_groups.csv")
LADDER = [Group.LOW, Group.LOWER_MIDDLE, Group.UPPER_MIDDLE, Group.HIGH]


@dataclass(frozen=True)
class Row:
    """A country's group from a day on, up to and with another one (None: until further news)."""

    country: str
    group: str
    begins: date
    ends: date | None
    source: str

    def holds(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or day <= self.ends)


@lru_cache(maxsize=1)
def shipped() -> tuple[Row, ...]:
    """The repository's own table."""
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return tuple(
        Row(
            each["country"],
            each["group"],
            date.fromisoformat(each["from"]),
            date.fromisoformat(each["to"]) if each["to"] else None,
            each["source"],
        )
        for each in rows
    )


def rows_of(country: str) -> list[Row]:
    """A country's rows, the oldest first. At most two queries."""
    found = IncomeGroup.objects.filter(country=country).order_by("begins")
    kept = [Row(r.country, r.group, r.begins, r.ends, r.source) for r in found]
    if not kept and not IncomeGroup.objects.exists():
        kept = [row for row in shipped() if row.country == country]
    return sorted(kept, key=lambda row: row.begins)


def on(rows: Iterable[Row], day: date) -> Row | None:
    """The row that holds on `day`."""
    return next((row for row in rows if row.holds(day)), None)


def last_before(rows: Iterable[Row], day: date) -> Row | None:
    """The last row that is known from before `day`."""
    return next((row for row in reversed(list(rows)) if row.begins <= day), None)


def lower(one: str, other: str) -> str:
    """The group of less income."""
    return min(one, other, key=lambda group: LADDER.index(Group(group)))
