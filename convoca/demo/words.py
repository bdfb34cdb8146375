"""What is said and written at Québec: the board, the declaration, pages and news; interpreters."""

from dataclasses import dataclass
from functools import cache

from convoca.demo.sheets import in_folder, rows, table, written
from languages.forms import Written

BOARD_LANGUAGES = ("fr", "en", "es", "pt")


@dataclass(frozen=True)
class Line:
    """One line of the plenary's board, `minute` minutes after it began."""

    minute: int
    kind: str
    text: Written


@dataclass(frozen=True)
class Leaf:
    """A page."""

    slug: str
    title: Written
    body: Written


@dataclass(frozen=True)
class Report:
    """A piece of news, `day` days after the meeting's first."""

    day: int
    title: Written
    body: Written


@dataclass(frozen=True)
class Declaration:
    title: Written
    paragraphs: tuple[Written, ...]


@dataclass(frozen=True)
class Voice:
    """An interpreter: her directed pairs with their levels (1 first time … 4 professional)."""

    country: str
    pairs: dict[tuple[str, str], int]
    days: tuple[int, ...]


@cache
def board() -> tuple[Line, ...]:
    """The 200 lines of the plenary of the continents."""
    every = [row for name in in_folder("board") for row in rows(name)]
    return tuple(
        Line(
            int(row["minute"]),
            row["kind"],
            written({lang: row[lang] for lang in BOARD_LANGUAGES}, row["lang"]),
        )
        for row in every
    )


@cache
def pages() -> tuple[Leaf, ...]:
    return tuple(
        Leaf(row["slug"], written(row["title"], row["lang"]), written(row["body"], row["lang"]))
        for row in table("pages/pages")["pages"]
    )


@cache
def news() -> tuple[Report, ...]:
    return tuple(
        Report(row["day"], written(row["title"], row["lang"]), written(row["body"], row["lang"]))
        for row in table("pages/news")["news"]
    )


@cache
def declaration() -> Declaration:
    sheet = table("declaration")
    return Declaration(
        written(sheet["title"], "fr"), tuple(written(row, "fr") for row in sheet["paragraphs"])
    )


@cache
def interpreters() -> tuple[Voice, ...]:
    return tuple(
        Voice(
            row["country"],
            {_pair(pair): level for pair, level in row["pairs"].items()},
            tuple(row["days"]),
        )
        for row in table("interpreters")["interpreters"]
    )


def _pair(pair: str) -> tuple[str, str]:
    source, into = pair.split("-")
    return source, into
