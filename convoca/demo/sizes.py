"""How large a demo is, and when it takes place."""

from dataclasses import dataclass
from datetime import date, time
from random import Random

SEED = 1997


def seeded() -> Random:
    """Chance that falls alike at each run."""
    return Random(SEED)  # noqa: S311 (invented names, no secrets)


@dataclass(frozen=True)
class Size:
    """A meeting's measure. `hours` are the beginnings of its workshops on an ordinary day."""

    name: str
    event: str
    delegates: int
    organisations: int
    sessions: int
    rooms: int
    days: int
    minutes: int
    hours: tuple[time, ...]
    begins: date = date(2005, 1, 26)


def _hours(first: int, count: int, step: int) -> tuple[time, ...]:
    """`count` beginnings, `step` minutes apart, from the minute `first` of the day."""
    return tuple(time(*divmod(first + n * step, 60)) for n in range(count))


QUEBEC = "quebec"
FORUM = Size("forum", "forum-2005", 5_000, 1_200, 400, 20, 4, 90, _hours(8 * 60 + 30, 6, 105))
WSF = Size("wsf", "wsf-2005", 20_000, 6_500, 2_500, 70, 5, 75, _hours(8 * 60, 8, 90))
SIZES = {size.name: size for size in (FORUM, WSF)}
