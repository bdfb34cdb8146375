"""How calls fill up, day by day."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Coalesce, TruncDate

from delegates.queries.dashboard import Arrivals, by_day
from events.models import Event
from events.queries import EventView
from languages import texts
from languages.texts import Reading
from workshops.models import Call, Proposal

State = Proposal.State


@dataclass(frozen=True)
class CallProgress:
    uid: str
    title: Reading
    many: int
    days: Arrivals


@dataclass(frozen=True)
class Progress:
    event: EventView
    calls: list[CallProgress]


def progress(event: Event, languages: Sequence[str]) -> Progress:
    """What was handed in to each call a day, later withdrawn or not. Four queries."""
    calls = list(Call.objects.filter(event=event))
    read = texts.load([event.name_id, *(call.title_id for call in calls)], languages)
    counts = per_day(event)
    return Progress(
        EventView(event, read[event.name_id]),
        [
            CallProgress(
                str(call.uid),
                read[call.title_id],
                sum(counts[call.pk].values()),
                by_day(counts[call.pk]),
            )
            for call in calls
        ],
    )


def per_day(event: Event) -> dict[int, Counter[Any]]:
    """By call. One query."""
    never = Q(handed_in_at=None, state=State.WITHDRAWN)
    rows = Proposal.objects.filter(event=event).exclude(Q(state=State.DRAFT) | never).order_by()
    day = TruncDate(Coalesce("handed_in_at", "created_at"), tzinfo=event.tz)
    found: dict[int, Counter[Any]] = defaultdict(Counter)
    for call, on, many in rows.values_list("call", day).annotate(many=Count("pk")):
        found[call][on] += many
    return found
