"""Followers inside the test's own loop, through the ASGI application."""

import asyncio
import contextlib
import json
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from realtime.asgi import live
from realtime.hub import hub

SECONDS = 10


def run(main) -> Any:
    """Runs a test's coroutine and ends its hub."""

    async def whole():
        try:
            return await asyncio.wait_for(main(), 60)
        finally:
            await hub().stop()

    return asyncio.run(whole())


def session_of(person) -> str:
    """The key of a session in which `person` is logged in."""
    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.save()
    return store.session_key


def scope_of(path: str, kind: str, headers: dict[str, str], session: str) -> dict[str, Any]:
    path, _, query = path.partition("?")
    cookie = {"cookie": f"{settings.SESSION_COOKIE_NAME}={session}"} if session else {}
    given = {"host": "localhost:8000"} | cookie | headers
    return {
        "type": kind,
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
    }


async def get(path: str, *, method: str = "GET", session: str = "", **headers: str):
    """Status, headers and JSON of a whole answer."""
    sent: list[dict[str, Any]] = []

    async def send(message):
        sent.append(message)

    names = {name.replace("_", "-"): value for name, value in headers.items()}
    scope = scope_of(path, "http", names, session) | {"method": method}
    await live(scope, asyncio.Event().wait, send)
    body = b"".join(message.get("body", b"") for message in sent[1:])
    raw = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], raw, body


class Follower:
    """One open line. `frames` come parsed; `ended` is the close code, 0 for a stream's end."""

    def __init__(self, path: str, *, session: str = "", ready=None, **headers: str) -> None:
        kind = "websocket" if path.split("?", maxsplit=1)[0].endswith("socket") else "http"
        self.scope = scope_of(path, kind, headers, session)
        if ready:
            self.scope["extensions"] = {"convoca.ready": ready}
        self.kind = kind
        self.status = 0
        self.ended: int | None = None
        self.frames: list[dict] = []
        self.log: list[dict] = []  # Those frames that move the position.
        self.open = asyncio.Event()
        self.open.set()
        self._came = asyncio.Condition()
        self._incoming: asyncio.Queue = asyncio.Queue()
        if kind == "websocket":
            self.say({"type": "websocket.connect"})
        self.task = asyncio.ensure_future(live(self.scope, self._incoming.get, self._send))

    def say(self, message: dict[str, Any]) -> None:
        self._incoming.put_nowait(message)

    def take_nothing(self) -> None:
        """From now on the line takes no more frames, as one whose reader is stuck."""
        self.open.clear()

    async def _send(self, message) -> None:
        if message["type"] in {"websocket.send", "http.response.body"}:
            await self.open.wait()
        async with self._came:
            self._note(message)
            self._came.notify_all()

    def _note(self, message) -> None:
        if message["type"] == "websocket.send":
            self._take(message["text"])
        elif message["type"] == "http.response.body":
            for text in data_of(message["body"]):
                self._take(text)
        if message["type"] == "http.response.start":
            self.status = message["status"]
        if message["type"] == "websocket.close":
            self.ended = message.get("code", 1000)
            self.say({"type": "websocket.disconnect"})
        elif message["type"] == "http.response.body" and not message.get("more_body"):
            self.ended = 0
            self.say({"type": "http.disconnect"})

    def _take(self, text: str) -> None:
        self.frames.append(json.loads(text))
        if self.frames[-1]["t"] in {"entry", "skip"}:
            self.log.append(self.frames[-1])

    async def until(self, condition) -> None:
        """Waits for something to be true of this follower; fails after 10 s."""
        async with asyncio.timeout(SECONDS), self._came:
            await self._came.wait_for(condition)

    async def reaches(self, seq: int) -> list[int]:
        """Waits for a place in the log; returns all the numbers that came."""
        await self.until(lambda: self.log and self.log[-1]["seq"] >= seq)
        return [frame["seq"] for frame in self.log]

    async def joined(self, number: int = 1) -> None:
        """Waits until it is live, as the one of that number."""
        async with asyncio.timeout(SECONDS):
            while hub().followers < number:  # noqa: ASYNC110
                await asyncio.sleep(0)

    async def leave(self) -> None:
        kind = "websocket" if self.kind == "websocket" else "http"
        self.say({"type": f"{kind}.disconnect"})
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait_for(self.task, SECONDS)


def data_of(piece: bytes) -> list[str]:
    text = piece if isinstance(piece, str) else piece.decode()
    return [line[5:] for line in text.split("\n") if line.startswith("data:")]
