"""Packs whose parts are made by several processes at once, each on a core of its own.

Python makes pages on one core only. Each press is a fork of this process: it begins with all that
was read from the database, and so reads nothing itself. Nor could it: the connections that it
inherits are still its parent's, who goes on using them.
"""

import multiprocessing
import os
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NoReturn

from django.db import connections

from files import packs
from files.packs import Piece

Work = Callable[[], Iterable[Piece]]
"""Makes a part's pieces, without a query. At most 256 works make a pack."""


class PressStopped(Exception):
    """A press failed or was killed; its pack is not written."""


def cores() -> int:
    """How many presses run at once: one for each core, where a process can be forked safely."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def write(
    target: Path,
    works: Sequence[Work],
    *,
    after: Sequence[Path] = (),
    presses: int = 1,
    meanwhile: Callable[[], None] = lambda: None,
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Writes what lies in the packs `after` and what `works` make to `target`, in their order.

    The bytes are the same with one press, which is this process, as with several. `meanwhile` is
    done here while they run; `progress` hears how many works are done. Returns the size in bytes.
    Raises PressStopped, and whatever this process raises itself; then no pack is written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    parts = [target.with_name(f"{target.name}.{number}.tmp") for number in range(len(works))]
    pressing = _forked if presses > 1 else _here
    try:
        for done, _part in enumerate(pressing(parts, works, presses, meanwhile), 1):
            progress(done)
        return packs.join(target, [*after, *parts])
    finally:
        for left in target.parent.glob(f"{target.name}.*.tmp"):
            left.unlink(missing_ok=True)


def _here(
    parts: Sequence[Path], works: Sequence[Work], _presses: int, meanwhile: Callable[[], None]
) -> Iterator[int]:
    meanwhile()
    for number, (part, work) in enumerate(zip(parts, works, strict=True)):
        packs.write(part, work(), lasting=False)
        yield number


@dataclass(frozen=True)
class Press:
    """A forked process, and what it tells: the number of each part, or how it failed."""

    process: BaseProcess
    told: Connection


def _forked(
    parts: Sequence[Path], works: Sequence[Work], presses: int, meanwhile: Callable[[], None]
) -> Iterator[int]:
    """Each press takes the next work that no other has taken.

    They lie as bytes in a pipe, so that presses whose parent died come to its end and stop too.
    """
    taken, given = os.pipe()
    os.write(given, bytes(range(len(works))))
    os.close(given)
    with ExitStack() as stack:
        stack.callback(os.close, taken)
        running = [_started(stack, parts, works, taken) for _ in range(min(presses, len(works)))]
        meanwhile()
        yield from _heard(running)


def _started(stack: ExitStack, parts: Sequence[Path], works: Sequence[Work], taken: int) -> Press:
    told, tells = multiprocessing.Pipe(duplex=False)
    fork = multiprocessing.get_context("fork")
    process = fork.Process(target=_press, args=(parts, works, taken, tells))
    with warnings.catch_warnings():
        # Other threads hold no lock that a press takes: it renders, compresses and writes a file.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    tells.close()
    stack.callback(_ended, process)
    return Press(process, told)


def _heard(running: Iterable[Press]) -> Iterator[int]:
    """The number of each part as it is done. Raises PressStopped."""
    pressing = list(running)
    while pressing:
        ready = wait([press.told for press in pressing])
        for press in [each for each in pressing if each.told in ready]:
            try:
                said = press.told.recv()
            except EOFError:
                pressing.remove(press)
                press.process.join()
                if press.process.exitcode:
                    raise PressStopped(f"A press ended with {press.process.exitcode}.") from None
                continue
            if isinstance(said, str):
                raise PressStopped(said)
            yield said


def _ended(process: BaseProcess) -> None:
    # SIGTERM would let it go on: a worker's handler, which it inherits, ends nothing at once.
    process.kill()
    process.join()
    process.close()


def _press(parts: Sequence[Path], works: Sequence[Work], taken: int, tells: Connection) -> None:
    """What a press does from its fork to its end."""
    try:
        with ExitStack() as stack:
            for connection in connections.all(initialized_only=True):
                stack.enter_context(connection.execute_wrapper(_refused))
            while number := os.read(taken, 1):
                packs.write(parts[number[0]], works[number[0]](), lasting=False)
                tells.send(number[0])
    except Exception:  # noqa: BLE001 (told to the parent, who raises it)
        with suppress(BrokenPipeError):
            tells.send(traceback.format_exc())


def _refused(_execute: Any, sql: str, *_: Any) -> NoReturn:
    raise RuntimeError(f"A press asks the database nothing, but was about to: {sql[:200]}")
