"""A board and a hall as their templates show them: hours as moments, newest lines first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from boards.queries import ShownLine, ShownRunning
from programme.models import Running
from programme.shown import Card

NEWEST = 5
NEXT_HOURS = 2
"""How many of the hours at which something begins are shown as next."""


@dataclass(frozen=True)
class Item:
    """A session on the hall's screen. `when` is «on», «next» or «later»."""

    card: Card
    running: ShownRunning | None
    when: str


def newest_first(lines: Sequence[ShownLine]) -> list[dict[str, Any]]:
    """Lines with their hour as a moment, the newest first."""
    return [{**line, "moment": datetime.fromisoformat(line["at"])} for line in reversed(lines)]


def items(cards: Iterable[Card], running: Iterable[ShownRunning], now: datetime) -> list[Item]:
    """What is on, what begins next, and what a screen that stays open shows later."""
    of_code = {each["code"]: each for each in running}
    found = [(card, of_code.get(card.code)) for card in cards if not card.cancelled]
    waiting = sorted({card.begins for card, goes in found if _is_next(card, goes, now)})
    soon = set(waiting[:NEXT_HOURS])
    return [
        Item(card, goes, _when(card, goes, now, soon))
        for card, goes in sorted(found, key=lambda pair: (pair[0].begins, pair[0].room.name.body))
        if goes is None or goes["state"] != Running.State.ENDED
    ]


def _when(card: Card, goes: ShownRunning | None, now: datetime, soon: set[datetime]) -> str:
    if not _is_next(card, goes, now):
        return "on"
    return "next" if card.begins in soon else "later"


def _is_next(card: Card, goes: ShownRunning | None, now: datetime) -> bool:
    """A session that is live runs, whatever the clock says."""
    return card.begins > now and (goes is None or goes["state"] != Running.State.LIVE)


def changed(running: Iterable[ShownRunning]) -> list[ShownRunning]:
    """Those who go elsewhere or begin late, which is what a passer-by must know."""
    return [each for each in running if each["room"] or each["state"] == Running.State.LATE]
