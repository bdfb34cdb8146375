"""The public inventory: a map, a table of countries, filters, and the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from delegates.directories import Directory
from delegates.models import Organisation
from delegates.queries.organisations import Listed, listed, written_so
from events import countries, worldmap
from events.worldmap import Drawn

State, Kind, Follow = Organisation.State, Organisation.Kind, Organisation.Follow


def uid_or_nothing(words: str) -> str:
    try:
        return str(UUID(words))
    except ValueError:
        return ""


@dataclass(frozen=True)
class Wanted:
    """How a list of organisations is narrowed; what is empty or unknown narrows nothing."""

    words: str = ""
    country: str = ""
    kind: str = ""
    network: str = ""
    topic: str = ""
    state: str = ""
    follow: str = ""

    @classmethod
    def of(cls, asked: Any) -> "Wanted":
        """From an address's query."""
        country = asked.get("country", "")
        known = {"kind": Kind.values, "state": State.values, "follow": Follow.values}
        chosen = {name: asked.get(name, "") for name in known}
        return cls(
            words=asked.get("q", "")[:200].replace("\0", ""),
            country=country if countries.is_known(country) else "",
            network=uid_or_nothing(asked.get("network", "")),
            topic=uid_or_nothing(asked.get("theme", "")),
            **{name: value for name, value in chosen.items() if value in known[name]},
        )

    @property
    def narrows(self) -> bool:
        return self != Wanted()

    def rows(self, rows: QuerySet[Organisation], *, anywhere: bool = False) -> QuerySet[Any]:
        """`anywhere` leaves the country out, for counting by country."""
        given = {
            "country": "" if anywhere else self.country,
            "kind": self.kind,
            "networks__network__uid": self.network,
            "topics__uid": self.topic,
            "state": self.state,
            "follow": self.follow,
        }
        return rows.filter(written_so(self.words), **{k: v for k, v in given.items() if v})


@dataclass(frozen=True)
class CountryLine:
    code: str
    name: str
    many: int


@dataclass(frozen=True)
class Inventory:
    wanted: Wanted
    listed: Listed
    lines: list[CountryLine]
    drawn: Drawn
    found: int

    @property
    def lines_by_name(self) -> list[CountryLine]:
        by_code = {line.code: line for line in self.lines}
        return [by_code[code] for code, _name in countries.choices() if code in by_code]

    @property
    def in_countries(self) -> int:
        return sum(1 for line in self.lines if line.code)


def inventory(
    directory: Directory, wanted: Wanted, *, after: str, languages: Sequence[str]
) -> Inventory:
    """The listed organisations that are asked for. Six queries, however many there are."""
    rows = directory.organisations.filter(state=State.LISTED)
    lines = country_lines(wanted.rows(rows, anywhere=True))
    counts = {line.code: line.many for line in lines}
    return Inventory(
        wanted=wanted,
        listed=listed(wanted.rows(rows), directory, after=after, languages=languages, public=True),
        lines=lines,
        drawn=worldmap.drawn(counts, chosen=wanted.country),
        found=counts.get(wanted.country, 0) if wanted.country else sum(counts.values()),
    )


def country_lines(rows: QuerySet[Organisation]) -> list[CountryLine]:
    """How many there are in each country, the most first. One query."""
    counted = rows.order_by().values_list("country").annotate(Count("pk"))
    lines = [CountryLine(code, countries.name(code) if code else "", n) for code, n in counted]
    order = [code for code, _name in countries.choices()]
    place = {code: number for number, code in enumerate(order)}
    return sorted(lines, key=lambda line: (-line.many, place.get(line.code, len(place))))
