"""Which proposals are linked: chosen so that the timetable holds what was agreed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from convoca.demo.timetable import Timetable
from convoca.demo.workshops import Workshop
from workshops.models import Link

Kind, State = Link.Kind, Link.State
STORIES = (
    (Kind.SEQUENCE, State.AGREED, 25),
    (Kind.DIALOGUE, State.AGREED, 35),
    (Kind.DIALOGUE, State.PROPOSED, 12),
    (Kind.FUSION, State.PROPOSED, 4),
    (Kind.FUSION, State.REFUSED, 8),
    (Kind.SEQUENCE, State.REFUSED, 4),
    (Kind.SEQUENCE, State.LAPSED, 6),
    (Kind.MEETING, State.LAPSED, 6),
)
"""What became of a link, and how often in a hundred."""
SHARE = 0.45
"""How many of the proposals stand in a link."""


@dataclass(frozen=True)
class Planned:
    """A link between proposals, by their keys."""

    kind: str
    state: str
    keys: tuple[str, ...]
    rooms: str = Link.Rooms.ANY

    @property
    def name(self) -> str:
        return "/".join((self.kind, *self.keys))


def planned(
    made: Sequence[Workshop], grid: Timetable, rng: Random, *, without: Iterable[str] = ()
) -> list[Planned]:
    """Links within each theme, between different organisations; nobody stands in two."""
    found = []
    for theme in sorted({each.theme for each in made}):
        free = [each for each in made if each.theme == theme and each.organisations]
        free = [each for each in free if each.key not in without and each.key in grid.places]
        rng.shuffle(free)
        keep = len(free) * (1 - SHARE)
        while len(free) > max(keep, 1):
            bond = _bond(free, grid, rng)
            if bond:
                found.append(bond)
    return found


def _bond(free: list[Workshop], grid: Timetable, rng: Random) -> Planned | None:
    """Takes one out of `free`, and with it another that fits if there is one."""
    one = free.pop()
    kind, state = rng.choices([row[:2] for row in STORIES], [row[2] for row in STORIES])[0]
    for other in free:
        if set(one.organisations) & set(other.organisations):
            continue
        if state != State.AGREED or _fits(kind, one.key, other.key, grid):
            free.remove(other)
            return Planned(kind, state, (one.key, other.key), _rooms(kind, one, other, grid))
    return None


def _fits(kind: str, one: str, other: str, grid: Timetable) -> bool:
    hours = sorted(grid.hours)
    first, second = (hours.index(grid.places[key].hour) for key in (one, other))
    if kind == Kind.SEQUENCE:
        return second == first + 1 and hours[first].day == hours[second].day
    return first != second


def _rooms(kind: str, one: Workshop, other: Workshop, grid: Timetable) -> str:
    same = grid.places[one.key].hall == grid.places[other.key].hall
    return Link.Rooms.SAME if kind == Kind.SEQUENCE and same else Link.Rooms.ANY
