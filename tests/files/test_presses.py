"""Packs made by several processes: the same bytes as by one, or a failure that says what failed."""

import os
import signal
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from accounts.models import Person
from files import presses
from files.packs import Pack, Piece
from files.presses import PressStopped
from tests import factories

FORKS = pytest.mark.skipif(presses.cores() == 1, reason="forks where that is safe, on two cores")


def pages(of: int) -> Iterator[Piece]:
    """A hundred pages; the first parts take longest, so that they are done last."""
    time.sleep(0.02 * max(3 - of, 0))
    for page in range(100):
        yield Piece(f"/{of}/{page}/", "fr", "text/html", b"<p>%d</p>" % page * 50)


def works() -> list[presses.Work]:
    return [partial(pages, of) for of in range(4)]


def test_one_press_and_several_write_the_same_bytes(tmp_path):
    for name, many in (("1.pack", 1), ("2.pack", 2), ("3.pack", 9)):
        presses.write(tmp_path / name, works(), presses=many)
    first, second, third = ((tmp_path / f"{n}.pack").read_bytes() for n in (1, 2, 3))
    assert first == second == third
    pack = Pack(tmp_path / "2.pack")
    assert pack.paths() == [piece.path for of in range(4) for piece in pages(of)]
    assert pack.find("/2/99/", ["fr"]).body == b"<p>99</p>" * 50
    assert {path.name for path in tmp_path.iterdir()} == {"1.pack", "2.pack", "3.pack"}


@pytest.mark.parametrize("many", [1, 2])
def test_every_finished_part_is_told_and_this_process_works_meanwhile(tmp_path, many):
    told: list[int] = []
    here: list[int] = []
    presses.write(
        tmp_path / "1.pack",
        works(),
        presses=many,
        meanwhile=lambda: here.append(os.getpid()),
        progress=told.append,
    )
    assert told == [1, 2, 3, 4]
    assert here == [os.getpid()]


def test_a_pack_is_continued_in_front_of_what_is_new(tmp_path):
    presses.write(tmp_path / "1.pack", works()[:2])
    presses.write(tmp_path / "2.pack", works()[2:], after=[tmp_path / "1.pack"], presses=2)
    presses.write(tmp_path / "whole.pack", works())
    assert (tmp_path / "2.pack").read_bytes() == (tmp_path / "whole.pack").read_bytes()


@pytest.mark.parametrize("many", [1, 2])
def test_the_same_page_in_two_parts_is_refused_and_leaves_nothing(tmp_path, many):
    with pytest.raises(ValueError, match="twice"):
        presses.write(tmp_path / "1.pack", [*works(), *works()], presses=many)
    assert not list(tmp_path.iterdir())


def stopped(tmp_path: Path, work: presses.Work) -> str:
    """What is said of a press that stopped in `work`; nothing is left of the pack."""
    with pytest.raises(PressStopped) as found:
        presses.write(tmp_path / "1.pack", [*works(), work], presses=2)
    assert not list(tmp_path.iterdir())
    return str(found.value)


@FORKS
def test_a_press_that_is_killed_is_told_with_how_it_ended(tmp_path):
    def work() -> Iterator[Piece]:
        os.kill(os.getpid(), signal.SIGKILL)
        yield from pages(9)

    assert "ended with -9" in stopped(tmp_path, work)


@FORKS
def test_a_press_that_fails_is_told_with_its_error(tmp_path):
    def work() -> Iterator[Piece]:
        yield from pages(9)
        raise KeyError("no such room")

    said = stopped(tmp_path, work)
    assert "no such room" in said
    assert "Traceback" in said


@FORKS
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_press_reads_nothing_and_leaves_its_parents_connection_alone(tmp_path):
    factories.person("awa")

    def work() -> Iterator[Piece]:
        yield Piece("/people/", "fr", "text/html", b"%d" % Person.objects.count())

    assert "A press asks the database nothing" in stopped(tmp_path, work)
    assert connection.connection is not None
    assert Person.objects.count() == 1
    factories.person("rosa")
    assert Person.objects.count() == 2
