"""The organisations of the demo: 111 written ones, and as many invented ones as are asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import product
from random import Random

from convoca.demo.people import countries
from convoca.demo.sheets import rows, table, written
from languages.forms import Written


@dataclass(frozen=True)
class Group:
    """An organisation; `kind` as in delegates.models."""

    key: str
    country: str
    name: Written
    acronym: str
    kind: str


KINDS = ("enterprise", "network", "enterprise", "movement", "movement", "development")
"""Of the six ways of naming an organisation in topics.toml."""


@cache
def listed() -> tuple[Group, ...]:
    """Those of Québec."""
    return tuple(
        Group(
            row["key"],
            row["country"],
            Written(
                row["name"], row["lang"], {"en": row["in_english"]} if row["in_english"] else {}
            ),
            row["acronym"],
            row["kind"],
        )
        for row in rows("organisations")
    )


def invented(count: int, rng: Random) -> list[Group]:
    """`count` organisations, no two of the same name."""
    ways, words = table("topics")["organisations"], table("topics")["words"]
    every = [
        (country, way, word, place)
        for country in countries()
        for way, word, place in product(range(len(KINDS)), range(20), country.places)
    ]
    groups = []
    for number, (country, way, word, place) in enumerate(rng.sample(every, count), 1):
        lang = country.lang if country.lang in ways else "en"
        name = ways[lang][way].format(word=words[lang][word], place=place)
        text = written({lang: name}, lang)
        groups.append(Group(f"group-{number}", country.code, text, "", KINDS[way]))
    return groups


def by_country(groups: Iterable[Group]) -> dict[str, list[str]]:
    """The keys of each country's organisations."""
    found: dict[str, list[str]] = {}
    for group in groups:
        found.setdefault(group.country, []).append(group.key)
    return found
