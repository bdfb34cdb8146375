"""How many lines one session may hold open in this process: each of them costs memory here."""

import contextlib
from collections import Counter
from collections.abc import Iterator

from realtime.visitors import Refused

MOST = 32
"""A browser has one line for each topic, whatever the number of its tabs."""
_held: Counter[str] = Counter()


@contextlib.contextmanager
def place(session: str) -> Iterator[None]:
    """A line's place, until it ends. Raises Refused (429) for one too many.

    Strangers have no session and are not counted: hundreds of them share one address.
    """
    if not session:
        yield
        return
    if _held[session] >= MOST:
        raise Refused(429)
    _held[session] += 1
    try:
        yield
    finally:
        _held[session] -= 1
        if not _held[session]:
            del _held[session]
