"""When one can apply for a visa, and when it grows too late."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from delegates.letters.destinations import Days


class Stage(Enum):
    """How the day stands to the dates of an application."""

    NOT_NEEDED = "not needed"
    EARLY = "early"
    NOW = "now"
    HURRY = "hurry"
    LATE = "late"


@dataclass(frozen=True)
class Advice:
    """`opens` is the first day to apply, `safe` the last with time for a decision, `closes` the
    last of all. `known` says that this nationality needs a visa; else nobody here can tell.
    """

    stage: Stage
    opens: date
    safe: date
    closes: date
    known: bool


def advise(
    days: Days, *, nationality: str, states: tuple[str, ...], arrives: date, today: date
) -> Advice | None:
    """What to do about a visa for a short stay; None once the day of arrival is past."""
    if today > arrives:
        return None
    opens, safe, closes = (
        arrives - timedelta(days=number) for number in (days.earliest, days.decides, days.latest)
    )
    free = nationality in days.free or nationality in states
    stage = Stage.NOT_NEEDED if free else _stage(today, opens, safe, closes)
    known = free or bool(nationality and days.free)
    return Advice(stage, opens, safe, closes, known)


def _stage(today: date, opens: date, safe: date, closes: date) -> Stage:
    if today > closes:
        return Stage.LATE
    if today > safe:
        return Stage.HURRY
    return Stage.EARLY if today < opens else Stage.NOW
