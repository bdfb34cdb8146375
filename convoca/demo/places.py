"""Houses and rooms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from convoca.demo.sheets import named, table
from languages.forms import Written


@dataclass(frozen=True)
class Hall:
    """A room. `booths` is how many languages can be interpreted in it at once."""

    key: str
    name: Written
    seats: int
    step_free: bool
    booths: int


@dataclass(frozen=True)
class House:
    key: str
    name: Written
    address: str
    halls: tuple[Hall, ...]


@cache
def quebec() -> tuple[House, ...]:
    """The twelve rooms of Québec, in two houses."""
    return tuple(
        House(
            row["key"],
            named(row["name"]),
            row["address"],
            tuple(_hall(room, "fr") for room in row["rooms"]),
        )
        for row in table("places")["venues"]
    )


def _hall(row: Mapping[str, Any], lang: str) -> Hall:
    name = Written(row["name"], lang, {})
    seats = row.get("capacity", 0)
    return Hall(row.get("key", row["name"]), name, seats, row["step_free"], row.get("booths", 0))


def other_edition(slug: str, lang: str) -> House:
    """The rooms of Lima or Dakar."""
    halls = tuple(_hall(row, lang) for row in table("other_editions")[slug]["rooms"])
    return House(slug, Written(slug, lang, {}), "", halls)


SEATS = (700, 320, 160, 100, 100, 60, 60, 40, 40, 40)


def invented(count: int, rng: Random) -> list[House]:
    """`count` rooms in houses of ten."""
    houses = []
    for number in range((count + 9) // 10):
        size = min(10, count - 10 * number)
        halls = tuple(_invent(number, n, rng) for n in range(size))
        houses.append(House(f"house-{number + 1}", _name(number, ""), "", halls))
    return houses


def _invent(house: int, number: int, rng: Random) -> Hall:
    label = f"{chr(ord('A') + house)}{number + 1:02}"
    booths = 4 if number < 2 else rng.choice((0, 1, 2))
    return Hall(f"hall-{label}", _name(house, f" {label}"), SEATS[number], number != 5, booths)


def _name(house: int, label: str) -> Written:
    tents = table("places")["tents"]
    words = {lang: f"{name}{label}" for lang, name in tents[house % len(tents)].items()}
    return Written(words.pop("pt"), "pt", words)


def halls_of(houses: Sequence[House]) -> list[Hall]:
    return [hall for house in houses for hall in house.halls]
