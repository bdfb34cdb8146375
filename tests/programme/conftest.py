"""A small programme, released as the product does it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from events.models import Event, Room, Theme
from programme import releases
from tests import factories
from workshops.models import Session


@dataclass
class Programme:
    """An event with two rooms and three sessions, of which `release` publishes what is placed."""

    event: Event
    room: Room
    other_room: Room
    theme: Theme
    seeds: Session
    water: Session
    credit: Session
    run_jobs: Callable[..., int]

    def release(self, words: str = "") -> None:
        releases.release(event=self.event, by=None, words=words)
        self.run_jobs("now")


@pytest.fixture
def data_dir(tmp_path: Path, settings) -> Path:
    """A place of this test's own for packs."""
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def programme(db, data_dir, run_jobs, django_capture_on_commit_callbacks) -> Programme:
    event = factories.event()
    room, other = factories.room(event, "Salle A"), factories.room(event, "Salle B")
    theme = factories.theme(event, "Land", colour=3)
    seeds = factories.session(
        event,
        code="SEEDS",
        theme=theme,
        title=factories.text("Peasant seeds", "en", {"fr": "Semences paysannes", "ar": "بذور"}),
        abstract=factories.text("Who **keeps** them? <script>alert(1)</script>"),
        spoken=["fr"],
        interpreted=["ar"],
    )
    factories.speaker(seeds, "Awa Diop")
    water = factories.session(event, code="WATER", title=factories.text("Agua de todos", "es"))
    credit = factories.session(event, code="CREDIT", title=factories.text("Credit", "en"))
    factories.placement(seeds, room, clock=9)
    factories.placement(water, room, clock=11, day=1)
    factories.placement(credit, other, clock=9)

    def jobs(*queues: str) -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return run_jobs(*queues)

    return Programme(event, room, other, theme, seeds, water, credit, jobs)
