"""Readers as a browser is one: they apply only the next number and ask for what is between."""

import asyncio
import contextlib
import json
import re
from dataclasses import dataclass, field

import websockets
from django.db import close_old_connections
from websockets.exceptions import WebSocketException

from tests.wall.source import apply


async def in_thread(work, *arguments, **keywords):
    """Runs `work` beside the loop and gives its database connection back."""

    def closing():
        try:
            return work(*arguments, **keywords)
        finally:
            close_old_connections()

    return await asyncio.to_thread(closing)


async def fetch(port: int, path: str, **headers: str) -> tuple[int, dict]:
    """A GET's status and JSON."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = [f"GET {path} HTTP/1.0", "Host: localhost"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
    answer = await reader.read()
    writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    if not length or len(body) < int(length[1]):
        raise EOFError
    return int(head.split()[1]), json.loads(body or b"{}")


@dataclass
class Reader:
    """Holds a state and a place. What must never happen is noted in `wrong`."""

    port: int
    topic: str
    lang: str = "en"
    epoch: str = ""
    last: int = -1
    state: dict = field(default_factory=dict)
    frames: list[dict] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    resets: int = 0

    @property
    def place(self) -> str:
        return f"{self.epoch}:{self.last}"

    def address(self, what: str) -> str:
        return f"/live/{self.topic}/{what}?lang={self.lang}&after={self.place}"

    async def snapshot(self) -> None:
        _, found = await fetch(self.port, f"/live/{self.topic}/snapshot?lang={self.lang}")
        self.epoch, self.last, self.state = found["epoch"], found["seq"], found["state"]

    def take(self, frame: dict) -> bool:
        """Applies a frame; False asks for the snapshot."""
        self.frames.append(frame)
        if frame["t"] == "reset":
            self.resets += 1
            self.last = -1
            return False
        if frame["t"] in {"entry", "skip"}:
            if frame["seq"] != self.last + 1:
                self.wrong.append(f"{frame['seq']} after {self.last}")
            self.last = frame["seq"]
            if frame["t"] == "entry":
                apply(self.state, frame["kind"], frame["seq"], frame["data"])
        return True

    async def follow(self) -> None:
        """Follows until the line ends."""
        raise NotImplementedError

    async def keep_following(self, until: int) -> None:
        """Comes back whenever the line ends, until everything up to `until` is read."""
        while self.last < until:
            with contextlib.suppress(OSError, EOFError, ValueError, WebSocketException):
                if self.last < 0:
                    await self.snapshot()
                following = asyncio.ensure_future(self.follow())
                while not following.done() and self.last < until:
                    await asyncio.wait([following], timeout=0.05)
                following.cancel()
                await asyncio.wait([following])
                if not following.cancelled():
                    following.result()
            await asyncio.sleep(0.05)


class SocketReader(Reader):
    async def follow(self) -> None:
        uri = f"ws://127.0.0.1:{self.port}{self.address('socket')}"
        with contextlib.suppress(asyncio.CancelledError):
            async with websockets.connect(uri, compression=None) as line:
                async for text in line:
                    if not self.take(json.loads(text)):
                        return


class StreamReader(Reader):
    async def follow(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(
                f"GET {self.address('stream')} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
            )
            await reader.readuntil(b"\r\n\r\n")
            async for event in events(reader):
                if not self.take(event):
                    return
        except asyncio.CancelledError:
            pass
        finally:
            writer.close()


class PollReader(Reader):
    async def follow(self) -> None:
        while True:
            _, found = await fetch(self.port, self.address("entries"))
            for frame in found["frames"]:
                if not self.take(frame):
                    return
            await asyncio.sleep(0.2)


async def events(reader: asyncio.StreamReader):
    """The events of a chunked text/event-stream."""
    buffer = ""
    while size := int(await reader.readline(), 16):
        buffer += (await reader.readexactly(size)).decode()
        await reader.readexactly(2)
        *whole, buffer = buffer.split("\n\n")
        for event in whole:
            data = [line[5:] for line in event.split("\n") if line.startswith("data:")]
            if data:
                yield json.loads("".join(data))
