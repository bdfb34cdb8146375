"""The hub of this process: its readers, what wakes them, and who may stay."""

import asyncio
import contextlib
import logging
import random
from collections.abc import Callable, Coroutine
from typing import Any
from weakref import WeakKeyDictionary

from channels.layers import get_channel_layer
from django.db import Error
from redis.exceptions import RedisError

from realtime import frames, reading, wake
from realtime.lines import Line
from realtime.log import Head
from realtime.ports import source_of
from realtime.reader import UNUSED, Reader
from realtime.reading import in_thread
from realtime.snapshots import Snapshots
from realtime.visitors import Refused, Scope, Visit, admit, session_key

BEAT = 25.0
POLL = 5.0
POLL_LOCAL = 0.5
COUNT = 1.0
RIGHTS = 60.0
STRANGERS = 5.0
"""Seconds for which the answer to one stranger serves all of them."""

logger = logging.getLogger(__name__)
hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, "Hub"] = WeakKeyDictionary()


def hub() -> "Hub":
    """The hub of the running loop."""
    loop = asyncio.get_running_loop()
    if loop not in hubs:
        hubs[loop] = Hub(loop)
    return hubs[loop]


class Hub:
    """Readers by topic. Begins its round at the first topic that is asked for."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.readers: dict[str, Reader] = {}
        self.snapshots = Snapshots()
        self.draining = False
        self._loop = loop
        self._tasks: list[asyncio.Task[None]] = []
        self._strangers: dict[str, tuple[float, asyncio.Future[Visit]]] = {}

    @property
    def followers(self) -> int:
        return sum(len(reader.lines) for reader in self.readers.values())

    def reader(self, name: str) -> Reader:
        """The topic's reader. Raises Refused for a topic that nobody speaks for."""
        if name not in self.readers:
            source = source_of(name)
            if source is None:
                raise Refused(404)
            self._start()
            self.readers[name] = Reader(name, source)
        return self.readers[name]

    async def admit(self, name: str, scope: Scope) -> Visit:
        """Lets a follower in, or raises Refused. Strangers share one look-up."""
        session = session_key(scope)
        if session:
            return await in_thread(admit, name, session)
        now = self._loop.time()
        until, known = self._strangers.get(name, (0.0, None))
        if known is None or until < now or (known.done() and known.exception()):
            known = asyncio.ensure_future(in_thread(admit, name, ""))
            self._strangers = {
                key: held for key, held in self._strangers.items() if held[0] >= now
            } | {name: (now + STRANGERS, known)}
        return known.result() if known.done() else await asyncio.shield(known)

    def heard(self, message: dict[str, Any]) -> None:
        """A wake-up, from this process or from the layer."""
        if message["type"] == "live.rights":
            self._strangers.clear()
            self._loop.create_task(self.check_rights(message["person"]))
        elif reader := self.readers.get(message["topic"]):
            if not message["seq"]:
                reader.counters_moved = True
            elif message["seq"] > reader.head:
                reader.wake()

    def heard_in_thread(self, message: dict[str, Any]) -> None:
        if self._loop.is_closed():
            wake.listeners.discard(self.heard_in_thread)
        else:
            self._loop.call_soon_threadsafe(self.heard, message)

    async def check_rights(self, person_id: int | None = None) -> None:
        """Closes the lines of those who may no longer follow, or now belong elsewhere."""
        lines: dict[Visit, list[Line]] = {}
        for reader in self.readers.values():
            for line in reader.lines:
                if person_id in {None, line.visit.person_id}:
                    lines.setdefault(line.visit, []).append(line)
        for visit, held in lines.items():
            try:
                now = await in_thread(admit, visit.topic, visit.session)
            except Refused:
                self._close(held, frames.FORBIDDEN)
            else:
                if now != visit:
                    self._reset(held)

    async def drain(self, seconds: float) -> None:
        """Closes every line at a random time within `seconds`, and lets nobody in."""
        self.draining = True
        lines = [line for reader in self.readers.values() for line in reader.lines]
        for line in lines:
            self._loop.call_later(random.uniform(0, seconds), line.drain)  # noqa: S311
        if lines:
            await asyncio.sleep(seconds)

    async def stop(self) -> None:
        """Ends the round and all readers."""
        wake.listeners.discard(self.heard_in_thread)
        tasks = [*self._tasks, *(reader.task for reader in self.readers.values())]
        # redis-py may swallow a cancellation while it connects.
        while tasks:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks, timeout=0.2)
            tasks = [task for task in tasks if not task.done()]
        self.readers.clear()
        self._tasks.clear()

    def _start(self) -> None:
        if self._tasks:
            return
        wake.listeners.add(self.heard_in_thread)
        poll = POLL_LOCAL if wake.is_local() else POLL
        rounds = [
            self._every(poll, self._poll),
            self._every(BEAT, self._beat),
            self._every(COUNT, self._count),
            self._every(RIGHTS, self.check_rights),
        ]
        if not wake.is_local():
            rounds.append(self._listen())
        self._tasks = [asyncio.ensure_future(each) for each in rounds]

    async def _every(self, seconds: float, step: Callable[[], Coroutine[Any, Any, None]]) -> None:
        while True:
            await asyncio.sleep(seconds)
            try:
                await step()
            except Error as error:
                logger.warning("The hub cannot read: %s", type(error).__name__)

    async def _poll(self) -> None:
        """One look at all heads; whatever the layer lost is found here."""
        self._forget_unused()
        if not self.readers:
            return
        stood = {name: reader.head for name, reader in self.readers.items()}
        epoch, heads = await in_thread(reading.positions, list(stood))
        for name, stood_at in stood.items():
            if reader := self.readers.get(name):
                reader.seen(epoch, heads.get(name, Head()), stood_at=stood_at)

    def _forget_unused(self) -> None:
        for name, reader in list(self.readers.items()):
            reader.forget_unused()
            if not reader.followed and self._loop.time() - reader.used > UNUSED:
                reader.task.cancel()
                del self.readers[name]

    async def _beat(self) -> None:
        for reader in self.readers.values():
            reader.counters_moved = True
            reader.broadcast(frames.beat(reader.epoch, reader.head))

    async def _count(self) -> None:
        for reader in list(self.readers.values()):
            if reader.followed:
                await reader.count()

    async def _listen(self) -> None:
        """Hears wake-ups of other processes; one channel a process."""
        while True:
            with contextlib.suppress(RedisError, OSError):
                layer: Any = get_channel_layer()
                channel = await layer.new_channel()
                await layer.group_add(wake.GROUP, channel)
                while True:
                    self.heard(await layer.receive(channel))
            await asyncio.sleep(1)

    def _close(self, lines: list[Line], code: int) -> None:
        for line in lines:
            self._take_out(line)
            line.close(code)

    def _reset(self, lines: list[Line]) -> None:
        for line in lines:
            reader = self._take_out(line)
            line.reset(frames.reset(reader.epoch, reader.head))

    def _take_out(self, line: Line) -> Reader:
        reader = self.readers[line.visit.topic]
        reader.leave(line)
        return reader
