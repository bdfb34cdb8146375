"""What a person chose, and what of it clashes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from events.models import Event
from programme.models import Star
from programme.shown import Card


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two chosen sessions at the same time."""

    one: Card
    other: Card


def starred_codes(person: Any, event: Event) -> list[str]:
    """The codes of the sessions that a person chose. One query."""
    rows = Star.objects.filter(person=person, session__event=event)
    return list(rows.order_by("session__code").values_list("session__code", flat=True))


def overlaps(cards: Sequence[Card]) -> list[Overlap]:
    """The pairs of chosen sessions that run at the same time, cancelled ones left out."""
    held = sorted((card for card in cards if not card.cancelled), key=lambda card: card.begins)
    return [
        Overlap(one, other)
        for place, one in enumerate(held)
        for other in held[place + 1 :]
        if other.begins < one.ends
    ]
