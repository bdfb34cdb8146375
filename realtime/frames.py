"""Frames as bytes, each built once and handed alike to every follower.

A frame is one JSON object with its type under `t`: `hello`, `entry`, `skip`, `beat`,
`counters`, `reset`.
"""

import datetime
import json
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from realtime.models import Entry

SLOW = 4901
DRAINING = 4900
RESET = 4902
FORBIDDEN = 4403
MISSING = 4404
FULL = 4429
RETRY_MILLISECONDS = 3_000


@dataclass(frozen=True, slots=True)
class Frame:
    """One message in every form that a line may need. `seq` is 0 outside of the log."""

    seq: int
    text: str
    socket: bytes
    """An RFC 6455 text frame, unmasked."""
    event: bytes
    """An event of a text/event-stream."""
    chunk: bytes
    """The same event as an HTTP/1.1 chunk."""


def frame(body: dict[str, Any], *, epoch: str = "") -> Frame:
    """Builds a frame; one with a `seq` in the log carries `id: epoch:seq` in a stream."""
    text = json_text(body)
    data = text.encode()
    seq = int(body.get("seq", 0)) if body["t"] in {"entry", "skip"} else 0
    head = f"id:{epoch}:{seq}\n".encode() if seq else b""
    event = b"%sdata:%s\n\n" % (head, data)
    return Frame(seq, text, text_frame(data), event, chunk(event))


def json_text(body: Any) -> str:
    """JSON without blanks; moments as ISO 8601 in UTC, everything unknown to JSON as its text."""
    return json.dumps(body, default=plain, ensure_ascii=False, separators=(",", ":"))


def plain(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="milliseconds")[:-6] + "Z"
    return str(value)


def text_frame(data: bytes) -> bytes:
    """The header is 2, 4 or 10 bytes long (RFC 6455 §5.2)."""
    if len(data) < 126:
        return struct.pack("!BB", 0x81, len(data)) + data
    if len(data) < 65_536:
        return struct.pack("!BBH", 0x81, 126, len(data)) + data
    return struct.pack("!BBQ", 0x81, 127, len(data)) + data


def chunk(data: bytes) -> bytes:
    """RFC 9112 §7.1."""
    return b"%x\r\n%s\r\n" % (len(data), data)


def entry_frame(entry: Entry, rendered: dict[str, Any] | None, epoch: str) -> Frame:
    """What one audience sees of an entry, or a `skip` that moves its position on."""
    if rendered is None:
        return frame({"t": "skip", "seq": entry.seq}, epoch=epoch)
    return frame(
        {"t": "entry", "seq": entry.seq, "kind": entry.kind, "at": entry.at, "data": rendered},
        epoch=epoch,
    )


def hello(epoch: str, head: int) -> Frame:
    return frame({"t": "hello", "epoch": epoch, "seq": head})


def beat(epoch: str, head: int) -> Frame:
    """Says every 25 s where the log stands, so that a lost last message is seen too."""
    return frame({"t": "beat", "epoch": epoch, "seq": head})


def reset(epoch: str, head: int) -> Frame:
    """Asks for the snapshot: the position is too old, ahead, or of another epoch."""
    return frame({"t": "reset", "epoch": epoch, "seq": head})


def counters(values: dict[str, int]) -> Frame:
    return frame({"t": "counters", "counters": values})


def joined(frames: Iterable[Frame]) -> bytes:
    """Several frames as one piece of a stream."""
    return b"".join(each.event for each in frames)
