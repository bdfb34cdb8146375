"""Workshops and plenaries: the written ones of Québec, and invented ones for larger meetings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from functools import cache
from random import Random
from typing import Any

from convoca.demo.organisations import Group
from convoca.demo.people import countries
from convoca.demo.sheets import in_folder, named, table, written
from languages.forms import Written


@dataclass(frozen=True)
class Workshop:
    """A session, before it has a place. `organisations` are keys; the first proposed it."""

    key: str
    theme: str
    title: Written
    abstract: Written
    spoken: tuple[str, ...]
    into: tuple[str, ...] = ()
    size: int = 30
    minutes: int = 90
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plenary:
    """A session whose place is fixed: the largest room, `at` o'clock of the meeting's `day`."""

    workshop: Workshop
    day: int
    at: time


@dataclass(frozen=True)
class Theme:
    key: str
    name: Written


@cache
def themes() -> tuple[Theme, ...]:
    return tuple(Theme(row["key"], named(row["name"])) for row in table("themes")["themes"])


@cache
def listed() -> tuple[Workshop, ...]:
    """The sixty of Québec."""
    sheets = [table(name)["workshops"] for name in in_folder("workshops")]
    return tuple(read(row) for sheet in sheets for row in sheet)


@cache
def waiting() -> tuple[Workshop, ...]:
    """Two that came later: one is still to be decided, one still to be placed."""
    return tuple(read(row) for row in table("plenaries")["waiting"])


@cache
def plenaries() -> tuple[Plenary, ...]:
    return tuple(
        Plenary(read(row), row["day"], time.fromisoformat(row["at"]))
        for row in table("plenaries")["plenaries"]
    )


def read(row: Mapping[str, Any]) -> Workshop:
    lang = row["lang"]
    return Workshop(
        row["key"],
        row["theme"],
        written(row["title"], lang),
        written(row["abstract"], lang),
        spoken=(lang, *row.get("also", ())),
        into=tuple(row.get("into", [other for other in row["title"] if other != lang])),
        size=row.get("size", 400),
        minutes=row.get("minutes", 90),
        organisations=tuple(row.get("organisations", ())),
    )


def invented(count: int, minutes: int, groups: Sequence[Group], rng: Random) -> list[Workshop]:
    """`count` workshops, no two of the same title."""
    made: dict[str, Workshop] = {}
    while len(made) < count:
        workshop = _invent(f"workshop-{len(made) + 1}", minutes, groups, rng)
        made.setdefault(workshop.title.body, workshop)
    return list(made.values())


LANGUAGES = ("fr", "en", "es", "pt")
SIZES = ((20, 30), (25, 25), (40, 20), (60, 12), (90, 7), (150, 4), (300, 1.5), (600, 0.5))
"""People expected, and how often in a hundred."""


def _invent(key: str, minutes: int, groups: Sequence[Group], rng: Random) -> Workshop:
    theme = rng.choice(themes()).key
    lang = rng.choices(LANGUAGES, (30, 25, 25, 20))[0]
    into = rng.sample([other for other in LANGUAGES if other != lang], rng.choice((0, 1, 1, 2)))
    words = _Words(theme, rng)
    return Workshop(
        key,
        theme,
        written({each: words.title(each) for each in (lang, *into)}, lang),
        written({each: words.abstract(each) for each in (lang, *into)}, lang),
        spoken=(lang,),
        into=tuple(into),
        size=rng.choices([size for size, _ in SIZES], [often for _, often in SIZES])[0],
        minutes=minutes,
        organisations=tuple(group.key for group in rng.sample(groups, rng.choice((1, 1, 2, 3)))),
    )


@dataclass
class _Words:
    """One choice of topic, angle, place and sentences, to be said in any language."""

    theme: str
    rng: Random
    sheet: Mapping[str, Any] = field(default_factory=lambda: table("topics"))

    def __post_init__(self) -> None:
        self.topic = self.rng.randrange(len(self.sheet["topics"][self.theme]["fr"]))
        self.angle = self.rng.randrange(len(self.sheet["angles"]["fr"]))
        self.place = self.rng.choice(self.rng.choice(countries()).places)
        self.sentences = self.rng.sample(range(len(self.sheet["sentences"]["fr"])), 3)

    def title(self, lang: str) -> str:
        topic: str = self.sheet["topics"][self.theme][lang][self.topic]
        angle = self.sheet["angles"][lang][self.angle].format(place=self.place)
        return f"{topic} : {angle}" if lang == "fr" else f"{topic}: {angle}"

    def abstract(self, lang: str) -> str:
        return " ".join(self.sheet["sentences"][lang][n] for n in self.sentences)
