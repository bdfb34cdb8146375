"""What the hub reads from the database, in threads of its own with connections that close."""

import asyncio
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import close_old_connections

from realtime import log
from realtime.frames import Frame, entry_frame
from realtime.models import REMOVED, Entry
from realtime.ports import Source

Key = tuple[str, str]
"""A language and an audience: one group of followers that all see the same."""

Result = TypeVar("Result")
threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="live")


async def in_thread(work: Callable[..., Result], *arguments: Any) -> Result:
    """Runs `work` beside the loop; its database connection goes back afterwards."""
    return await asyncio.get_running_loop().run_in_executor(threads, _closing, work, *arguments)


def _closing(work: Callable[..., Result], *arguments: Any) -> Result:
    close_old_connections()
    try:
        return work(*arguments)
    finally:
        close_old_connections()


@dataclass(frozen=True)
class Position:
    """Where the log and the database stand."""

    epoch: str
    head: log.Head


def position(name: str) -> Position:
    return Position(log.epoch(), log.head(name))


def positions(names: Collection[str]) -> tuple[str, dict[str, log.Head]]:
    """The epoch and all heads: two queries however many topics are followed."""
    return log.epoch(), log.heads(names)


def entries(name: str, after: int, limit: int) -> list[Entry]:
    return log.entries_after(name, after, limit=limit)


def render(source: Source, found: list[Entry], key: Key, epoch: str) -> list[Frame]:
    """Each entry once for one group. What was taken out is skipped."""
    lang, audience = key
    return [
        entry_frame(
            entry,
            None
            if entry.kind == REMOVED and not entry.payload
            else source.render(entry, lang, audience),
            epoch,
        )
        for entry in found
    ]


def read_and_render(
    source: Source, name: str, after: int, keys: Collection[Key], epoch: str
) -> tuple[list[Entry], dict[Key, list[Frame]]]:
    """New entries of a topic, for each group."""
    found = entries(name, after, limit=500)
    return found, {key: render(source, found, key, epoch) for key in keys}


def backlog(source: Source, name: str, after: int, key: Key, epoch: str) -> list[Frame]:
    """What one follower missed."""
    return render(source, entries(name, after, limit=500), key, epoch)


def snapshot(source: Source, name: str, key: Key) -> tuple[Position, dict[str, Any]]:
    """A state and the place in the log that it belongs to.

    Reads the place before and after; what moved in between is read again, at last under the
    topic's lock.
    """
    lang, audience = key
    for _ in range(4):
        before = position(name)
        state = source.state(name, lang, audience)
        if position(name) == before:
            return before, state
    with log.held(name):
        return position(name), source.state(name, lang, audience)
