"""How much anybody may send, counted before it is kept."""

import asyncio
import contextlib
import re
from typing import Any

MOST = 1_000_000
MOST_UPLOADED = 12_000_000
UPLOADS = re.compile(r"/(upload|import)/?$")
"""Where files are handed in: paths that end so."""
MOST_DISCARDED = 32_000_000
SECONDS = 5.0
"""What is still read, and thrown away, of a body that is refused: a browser that is cut off
while it sends shows its person no answer."""


class TooLarge(Exception):
    """The body is longer than its path allows."""


def limit(path: str) -> int:
    """Bytes that a body sent to `path` may have."""
    return MOST_UPLOADED if UPLOADS.search(path) else MOST


def counted(receive: Any, most: int) -> Any:
    """A `receive` that raises TooLarge once more than `most` bytes have come."""
    seen = 0

    async def receiving() -> dict[str, Any]:
        nonlocal seen
        message: dict[str, Any] = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise TooLarge
        return message

    return receiving


def announced(headers: list[tuple[bytes, bytes]]) -> int:
    """The length that a client announces, 0 if none. It is believed only if it is too large."""
    value = next((value for name, value in headers if name == b"content-length"), b"0")
    return int(value) if value.isdigit() else 0


async def discard(receive: Any) -> None:
    """Reads what still comes and keeps nothing, within MOST_DISCARDED bytes and SECONDS."""
    seen, more = 0, True
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(SECONDS):
            while more and seen < MOST_DISCARDED:
                message = await receive()
                seen += len(message.get("body", b""))
                more = bool(message.get("more_body"))
