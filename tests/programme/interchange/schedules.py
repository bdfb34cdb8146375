"""Schedules for tests: the pieces, the whole files where they lie beside the repository, and
invented ones."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from hypothesis import strategies as st

from files.html import clean, paragraphs
from files.text import one_line
from programme.interchange.schedule import (
    LINK_KINDS,
    Day,
    Item,
    Link,
    Person,
    Room,
    Schedule,
    Theme,
)

DATA = Path(__file__).parents[2] / "data"
WHOLE = Path(__file__).parents[4] / "shared" / "data" / "schedules"
BRUSSELS = ZoneInfo("Europe/Brussels")
often = settings(max_examples=60, deadline=None, database=None)


def piece(name: str) -> Path:
    return DATA / "schedules" / name


def whole(name: str) -> Path:
    if not (WHOLE / name).exists():
        pytest.skip(f"the whole {name} is not beside the repository")
    return WHOLE / name


def at(hour: int, minute: int = 0, day: int = 1) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=BRUSSELS)


ITEM = Item(
    title="Économie sociale: quel avenir?",
    room="Salle A",
    begins=at(10),
    minutes=90,
    guid="5a0b9a3e-17f5-4f2c-9d0c-6f8c1f3f6d11",
    source="17",
    code="ABC123",
    slug="economie-sociale",
    subtitle="Un débat",
    abstract="<p>Un <strong>débat</strong>.</p>",
    description="<p>Plus.</p>",
    theme="Économie",
    kind="workshop",
    languages=("fr", "pt-BR"),
    persons=(
        Person("Awa Diop", "3", "0c9b5c1e-6f0b-4e7a-8f59-4d5d5cf2a001"),
        Person("José Pérez", "4"),
    ),
    links=(Link("https://a.example/x?y&z", "Le site"), Link("mailto:a@b.example", "", "related")),
    attachments=(Link("https://a.example/s.pdf", "Slides", "slides"),),
    url="https://a.example/s/17/",
    feedback_url="https://a.example/s/17/feedback/",
    logo="https://a.example/s/17.png",
    licence="CC BY-SA 4.0",
    recorded=False,
)
SCHEDULE = Schedule(
    title="Rencontre de Québec",
    zone="Europe/Brussels",
    begins=date(2026, 10, 1),
    ends=date(2026, 10, 2),
    acronym="quebec_2026",
    version="3",
    base_url="https://a.example/",
    url="https://a.example/programme/",
    slot_minutes=15,
    days=(
        Day(1, date(2026, 10, 1), at(9), at(20)),
        Day(2, date(2026, 10, 2), at(9, day=2), at(20, day=2)),
    ),
    rooms=(
        Room("Salle A", "0c9b5c1e-6f0b-4e7a-8f59-4d5d5cf2a0aa"),
        Room("Room “B” & <co>", "0c9b5c1e-6f0b-4e7a-8f59-4d5d5cf2a0bb"),
    ),
    themes=(Theme("Économie", "economie", "#aa0000"), Theme("Démocratie")),
    items=(
        ITEM,
        Item(
            title="Another",
            room="Room “B” & <co>",
            begins=at(23, 30),
            minutes=120,
            guid="5a0b9a3e-17f5-4f2c-9d0c-6f8c1f3f6d12",
            source="18",
            cancelled=True,
        ),
    ),
)


def with_items(*items: Item) -> Schedule:
    return replace(SCHEDULE, items=items)


def many(count: int) -> Schedule:
    """So many sessions on two days, one after the other in as many rooms as it takes."""
    rooms = tuple(
        Room(f"Room {number}", f"0c9b5c1e-6f0b-4e7a-8f59-{number:012}") for number in range(count)
    )
    items = tuple(
        replace(
            ITEM,
            title=f"Session {number}",
            room=f"Room {number}",
            guid=f"5a0b9a3e-17f5-4f2c-9d0c-{number:012}",
            source=str(number + 1),
            slug=f"session-{number}",
            begins=at(10, day=1 + number % 2),
        )
        for number in range(count)
    )
    return replace(SCHEDULE, rooms=rooms, items=items)


wild = st.text(max_size=30) | st.text(
    "a é\u0000\u0007\u001b\u202e\u2067\u200f😀🏳️‍🌈عربي\n\r\t\\;,<>&\"'`=\ud800\ufffe", max_size=40
)
lines = wild.map(one_line)
titles = lines.filter(lambda line: line and not line.startswith("CANCEL")) | st.just(
    "long " * 900 + "end"
)
ids = st.integers(1, 10**9)
people = st.builds(
    Person, name=lines.filter(bool), source=ids.map(str), guid=st.uuids().map(str) | st.just("")
)
addresses = st.sampled_from(
    ["https://a.example/", "http://a.example/ü?b=c&d#e", "mailto:a@b.example"]
).map(lambda address: address.replace("ü", "%C3%BC"))
links = st.builds(Link, url=addresses, title=lines, kind=st.sampled_from(["", *LINK_KINDS]))
prose = wild.map(lambda text: clean(paragraphs(text)))


@st.composite
def items(draw, number: int) -> Item:
    """An item of its own hour, in canonical form."""
    return Item(
        title=draw(titles),
        room=draw(st.sampled_from([room.name for room in SCHEDULE.rooms])),
        begins=at(9) + timedelta(hours=number % 12, days=number // 12),
        minutes=draw(st.integers(1, 60)),
        guid=str(draw(st.uuids())),
        source=str(1000 + number),
        code=draw(st.from_regex(r"[0-9A-Z]{6}", fullmatch=True) | st.just("")),
        slug=draw(st.from_regex(r"[a-z][a-z_]{3,20}[a-z]", fullmatch=True) | st.just("")),
        subtitle=draw(lines),
        abstract=draw(prose),
        description=draw(prose),
        theme=draw(st.sampled_from(["", *(theme.name for theme in SCHEDULE.themes)])),
        kind=draw(lines),
        languages=draw(st.sampled_from([(), ("fr",), ("ar", "zh-Hant", "pt-BR")])),
        persons=tuple(draw(st.lists(people, max_size=3, unique_by=lambda person: person.source))),
        links=tuple(draw(st.lists(links, max_size=3))),
        attachments=tuple(draw(st.lists(links, max_size=2))),
        url=draw(st.just("") | st.just("https://a.example/s")),
        licence=draw(lines),
        recorded=draw(st.booleans()),
        cancelled=draw(st.booleans()),
    )


@st.composite
def schedules(draw) -> Schedule:
    found = [draw(items(number)) for number in range(draw(st.integers(0, 5)))]
    return replace(SCHEDULE, title=draw(titles), version=draw(lines), items=tuple(found))
