"""What goes over a document's socket: binary frames for updates, JSON for the rest.

From the editor: `0 vector` (I stand here), `1 number(4) update` (a change), `2 number(4) update`
(all that I have and you had not), and JSON `{"t": "cursor", "at": …}`.
To the editor: `0 seq(8) length(4) vector update` (what you miss, and where I stand),
`1 seq(8) update` (others' changes), `2 number(4)` (that change is kept), and JSON `cursors`,
`refused`.
"""

import json
import struct
from dataclasses import dataclass
from typing import Any

STAND, CHANGE, MERGE = 0, 1, 2
STATE, CHANGES, KEPT = 0, 1, 2

TOO_LARGE = 1009
SLOW = 4901
FORBIDDEN, MISSING, FULL = 4403, 4404, 4429
MOST_MESSAGE = 1024 * 1024


@dataclass(frozen=True)
class Message:
    """A binary message of an editor; `number` is 0 for its vector."""

    kind: int
    number: int
    data: bytes


def read(message: bytes) -> Message | None:
    """The message, or None for bytes that are none."""
    if message[:1] == bytes([STAND]):
        return Message(STAND, 0, message[1:])
    if len(message) > 5 and message[0] in {CHANGE, MERGE}:
        kind, number = struct.unpack_from("!BI", message)
        return Message(kind, number, message[5:])
    return None


def state(seq: int, vector: bytes, missing: bytes) -> bytes:
    """The answer to a vector; the same bytes are the body of the state's address."""
    return struct.pack("!BQI", STATE, seq, len(vector)) + vector + missing


def changes(seq: int, update: bytes) -> bytes:
    return struct.pack("!BQ", CHANGES, seq) + update


def kept(number: int) -> bytes:
    return struct.pack("!BI", KEPT, number)


def cursors(found: dict[int, dict[str, Any] | None]) -> str:
    """Where others write: by a number for each socket; None for one that left."""
    return json.dumps({"t": "cursors", "of": found}, ensure_ascii=False, separators=(",", ":"))


def refused(number: int, code: str) -> str:
    """The page has the words for each code in its reader's language."""
    return json.dumps({"t": "refused", "n": number, "code": code})
