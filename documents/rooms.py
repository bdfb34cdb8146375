"""Who has a document open in this process, and how they hear of each other.

The database is the truth: a room reads the log after its last place, woken by whoever wrote or
by the round. Memory is not shared between processes; cursors go through the channel layer.
"""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from channels.layers import get_channel_layer
from django.db import Error
from redis.exceptions import RedisError

from documents import frames, log
from realtime import wake
from realtime.reading import in_thread

GROUP = "documents"
PREFIX = "document:"
POLL = 2.0
POLL_LOCAL = 0.5
CURSORS = 0.25
RIGHTS = 60.0
MOST_WAITING = 512 * 1024
"""Bytes that may wait for one editor before she is asked to come back."""

logger = logging.getLogger(__name__)
houses: WeakKeyDictionary[asyncio.AbstractEventLoop, "House"] = WeakKeyDictionary()


def house() -> "House":
    """The rooms of the running loop."""
    loop = asyncio.get_running_loop()
    if loop not in houses:
        houses[loop] = House(loop)
    return houses[loop]


@dataclass(eq=False)
class Member:
    """One open editor. `seq` is the place up to which she was told; -1 before she is in."""

    person_id: int | None
    name: str
    put: Callable[[bytes | str], bool]
    recheck: Callable[[], Awaitable[None]]
    number: int = field(default_factory=lambda: secrets.randbelow(2**31 - 1) + 1)
    seq: int = -1
    own: set[int] = field(default_factory=set)


class Room:
    """The open editors of one document in this process."""

    def __init__(self, document_id: int, uid: str) -> None:
        self.document_id = document_id
        self.uid = uid
        self.seq = 0
        self.members: set[Member] = set()
        self.cursors: dict[int, dict[str, Any]] = {}
        self.moved: dict[int, dict[str, Any] | None] = {}
        self._reading = asyncio.Lock()

    async def join(self, member: Member, vector: bytes) -> None:
        """Tells a member what she misses, then all that comes after; none twice, none left out."""
        state = await in_thread(log.load, self.document_id)
        missing, stands = state.beyond(vector)
        member.put(frames.state(state.seq, stands, missing))
        member.seq = state.seq
        others = {number: held for number, held in self.cursors.items() if number != member.number}
        if others:
            member.put(frames.cursors(dict(others)))
        await self.read()

    def leave(self, member: Member) -> None:
        self.members.discard(member)
        if self.cursors.pop(member.number, None) is not None:
            self.moved[member.number] = None

    async def read(self) -> None:
        """Hands on what the log holds after the place of the member who is furthest behind."""
        async with self._reading:
            while behind := [member.seq for member in self.members if member.seq >= 0]:
                found = await in_thread(log.updates_after, self.document_id, min(behind))
                if not found:
                    return
                self.seq = found[-1].seq
                for member in list(self.members):
                    self._tell(member, [(each.seq, bytes(each.data)) for each in found])

    def _tell(self, member: Member, found: list[tuple[int, bytes]]) -> None:
        if member.seq < 0 or member.seq >= found[-1][0]:
            return
        news = [data for seq, data in found if seq > member.seq and seq not in member.own]
        member.seq = found[-1][0]
        member.own = {seq for seq in member.own if seq > member.seq}
        if news:
            member.put(frames.changes(member.seq, log.joined(news)))

    def place_cursor(self, number: int, held: dict[str, Any] | None) -> None:
        """Notes where somebody writes, to be told to all within CURSORS seconds."""
        if held is None:
            self.cursors.pop(number, None)
        else:
            self.cursors[number] = held
        self.moved[number] = held

    def tell_cursors(self) -> None:
        moved, self.moved = self.moved, {}
        for member in self.members if moved else ():
            others = {number: held for number, held in moved.items() if number != member.number}
            if others and member.seq >= 0:
                member.put(frames.cursors(others))


class House:
    """All rooms of a process, and the rounds that keep them true."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.rooms: dict[str, Room] = {}
        self._loop = loop
        self._tasks: list[asyncio.Task[None]] = []

    def enter(self, document_id: int, uid: str, member: Member) -> Room:
        """The document's room, with the member in it; she hears of nothing before she joins."""
        self._start()
        room = self.rooms.setdefault(uid, Room(document_id, uid))
        room.members.add(member)
        return room

    def leave(self, room: Room, member: Member) -> None:
        room.leave(member)
        self.say_cursor(room, member.number, None)
        if not room.members:
            self.rooms.pop(room.uid, None)
        if not self.rooms:
            self._stop()

    def say_cursor(self, room: Room, number: int, held: dict[str, Any] | None) -> None:
        """Tells the members here, and through the layer those elsewhere."""
        room.place_cursor(number, held)
        if not wake.is_local():
            message = {"type": "documents.cursor", "uid": room.uid, "number": number, "held": held}
            self._loop.create_task(_send(message))

    def heard(self, message: dict[str, Any]) -> None:
        """Something from this process or from the layer."""
        if message["type"] == "live.rights":
            self._loop.create_task(self.check_rights(message["person"]))
        elif message["type"] == "documents.cursor":
            room = self.rooms.get(message["uid"])
            if room and message["number"] not in {member.number for member in room.members}:
                room.place_cursor(message["number"], message["held"])
        elif room := self.rooms.get(message["topic"].removeprefix(PREFIX)):
            self._loop.create_task(self._read(room))

    def heard_in_thread(self, message: dict[str, Any]) -> None:
        if self._loop.is_closed():
            wake.listeners.discard(self.heard_in_thread)
        else:
            self._loop.call_soon_threadsafe(self.heard, message)

    async def check_rights(self, person_id: int | None = None) -> None:
        """Has every open editor, or one person's, ask again whether it may stay."""
        for room in list(self.rooms.values()):
            for member in list(room.members):
                if person_id in {None, member.person_id}:
                    await member.recheck()

    def _start(self) -> None:
        if self._tasks:
            return
        wake.listeners.add(self.heard_in_thread)
        poll = POLL_LOCAL if wake.is_local() else POLL
        rounds = [
            self._every(poll, self._poll),
            self._every(CURSORS, self._tell_cursors),
            self._every(RIGHTS, self.check_rights),
        ]
        if not wake.is_local():
            rounds.append(self._listen())
        self._tasks = [asyncio.ensure_future(each) for each in rounds]

    def _stop(self) -> None:
        wake.listeners.discard(self.heard_in_thread)
        for task in self._tasks:
            task.cancel()
        self._tasks = []

    async def _every(self, seconds: float, step: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(seconds)
            try:
                await step()
            except Error as error:
                logger.warning("Open documents cannot be read: %s", type(error).__name__)

    async def _poll(self) -> None:
        """One look at all heads; whatever the layer lost is found here."""
        rooms = {room.document_id: room for room in self.rooms.values()}
        heads = await in_thread(log.heads, list(rooms))
        for document_id, room in rooms.items():
            if heads.get(document_id, 0) > room.seq:
                await room.read()

    async def _read(self, room: Room) -> None:
        with contextlib.suppress(Error):
            await room.read()

    async def _tell_cursors(self) -> None:
        for room in self.rooms.values():
            room.tell_cursors()

    async def _listen(self) -> None:
        """Hears other processes; one channel a process."""
        while True:
            with contextlib.suppress(RedisError, OSError):
                layer: Any = get_channel_layer()
                channel = await layer.new_channel()
                await layer.group_add(wake.GROUP, channel)
                await layer.group_add(GROUP, channel)
                while True:
                    self.heard(await layer.receive(channel))
            await asyncio.sleep(1)


async def _send(message: dict[str, Any]) -> None:
    layer: Any = get_channel_layer()
    with contextlib.suppress(RedisError, OSError, TimeoutError):
        async with asyncio.timeout(wake.SECONDS):
            await layer.group_send(GROUP, message)
