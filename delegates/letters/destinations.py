"""What each state of destination wants in a letter, read from `destinations.toml`."""

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from events import countries

TABLE = Path(__file__).with_name("destinations.toml")
ANY = "any"
NAMES = {"schengen": _("a state of the Schengen area"), ANY: _("any other state")}
# A name is always asked; who pays is asked for the journey and for the stay.
NAME = ("surname", "given")
PARTS = {"pays": ("pays_journey", "pays_stay")}


@dataclass(frozen=True)
class Days:
    """Days before arrival: when one may apply first and last, and how long a decision may take."""

    earliest: int
    latest: int
    decides: int
    free: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Destination:
    """A state, or a group of them, with what its letters need."""

    code: str
    states: tuple[str, ...]
    required: tuple[str, ...]
    offered: tuple[str, ...]
    head: tuple[str, ...]
    columns: tuple[str, ...]
    encoding: str
    days: Days = field(repr=False)

    @property
    def fields(self) -> tuple[str, ...]:
        """All that is asked, the name first; a zone wherever a passport's number is asked."""
        asked = (*self.required, *self.offered)
        zone = ("zone",) if "passport" in asked else ()
        parts = [part for name in asked for part in PARTS.get(name, (name,))]
        return (*zone, *NAME, *parts)

    def needs(self, name: str) -> bool:
        return name in self.required or any(name in PARTS.get(each, ()) for each in self.required)

    @property
    def name(self) -> str:
        return str(NAMES[self.code]) if self.code in NAMES else countries.name(self.code)


@lru_cache(maxsize=1)
def destinations() -> dict[str, Destination]:
    """All of them by their codes, in the order of the table."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    days = {name: Days(**row | {"free": frozenset(row["free"])}) for name, row in _days(table)}
    return {
        code: Destination(
            code=code,
            days=days[row["days"]],
            encoding=row["encoding"],
            **{name: tuple(row[name]) for name in LISTS},
        )
        for code, row in table.items()
    }


LISTS = ("states", "required", "offered", "head", "columns")


def _days(table: dict[str, Any]) -> Any:
    return table.pop("days").items()


def destination(code: str) -> Destination:
    """The one of this code; that for any other state where nobody knows it."""
    return destinations().get(code) or destinations()[ANY]


def of_country(country: str) -> Destination:
    """The one that takes in a country or territory."""
    found = (each for each in destinations().values() if country in each.states)
    return next(found, destinations()[ANY])
