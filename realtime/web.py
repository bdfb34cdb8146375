"""The few words of ASGI that a bare application needs."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

JSON = (b"content-type", b"application/json")
TEXT = (b"content-type", b"text/plain; charset=utf-8")
NO_STORE = (b"cache-control", b"private, no-store")
ASK_AGAIN = (b"cache-control", b"private, no-cache")


async def answer(
    send: Send, status: int, body: bytes, headers: Headers, *, head: bool = False
) -> None:
    """A whole answer at once; `head` leaves the body out."""
    length = (b"content-length", str(len(body)).encode())
    start = {"type": "http.response.start", "status": status, "headers": [*headers, length]}
    if status == 304:
        start["headers"] = headers
    await send(start)
    await send({"type": "http.response.body", "body": b"" if head or status == 304 else body})


async def refuse(send: Send, status: int, *more: tuple[bytes, bytes]) -> None:
    """An answer that says no in one line."""
    text = f'{{"error":{status}}}'.encode()
    await answer(send, status, text, [JSON, NO_STORE, *more])


def query(scope: Scope, name: str) -> str:
    """A parameter of the address, or nothing."""
    found = parse_qs(scope["query_string"].decode("latin-1")).get(name)
    return found[0] if found else ""
