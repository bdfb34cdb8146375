"""The one reader that a process has for a topic: it reads, renders and hands on."""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Iterator

from django.db import Error

from realtime import frames, reading
from realtime.frames import Frame
from realtime.lines import MOST_WAITING, Form, Line, Write
from realtime.log import Head
from realtime.ports import Source
from realtime.reading import Key, in_thread
from realtime.visitors import Refused

KEPT_FRAMES = 256
"""Frames kept in memory for each group, so that most who return cost no query."""
MOST_MISSED = 1_000
"""Beyond this, a snapshot is cheaper than what was missed."""
SECONDS_AFTER_FAILURE = 1.0
SECONDS_TO_READ = 5.0
UNUSED = 60.0
"""Seconds after which a group or a reader without followers is forgotten."""

logger = logging.getLogger(__name__)


class Group:
    """The followers that see the same: one language, one audience."""

    def __init__(self) -> None:
        self.used = 0.0
        self.recent: deque[Frame] = deque(maxlen=KEPT_FRAMES)
        self.lines: dict[Form, dict[Line, Write]] = {}

    def __iter__(self) -> Iterator[Line]:
        return (line for lines in list(self.lines.values()) for line in list(lines))

    def __len__(self) -> int:
        return sum(map(len, self.lines.values()))

    def add(self, line: Line) -> None:
        write = line.go_live()
        self.lines.setdefault(line.form, {})[line] = write

    def remove(self, line: Line) -> None:
        self.lines.get(line.form, {}).pop(line, None)

    def since(self, seq: int) -> list[Frame]:
        """The kept frames after `seq`, or none if the next one is not kept."""
        if not self.recent or not self.recent[0].seq <= seq + 1:
            return []
        return [frame for frame in self.recent if frame.seq > seq]

    def broadcast(self, frame: Frame) -> None:
        """Hands the same bytes to every line, and lets go of those that do not take them."""
        for form, lines in self.lines.items():
            data = getattr(frame, form)
            late = [
                (line, waiting)
                for line, write in lines.items()
                if (waiting := write(data)) and not 0 <= waiting <= MOST_WAITING
            ]
            for line, waiting in late:
                del lines[line]
                line.refuse(waiting)


class Lost(Exception):
    """A position that cannot be carried on from: the follower needs the snapshot."""


class Reader:
    """Follows one topic for all of this process's followers.

    `head` is the last number handed on; every live line stands exactly there, so nothing is
    noted for each of them. A line goes live in the same step of the loop in which it is found
    to stand at the head: no entry falls between, and none comes twice.
    """

    def __init__(self, name: str, source: Source) -> None:
        self.name = name
        self.source = source
        self.epoch = ""
        self.head = 0
        self.pruned_to = 0
        self.groups: dict[Key, Group] = {}
        self.counters: dict[str, int] = {}
        self.counters_moved = True
        self.used = self.now()
        self._moved = asyncio.Event()
        self._idle = asyncio.Event()
        self._handed_on = asyncio.Event()
        self._greeted: tuple[str, int] | None = None
        self._greeting: tuple[Frame, ...] = ()
        self._reads = 0
        self._reads_done = 0
        self.task = asyncio.ensure_future(self._run())

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups.values() for line in group]

    @property
    def followed(self) -> bool:
        return any(self.groups.values())

    def group(self, key: Key) -> Group:
        group = self.groups.setdefault(key, Group())
        group.used = self.now()
        return group

    def now(self) -> float:
        return asyncio.get_running_loop().time()

    def wake(self) -> None:
        """There may be something new."""
        self._idle.clear()
        self._moved.set()

    async def fresh(self) -> None:
        """Waits until what this process has heard of by now is handed on, however much follows.

        With the database away, what is known is served; Refused(503) if that is nothing.
        """
        self.used = self.now()
        if not self._idle.is_set():
            await self._next_read()
        if not self.epoch:
            raise Refused(503)

    async def _next_read(self) -> None:
        """The end of a read that begins after now, or of all of them; at most five seconds."""
        next_read = self._reads + 1
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SECONDS_TO_READ):
                while self._reads_done < next_read and not self._idle.is_set():
                    await self._handed_on.wait()

    def greeting(self) -> tuple[Frame, ...]:
        """What a follower hears first: where the log stands, and the counters."""
        stands = (self.epoch, self.head)
        if self._greeted != stands:
            self._greeted = stands
            self._greeting = (frames.hello(*stands), frames.counters(self.counters))
        return self._greeting

    def forget_unused(self) -> None:
        """Groups that nobody has asked for lately are rendered for nobody."""
        for key, group in list(self.groups.items()):
            if not group and self.now() - group.used > UNUSED:
                del self.groups[key]

    def seen(self, epoch: str, head: Head, *, stood_at: int) -> None:
        """Compares with a look at the database that began when this reader `stood_at`."""
        if not self.epoch:
            return
        if epoch != self.epoch or head.seq < stood_at:
            self._start_over(epoch, head)
        elif head.seq > self.head:
            self.wake()
        self.pruned_to = head.pruned_to

    async def missed(self, key: Key, epoch: str, after: int) -> list[Frame]:
        """Frames after a position, at most those up to the head; none if it stands there.

        Raises Lost for what is too old, ahead of the log, or of another epoch.
        """
        if after > self.head:
            self.wake()
            await self.fresh()
        if epoch != self.epoch or not self.pruned_to <= after <= self.head:
            raise Lost
        if self.head - after > MOST_MISSED:
            raise Lost
        if after == self.head:
            return []
        found = self.group(key).since(after) or await in_thread(
            reading.backlog, self.source, self.name, after, key, epoch
        )
        found = [frame for frame in found if frame.seq <= self.head]
        if not found or found[0].seq != after + 1 or epoch != self.epoch:
            raise Lost
        return found

    async def join(self, line: Line, epoch: str, after: int) -> None:
        """Brings a line to the head and lets it go live. Raises Lost."""
        while found := await self.missed(line.key, epoch, after):
            await line.catch_up(found)
            after = found[-1].seq
        if not line.closed:
            self.group(line.key).add(line)

    def leave(self, line: Line) -> None:
        self.used = self.now()
        self.group(line.key).remove(line)

    def broadcast(self, frame: Frame) -> None:
        """Hands a frame outside of the log to everybody."""
        for group in self.groups.values():
            group.broadcast(frame)

    async def count(self) -> None:
        """Sends the counters if they moved; called at most once a second."""
        if not self.counters_moved:
            return
        self.counters_moved = False
        values = await in_thread(self.source.counters, self.name)
        if values != self.counters:
            self.counters = values
            self._greeted = None
            self.broadcast(frames.counters(values))

    async def _run(self) -> None:
        while True:
            try:
                await self._begin()
                while True:
                    await self._advance()
                    if not self._moved.is_set():
                        self._idle.set()
                        self._tell_waiting()
                    await self._moved.wait()
                    self._moved.clear()
            except Error as error:
                logger.warning("%s is not read: %s", self.name, type(error).__name__)
            except Exception:
                # An entry that its source cannot render must not be lost in silence.
                logger.exception("%s is not rendered", self.name)
            await asyncio.sleep(SECONDS_AFTER_FAILURE)

    async def _begin(self) -> None:
        if not self.epoch:
            found = await in_thread(reading.position, self.name)
            self.epoch, self.head = found.epoch, found.head.seq
            self.pruned_to = found.head.pruned_to

    async def _advance(self) -> None:
        """Reads, renders and hands on until nothing is left."""
        while True:
            epoch = self.epoch
            self._reads += 1
            this = self._reads
            found, rendered = await in_thread(
                reading.read_and_render, self.source, self.name, self.head, list(self.groups), epoch
            )
            while missing := [key for key in self.groups if key not in rendered]:
                for key in missing:
                    rendered[key] = await in_thread(reading.render, self.source, found, key, epoch)
            if not found or epoch != self.epoch:
                return
            if found[0].seq != self.head + 1:
                self._start_over(epoch, Head(found[-1].seq, found[0].seq - 1))
                return
            self._deliver(rendered, found[-1].seq)
            self._reads_done = this
            self._tell_waiting()

    def _tell_waiting(self) -> None:
        self._handed_on.set()
        self._handed_on.clear()

    def _deliver(self, rendered: dict[Key, list[Frame]], head: int) -> None:
        for key, group in self.groups.items():
            for frame in rendered[key]:
                group.recent.append(frame)
                group.broadcast(frame)
        self.head = head

    def _start_over(self, epoch: str, head: Head) -> None:
        """The database is another one: everybody reads the snapshot."""
        self.epoch, self.head, self.pruned_to = epoch, head.seq, head.pruned_to
        frame = frames.reset(epoch, head.seq)
        for line in self.lines:
            line.reset(frame)
        self.groups.clear()
