"""A document's socket: one editor's talk with the log and with the others in the room."""

import asyncio
import contextlib
import json
from functools import partial
from typing import Any

from documents import frames, log
from documents.frames import Message
from documents.rooms import MOST_WAITING, Member, Room, house
from documents.visitors import Guest, admit
from realtime.lines import Outbox
from realtime.places import place
from realtime.reading import in_thread
from realtime.visitors import Refused, Scope, session_key
from realtime.web import Receive, Send

A_SECOND = 20
BURST = 200
"""Messages: so many at once, then A_SECOND; who sends faster is read more slowly."""
MOST_CURSOR = 2_000


async def talk(scope: Scope, receive: Receive, send: Send) -> None:
    """The ASGI application behind `/<event>/documents/<uid>/socket`.

    Refusals are close codes, which a page sees. The Origin was checked before.
    """
    await receive()
    await send({"type": "websocket.accept"})
    parts = scope["url_route"]["kwargs"]
    arrive = (parts["event"], parts["uid"], session_key(scope))
    try:
        guest = await in_thread(admit, *arrive)
    except Refused as refused:
        code = frames.FORBIDDEN if refused.status == 403 else frames.MISSING
        await send({"type": "websocket.close", "code": code})
        return
    try:
        with place(arrive[2] if guest.person else ""):
            await Talk(guest, arrive, receive, send).run()
    except Refused:
        await send({"type": "websocket.close", "code": frames.FULL})


class Talk:
    """One editor's socket, from its first vector to its end."""

    def __init__(self, guest: Guest, arrive: tuple[Any, ...], receive: Receive, send: Send) -> None:
        self.guest = guest
        self._arrive = arrive
        self._receive = receive
        self._send = send
        self._outbox = Outbox(self._deliver)
        self._bucket = Bucket()
        self._ends: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._lost = False
        person_id = guest.person.pk if guest.person else None
        self.member = Member(person_id, guest.name, self.put, self.recheck)
        self.room: Room = house().enter(guest.document_id, guest.uid, self.member)

    async def run(self) -> None:
        """Listens until one side has enough."""
        listening = asyncio.ensure_future(self._listen())
        either: set[asyncio.Future[Any]] = {listening, self._ends}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if self._ends.done():
                await self._close(self._ends.result())
            else:
                listening.result()
        finally:
            listening.cancel()
            house().leave(self.room, self.member)
            with contextlib.suppress(asyncio.CancelledError):
                await listening
            await self._outbox.stop()

    def put(self, frame: bytes | str) -> bool:
        """Sends when the line takes it; one that takes nothing is closed."""
        waiting = self._outbox.write(frame)
        if waiting > MOST_WAITING + len(frame):
            self.end(frames.SLOW)
        return waiting >= 0

    def end(self, code: int) -> None:
        if not self._ends.done():
            self._ends.set_result(code)

    async def recheck(self) -> None:
        """Closes if the right to be here, or to write, is no longer what it was."""
        try:
            now = await in_thread(admit, *self._arrive)
        except Refused:
            self.end(frames.FORBIDDEN)
            return
        if now.may_write != self.guest.may_write or now.person != self.guest.person:
            self.end(frames.FORBIDDEN)

    async def _listen(self) -> None:
        while (event := await self._receive())["type"] != "websocket.disconnect":
            await self._bucket.take()
            data, text = event.get("bytes"), event.get("text")
            if len(data or text or "") > frames.MOST_MESSAGE:
                self.end(frames.TOO_LARGE)
            elif data and (message := frames.read(data)):
                await self._take(message)
            elif text:
                self._take_cursor(text)

    async def _take(self, message: Message) -> None:
        try:
            if message.kind == frames.STAND:
                await self.room.join(self.member, message.data)
                self._lost = False
            elif not self.guest.may_write:
                self.end(frames.FORBIDDEN)
            else:
                await self._write(message)
        except log.Refused as refused:
            self._lost = True
            self.put(frames.refused(message.number, refused.code))

    async def _write(self, message: Message) -> None:
        """Keeps a change. After a refusal only a merge is taken, so that no gap comes about."""
        merging = message.kind == frames.MERGE
        if self._lost and not merging:
            return
        document_id, person = self.guest.document_id, self.guest.person
        seq = await in_thread(
            partial(log.append, document_id, message.data, by=person, merging=merging)
        )
        self._lost = False
        if seq:
            self.member.own.add(seq)
        self.put(frames.kept(message.number))

    def _take_cursor(self, text: str) -> None:
        """Where this editor stands; her name is what we know, not what she says."""
        if len(text) > MOST_CURSOR or not self.guest.may_write:
            return
        with contextlib.suppress(ValueError, KeyError, TypeError, RecursionError):
            at = json.loads(text)["at"]
            held = None if at is None else {"name": self.guest.name, "at": at}
            house().say_cursor(self.room, self.member.number, held)

    async def _deliver(self, frame: bytes | str) -> None:
        kind = "bytes" if isinstance(frame, bytes) else "text"
        await self._send({"type": "websocket.send", kind: frame})

    async def _close(self, code: int) -> None:
        with contextlib.suppress(OSError, RuntimeError, TimeoutError):
            async with asyncio.timeout(5):
                await self._send({"type": "websocket.close", "code": code})


class Bucket:
    """Lets so many through at once, then A_SECOND."""

    def __init__(self) -> None:
        self._now = asyncio.get_running_loop().time
        self._left = float(BURST)
        self._at = self._now()

    async def take(self) -> None:
        """Waits until there is room for one more."""
        now = self._now()
        self._left = min(self._left + (now - self._at) * A_SECOND, BURST) - 1
        self._at = now
        if self._left < 0:
            await asyncio.sleep(-self._left / A_SECOND)
