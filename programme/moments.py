"""Moments written out. A release asks for each of some hundred moments many thousand times."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, wraps


def kept(write: Callable[[datetime], str]) -> Callable[[datetime], str]:
    """`write`, which keeps what it made of the last thousands of moments.

    Equal are also the same moment in two zones, and the two hours that autumn repeats: hence the
    zone and the fold beside the moment.
    """

    @lru_cache(maxsize=8_192)
    def keeper(moment: datetime, zone: object, fold: int) -> str:
        return write(moment)

    @wraps(write)
    def written(moment: datetime) -> str:
        return keeper(moment, moment.tzinfo, moment.fold)

    return written


@kept
def iso(moment: datetime) -> str:
    """`2001-10-09T09:00:00-04:00`."""
    return moment.isoformat()


@kept
def hour(moment: datetime) -> str:
    """`09:00`."""
    return f"{moment:%H:%M}"
