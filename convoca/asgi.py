"""The one way in, before Django: health, files, released pages, live topics; then the rest."""

import os
from collections.abc import Awaitable, Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convoca.settings")

from django.conf import settings
from django.core.asgi import get_asgi_application

django_application: Any = get_asgi_application()

from convoca import artefacts, bodies, draining, garbage, sockets, statics  # noqa: E402
from convoca.headers import security_headers, with_headers  # noqa: E402
from convoca.health import Health  # noqa: E402
from realtime.asgi import live  # noqa: E402
from realtime.visitors import header  # noqa: E402
from realtime.web import JSON, NO_STORE, Receive, Scope, Send, answer, refuse  # noqa: E402

HEADERS = security_headers()
FILES = statics.read(settings.STATIC_DIR)
CLOSE = (b"connection", b"close")
health = Health()
talk = sockets.talk()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Convoca under any ASGI server."""
    await KINDS[scope["type"]](scope, receive, send)


async def web(scope: Scope, receive: Receive, send: Send) -> None:
    """A request over HTTP."""
    path = scope["path"]
    if path.startswith("/live/"):
        await live(scope, receive, with_headers(send, HEADERS))
        return
    draining.state.requests += 1
    try:
        await (by_prefix(path) or page)(scope, receive, send)
    finally:
        draining.state.requests -= 1


def by_prefix(path: str) -> Callable[[Scope, Receive, Send], Awaitable[None]] | None:
    if path.startswith("/static/"):
        return static
    return HEALTH.get(path)


async def static(scope: Scope, receive: Receive, send: Send) -> None:
    status, body, headers = statics.respond(
        FILES,
        scope["path"].removeprefix("/static/"),
        accepted=header(scope, b"accept-encoding"),
        known=header(scope, b"if-none-match"),
    )
    await answer(send, status, body, headers + HEADERS, head=scope["method"] == "HEAD")


async def lives(scope: Scope, receive: Receive, send: Send) -> None:
    await answer(send, 200, b'{"live":true}', [JSON, NO_STORE, *HEADERS])


async def is_ready(scope: Scope, receive: Receive, send: Send) -> None:
    wrong = await health.ready()
    body = f'{{"ready":false,"because":"{wrong}"}}' if wrong else '{"ready":true}'
    await answer(send, 503 if wrong else 200, body.encode(), [JSON, NO_STORE, *HEADERS])


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    """A released artefact, or Django with its body counted."""
    served = artefacts.respond(scope) if scope["method"] in {"GET", "HEAD"} else None
    if served:
        await send(served.start)
        await send(artefacts.NO_BODY if scope["method"] == "HEAD" else served.body)
        return
    most = bodies.limit(scope["path"])
    if bodies.announced(scope["headers"]) > most:
        await too_large(receive, send)
        return
    begun = Begun(with_headers(send, HEADERS))
    try:
        await django_application(scope, bodies.counted(receive, most), begun.send)
    except bodies.TooLarge:
        if not begun.begun:
            await too_large(receive, send)


async def too_large(receive: Receive, send: Send) -> None:
    await bodies.discard(receive)
    await refuse(send, 413, CLOSE, *HEADERS)


class Begun:
    """Notes whether an answer has begun."""

    def __init__(self, send: Send) -> None:
        self.begun = False
        self._send = send

    async def send(self, message: dict[str, Any]) -> None:
        self.begun = True
        await self._send(message)


async def socket(scope: Scope, receive: Receive, send: Send) -> None:
    inner = live if scope["path"].startswith("/live/") else talk
    await inner(scope, receive, send)


async def lifespan(scope: Scope, receive: Receive, send: Send) -> None:
    """uvicorn speaks this; Daphne does not, and its module does the same at its start."""
    while (message := await receive())["type"] != "lifespan.shutdown":
        draining.listen()
        garbage.settle()
        await send({"type": message["type"] + ".complete"})
    await send({"type": "lifespan.shutdown.complete"})


HEALTH = {"/health/live": lives, "/health/ready": is_ready}
KINDS = {"http": web, "websocket": socket, "lifespan": lifespan}
