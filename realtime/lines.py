"""One follower's line: the way frames go out to her, bounded, and closed with a reason."""

import asyncio
import contextlib
import random
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Literal, Protocol

from realtime.frames import DRAINING, RESET, SLOW, Frame, joined
from realtime.visitors import Visit

EXTENSION = "convoca.ready"
MOST_WAITING = 256 * 1024
"""Bytes that may wait for one follower before she is asked to come back with her seq."""
GRACE = 5.0
"""Seconds for a closing line to take what waits and the reason; then it is cut."""

Form = Literal["socket", "chunk", "text", "event"]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Write = Callable[[Any], int]


class Ready(Protocol):
    """What a server module offers in `scope["extensions"]["convoca.ready"]`."""

    def can_write(self) -> bool:
        """Whether bytes may go straight to this line."""

    def write_ready(self, data: bytes) -> int:
        """Hands ready bytes on. Returns the bytes that wait, -1 for a line that is closed."""

    def abort(self) -> None:
        """Cuts the line."""


class Outbox:
    """What waits for a server's ordinary `send`; bounded by whoever reads `write`'s answer."""

    def __init__(self, deliver: Callable[[Any], Awaitable[None]]) -> None:
        self._deliver = deliver
        self._waiting: deque[Any] = deque()
        self._bytes = 0
        self._some = asyncio.Event()
        self._task = asyncio.ensure_future(self._run())

    def write(self, data: Any) -> int:
        if self._task.done():
            return -1
        self._waiting.append(data)
        self._bytes += len(data)
        self._some.set()
        return self._bytes

    async def _run(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                await self._some.wait()
                data = self._waiting.popleft()
                await self._deliver(data)
                self._bytes -= len(data)
                if not self._waiting:
                    self._some.clear()

    async def stop(self) -> None:
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task


class Line:
    """A follower, by WebSocket or by a stream of events. Life: catch up, live, closed."""

    def __init__(
        self, send: Send, *, socket: bool, visit: Visit, lang: str, ready: Ready | None
    ) -> None:
        self.socket = socket
        self.visit = visit
        self.key = (lang, visit.audience)
        self._send = send
        self._ready = ready
        self._outbox: Outbox | None = None
        self._closing: asyncio.Task[None] | None = None
        self.form: Form = "text" if socket else "event"

    @property
    def closed(self) -> bool:
        return self._closing is not None

    async def catch_up(self, frames: Sequence[Frame]) -> None:
        """Sends what was missed by the ordinary way, which waits for a slow reader."""
        if not self.socket:
            await self._deliver(joined(frames))
            return
        for frame in frames:
            await self._deliver(frame.text)

    def go_live(self) -> Write:
        """From now on frames are pushed. Returns the function that takes their `form`."""
        if self._ready and self._ready.can_write():
            self.form = "socket" if self.socket else "chunk"
            return self._ready.write_ready
        self._outbox = Outbox(self._deliver)
        return self._outbox.write

    def refuse(self, waiting: int) -> None:
        """Closes a line that is gone (-1) or too slow."""
        self.close(SLOW)

    def drain(self) -> None:
        """Closes so that all who leave do not come back at once."""
        self.close(DRAINING, b"retry:%d\n\n" % random.randint(1_000, 20_000))  # noqa: S311

    def reset(self, frame: Frame) -> None:
        """Asks for the snapshot, and closes: the follower comes back with its position."""
        self.close(RESET, frame.text if self.socket else frame.event)

    def close(self, code: int, last: bytes | str = b"") -> None:
        """Closes with a code (a stream just ends) after `last`. Returns at once."""
        if self._closing is None:
            self._closing = asyncio.ensure_future(self._close(code, last))

    async def gone(self) -> None:
        """Lets go of everything, once the line has ended."""
        if self._outbox:
            await self._outbox.stop()
        if self._closing:
            self._closing.cancel()

    async def _close(self, code: int, last: bytes | str) -> None:
        if self._outbox:
            await self._outbox.stop()
        with contextlib.suppress(OSError, RuntimeError, TimeoutError):
            async with asyncio.timeout(GRACE):
                await self._say_goodbye(code, last)
        await asyncio.sleep(GRACE)
        if self._ready:
            self._ready.abort()

    async def _say_goodbye(self, code: int, last: bytes | str) -> None:
        if not self.socket:
            await self._send({"type": "http.response.body", "body": last, "more_body": False})
            return
        if isinstance(last, str):
            await self._deliver(last)
        await self._send({"type": "websocket.close", "code": code})

    async def _deliver(self, data: Any) -> None:
        if self.socket:
            await self._send({"type": "websocket.send", "text": data})
        else:
            await self._send({"type": "http.response.body", "body": data, "more_body": True})
