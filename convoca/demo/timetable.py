"""Where and when the sessions stand: days are counted from the meeting's first, hours are its own.

A greedy is enough here: the largest first, each into the smallest room that will do, at the hour
where its theme stands least often.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time

from convoca.demo.places import Hall
from convoca.demo.workshops import Plenary, Workshop


@dataclass(frozen=True, order=True)
class Hour:
    """The beginning of a slot."""

    day: int
    at: time


@dataclass(frozen=True)
class Place:
    hour: Hour
    hall: str


QUEBEC_HOURS = (
    *(Hour(0, time(hour)) for hour in (14, 16)),
    *(Hour(1, time(hour)) for hour in (14, 16)),
    *(Hour(2, time(hour)) for hour in (11, 14, 16)),
    Hour(3, time(9)),
)
BREAKS = ((time(12, 30), time(13, 30)),)


@dataclass
class Timetable:
    """A grid of `hours` and `halls` that fills up; `people` maps a session to its speakers."""

    hours: Sequence[Hour]
    halls: Sequence[Hall]
    people: Mapping[str, Iterable[int]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    taken: set[tuple[Hour, str]] = field(default_factory=set)
    busy: set[tuple[Hour, int]] = field(default_factory=set)
    themes: Counter[tuple[Hour, str]] = field(default_factory=Counter)

    def place_all(self, sessions: Iterable[Workshop]) -> dict[str, Place]:
        """A place for each session. Raises LookupError where there is none."""
        self.halls = sorted(self.halls, key=lambda hall: (hall.seats, hall.booths, hall.key))
        for session in sorted(sessions, key=lambda each: (-each.size, -len(each.into), each.key)):
            self.put(session, self.find(session))
        return self.places

    def find(self, session: Workshop) -> Place:
        for hour in sorted(self.hours, key=lambda hour: self._fullness(hour, session.theme)):
            if any((hour, person) in self.busy for person in self.people.get(session.key, ())):
                continue
            hall = self._hall(hour, session)
            if hall:
                return Place(hour, hall.key)
        raise LookupError(f"There is no place for «{session.title.body}».")

    def put(self, session: Workshop, place: Place) -> None:
        self.places[session.key] = place
        self.taken.add((place.hour, place.hall))
        self.busy |= {(place.hour, person) for person in self.people.get(session.key, ())}
        self.themes[place.hour, session.theme] += 1
        self.themes[place.hour, ""] += 1

    def _fullness(self, hour: Hour, theme: str) -> tuple[int, int, Hour]:
        return self.themes[hour, theme], self.themes[hour, ""], hour

    def _hall(self, hour: Hour, session: Workshop) -> Hall | None:
        """The smallest free one; one with booths enough if there is one."""
        free = [
            hall
            for hall in self.halls
            if hall.seats >= session.size and (hour, hall.key) not in self.taken
        ]
        equipped = (hall for hall in free if hall.booths >= len(session.into))
        return next(equipped, free[0] if free else None)

    def free_hall(self, hour: Hour, size: int) -> str:
        """A hall of `size` seats that stands empty at `hour`. Raises LookupError."""
        for hall in self.halls:
            if hall.seats >= size and (hour, hall.key) not in self.taken:
                return hall.key
        raise LookupError(f"No hall is free on day {hour.day} at {hour.at}.")


def fix(plenaries: Iterable[Plenary], hall: str) -> dict[str, Place]:
    """The places of the plenaries."""
    return {each.workshop.key: Place(Hour(each.day, each.at), hall) for each in plenaries}
