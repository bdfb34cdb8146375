"""`/live/<topic>/snapshot`, `…/entries`, `…/stream` and `…/socket`: bare ASGI applications.

`lang` names the reader's language, `after` her position as `epoch:seq`.
"""

import asyncio
import contextlib
import re
from urllib.parse import unquote

from django.conf import settings

from realtime import frames
from realtime.hub import Hub, hub
from realtime.lines import EXTENSION, Line, Ready
from realtime.places import place
from realtime.reader import Lost, Reader
from realtime.reading import Key
from realtime.snapshots import WORTH_COMPRESSING, Snapshot
from realtime.visitors import Refused, Visit, comes_from_here, header
from realtime.web import ASK_AGAIN, JSON, NO_STORE, Receive, Scope, Send, answer, query, refuse

ADDRESS = re.compile(r"^/live/([^/]+)/(snapshot|entries|stream|socket)$")
LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$")
MOST_GROUPS = 80
MOST_MESSAGE = 64 * 1024
MOST_MESSAGES = 60
"""What a follower may send over one socket; she has nothing to say there."""
STREAM_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"private, no-store, no-transform"),
    (b"x-accel-buffering", b"no"),
]
CODES = {403: frames.FORBIDDEN, 404: frames.MISSING, 429: frames.FULL}
RETRY = b"retry:%d\n" % frames.RETRY_MILLISECONDS


async def live(scope: Scope, receive: Receive, send: Send) -> None:
    """Everything below /live/."""
    match = ADDRESS.match(scope["path"])
    name, what = (unquote(match[1]), match[2]) if match else ("", "")
    if scope["type"] == "websocket":
        await follow_by_socket(scope, receive, send, name if what == "socket" else "")
    elif what in {"", "socket"}:
        await refuse(send, 404)
    elif scope["method"] not in {"GET", "HEAD"}:
        await refuse(send, 405, (b"allow", b"GET, HEAD"))
    else:
        try:
            await ANSWERS[what](scope, receive, send, name)
        except Refused as refused:
            later = [(b"retry-after", b"5")] if refused.status in {429, 503} else []
            await refuse(send, refused.status, *later)


async def enter(scope: Scope, name: str) -> tuple[Hub, Reader, Visit, Key]:
    """Opens the topic's door for a follower. Raises Refused."""
    here = hub()
    if here.draining:
        raise Refused(503)
    if not comes_from_here(scope):
        raise Refused(403)
    visit = await here.admit(name, scope)
    reader = here.reader(name)
    return here, reader, visit, (language(scope, reader, visit), visit.audience)


def language(scope: Scope, reader: Reader, visit: Visit) -> str:
    """The language asked for; the usual one if it is none, or if too many are followed."""
    asked = query(scope, "lang")
    known = (asked, visit.audience) in reader.groups or asked in dict(settings.LANGUAGES)
    if known or (LANGUAGE.match(asked) and len(reader.groups) < MOST_GROUPS):
        return asked
    return str(settings.LANGUAGE_CODE)


def position(scope: Scope, reader: Reader) -> tuple[str, int]:
    """The follower's place: from Last-Event-ID, else `after`, else the head.

    A place that cannot be read is one of no epoch, and so leads to `reset`.
    """
    text = header(scope, b"last-event-id") or query(scope, "after")
    if not text:
        return reader.epoch, reader.head
    epoch, _, seq = text.partition(":")
    return (epoch, int(seq)) if seq.isascii() and seq.isdigit() and len(seq) < 19 else ("", 0)


async def give_snapshot(scope: Scope, receive: Receive, send: Send, name: str) -> None:
    """The state with its place, cached by topic, seq, language and audience."""
    here, reader, _, key = await enter(scope, name)
    shot = await here.snapshots.of(reader, key)
    headers = [(b"etag", shot.etag), ASK_AGAIN, (b"vary", b"Cookie, Accept-Encoding")]
    if shot.etag.decode() in header(scope, b"if-none-match"):
        await answer(send, 304, b"", headers)
        return
    body, more = encoded(scope, shot)
    await answer(send, 200, body, [JSON, *headers, *more], head=scope["method"] == "HEAD")


def encoded(scope: Scope, shot: Snapshot) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """The body in brotli for whom reads it and where it is worth it."""
    if len(shot.body) < WORTH_COMPRESSING or "br" not in header(scope, b"accept-encoding"):
        return shot.body, []
    return shot.compressed(), [(b"content-encoding", b"br")]


async def give_entries(scope: Scope, receive: Receive, send: Send, name: str) -> None:
    """What came after a position, for those who poll."""
    _, reader, _, key = await enter(scope, name)
    await reader.fresh()
    try:
        found = await reader.missed(key, *position(scope, reader))
        texts = [frame.text for frame in found]
        reached = found[-1].seq if found else reader.head
    except Lost:
        texts, reached = [frames.reset(reader.epoch, reader.head).text], reader.head
    body = '{"epoch":"%s","seq":%d,"head":%d,"frames":[%s]}' % (  # noqa: UP031
        reader.epoch,
        reached,
        reader.head,
        ",".join([*texts, reader.greeting()[-1].text]),
    )
    await answer(send, 200, body.encode(), [JSON, NO_STORE], head=scope["method"] == "HEAD")


async def follow_by_stream(scope: Scope, receive: Receive, send: Send, name: str) -> None:
    """Server-sent events; `id: epoch:seq` lets the browser resume by itself."""
    if scope["method"] == "HEAD":
        raise Refused(405)
    _, reader, visit, key = await enter(scope, name)
    with place(visit.session):
        await reader.fresh()
        await send({"type": "http.response.start", "status": 200, "headers": STREAM_HEADERS})
        first = RETRY + frames.joined(reader.greeting())
        await send({"type": "http.response.body", "body": first, "more_body": True})
        line = Line(send, socket=False, visit=visit, lang=key[0], ready=ready(scope))
        async with Following(reader, line, *position(scope, reader)):
            while (await receive())["type"] != "http.disconnect":
                pass


async def follow_by_socket(scope: Scope, receive: Receive, send: Send, name: str) -> None:
    """A WebSocket that carries the same frames. Refusals are close codes, which a page sees."""
    await receive()
    if not comes_from_here(scope):
        await send({"type": "websocket.close", "code": frames.FORBIDDEN})
        return
    await send({"type": "websocket.accept"})
    with contextlib.ExitStack() as held:
        try:
            _, reader, visit, key = await enter(scope, name)
            held.enter_context(place(visit.session))
            await reader.fresh()
        except Refused as refused:
            code = CODES.get(refused.status, frames.DRAINING)
            await send({"type": "websocket.close", "code": code})
            return
        line = Line(send, socket=True, visit=visit, lang=key[0], ready=ready(scope))
        await line.catch_up(reader.greeting())
        async with Following(reader, line, *position(scope, reader)):
            await listen(receive, line)


async def listen(receive: Receive, line: Line) -> None:
    """Waits for the end; who sends too much is closed (1009 or 1008)."""
    messages = 0
    while (message := await receive())["type"] != "websocket.disconnect":
        messages += 1
        if len(message.get("text") or message.get("bytes") or "") > MOST_MESSAGE:
            line.close(1009)
        elif messages > MOST_MESSAGES:
            line.close(1008)


class Following:
    """Joins a line to its reader and lets go of it at the end, whatever happens."""

    def __init__(self, reader: Reader, line: Line, epoch: str, seq: int) -> None:
        self.reader, self.line, self.place = reader, line, (epoch, seq)

    async def __aenter__(self) -> None:
        try:
            await self.reader.join(self.line, *self.place)
        except Lost:
            self.line.reset(frames.reset(self.reader.epoch, self.reader.head))
        except Refused:
            self.line.drain()
        except BaseException:
            await self.__aexit__()
            raise

    async def __aexit__(self, *_: object) -> None:
        self.reader.leave(self.line)
        await asyncio.shield(self.line.gone())


def ready(scope: Scope) -> Ready | None:
    """The server's way for ready bytes, if it offers one."""
    found: Ready | None = (scope.get("extensions") or {}).get(EXTENSION)
    return found


ANSWERS = {"snapshot": give_snapshot, "entries": give_entries, "stream": follow_by_stream}
