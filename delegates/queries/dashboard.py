"""Who comes, in numbers: a constant number of queries, however many come."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from delegates import countries
from delegates.models import Category, Quota, Registration
from events import worldmap
from events.models import Event
from events.queries import EventView
from events.worldmap import Drawn
from files import charts
from languages import tags, texts

State = Registration.State
FEWEST = 5
MOST_COLUMNS = 120
WEEK = 7


@dataclass(frozen=True)
class Line:
    """One row of a chart's table. `query` leads to the list of those whom it counts."""

    name: str
    many: int
    bar: SafeString
    query: str = ""


@dataclass(frozen=True)
class Arrivals:
    """New registrations a day, or a week where there are many days."""

    chart: SafeString
    rows: list[tuple[date, int, int]]
    by_week: bool


@dataclass(frozen=True)
class Numbers:
    event: EventView
    quotas: list[Quota]
    states: list[Line]
    arrivals: Arrivals
    categories: list[Line]
    countries: list[Line]
    drawn: Drawn
    constituencies: list[Line]
    attendance: list[Line]
    languages: list[Line]
    needs: int
    few_needs: bool

    @property
    def total(self) -> int:
        return sum(line.many for line in self.categories)


def numbers(event: Event, languages: Sequence[str]) -> Numbers:
    """Thirteen queries. Where a small group would tell of a person, those under five are one."""
    live = Registration.objects.filter(event=event).exclude(state=State.WITHDRAWN).order_by()
    homes = list(event.constituencies.all())
    read = texts.load([event.name_id, *(each.name_id for each in homes)], languages)
    home_names = {each.pk: str(read[each.name_id]) for each in homes}
    uids = {each.pk: str(each.uid) for each in homes}
    lands = counted(live, "country")
    told = live.aggregate(needs=Count("pk", filter=~Q(needs="")))["needs"]
    states = Registration.objects.filter(event=event).order_by()
    return Numbers(
        event=EventView(event, read[event.name_id]),
        quotas=list(event.quotas.order_by("pk")),
        states=lines(counted(states, "state"), dict(State.choices).get, "state"),
        arrivals=arrivals(event, live),
        categories=lines(counted(live, "category"), dict(Category.choices).get, "category"),
        countries=lines(lands, partial(countries.name, event), "country"),
        drawn=worldmap.drawn(lands, steps=worldmap.steps_for(lands)),
        constituencies=lines(
            counted(live, "constituency"), home_names.get, "constituency", key=uids.get
        ),
        attendance=lines(
            counted(live, "attendance"), dict(Registration.Attendance.choices).get, "attendance"
        ),
        languages=spoken(live),
        needs=told,
        few_needs=0 < told < FEWEST,
    )


def counted(rows: Any, column: str) -> Counter[Any]:
    """How many have each value of a column. One query."""
    found = rows.values_list(column).annotate(many=Count("pk"))
    return Counter(dict(found))


def lines(
    counts: Mapping[Any, int],
    name: Callable[[Any], Any],
    column: str,
    key: Callable[[Any], Any] = str,
) -> list[Line]:
    """The largest first; whoever said nothing last, as «not said»."""
    most = max(counts.values(), default=0)
    ordered = sorted(counts.items(), key=lambda pair: (not pair[0], -pair[1], str(pair[0])))
    return [
        Line(
            str(name(value) or value) if value else _("not said"),
            many,
            charts.bar(many, most),
            f"{column}={key(value)}" if value else _missing(column),
        )
        for value, many in ordered
    ]


def _missing(column: str) -> str:
    return f"missing={column}" if column in {"country", "constituency"} else ""


def spoken(rows: Any) -> list[Line]:
    """How many speak each language; those of fewer than five people in one line."""
    counts: Counter[str] = Counter()
    for tongues, many in rows.values_list("speaks").annotate(many=Count("pk")):
        counts.update(dict.fromkeys(tongues, many))
    shown, rest = merged(counts.most_common())
    most = max((many for _tag, many in [*shown, ("", rest)]), default=0)
    into = get_language() or "en"
    found = [
        Line(tags.name(tag, into), many, charts.bar(many, most), f"language={tag}")
        for tag, many in shown
    ]
    return found + [Line(_("other languages"), rest, charts.bar(rest, most))] * bool(rest)


def merged(counts: Iterable[tuple[str, int]]) -> tuple[list[tuple[str, int]], int]:
    """Groups of five and more, and the sum of the others.

    A sum that is under five itself takes in the smallest of the groups, which would else be
    known by taking away.
    """
    found = sorted(counts, key=lambda pair: -pair[1])
    shown = [pair for pair in found if pair[1] >= FEWEST]
    rest = sum(many for _name, many in found if many < FEWEST)
    while 0 < rest < FEWEST and shown:
        rest += shown.pop()[1]
    return shown, rest


def arrivals(event: Event, rows: Any) -> Arrivals:
    """One query."""
    per_day = rows.values_list(TruncDate("registered_at", tzinfo=event.tz))
    return by_day(Counter(dict(per_day.annotate(many=Count("pk")))))


def by_day(counts: Counter[Any]) -> Arrivals:
    """How many on each day from the first to the last."""
    days = _days(counts)
    by_week = len(days) > MOST_COLUMNS
    step = WEEK if by_week else 1
    found, total = [], 0
    for place in range(0, len(days), step):
        new = sum(counts[day] for day in days[place : place + step])
        total += new
        found.append((days[place], new, total))
    return Arrivals(charts.columns([new for _day, new, _total in found]), found, by_week)


def _days(counts: Mapping[date, int]) -> list[date]:
    """Every day from the first to the last."""
    if not counts:
        return []
    first, last = min(counts), max(counts)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
