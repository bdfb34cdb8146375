"""Which themes are tied together by links of their proposals: a picture, and its tables."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import Count
from django.utils.safestring import SafeString

from events.models import Event, Theme
from events.queries import EventView
from files import charts
from languages import texts
from languages.texts import Reading
from workshops.models import Link, Proposal, Side

Pair = tuple[int, int]


@dataclass(frozen=True)
class Node:
    number: int
    uid: str
    name: Reading
    many: int


@dataclass(frozen=True)
class Tie:
    """Two themes (or one and itself), and how many links of each kind tie them."""

    one: Node
    other: Node
    kinds: list[tuple[Any, int]]
    many: int


@dataclass(frozen=True)
class ThemeMap:
    event: EventView
    chart: SafeString
    nodes: list[Node]
    ties: list[Tie]


def theme_map(event: Event, languages: Sequence[str]) -> ThemeMap:
    """Of what was handed in and not withdrawn or declined, with agreed links. Five queries."""
    themes = list(Theme.objects.filter(event=event))
    read = texts.load([event.name_id, *(theme.name_id for theme in themes)], languages)
    live = Proposal.objects.filter(event=event, state__in=["submitted", "waiting", "accepted"])
    counts = dict(live.order_by().values_list("theme").annotate(many=Count("pk")))
    nodes = {
        theme.pk: Node(number, str(theme.uid), read[theme.name_id], counts.get(theme.pk, 0))
        for number, theme in enumerate(themes, 1)
    }
    ties = ties_of(event, nodes)
    edges = [(tie.one.number - 1, tie.other.number - 1, tie.many) for tie in ties]
    chart = charts.network([node.many for node in nodes.values()], edges)
    return ThemeMap(EventView(event, read[event.name_id]), chart, list(nodes.values()), ties)


def ties_of(event: Event, nodes: dict[int, Node]) -> list[Tie]:
    """The strongest first. One query."""
    sides = Side.objects.filter(link__event=event, link__state=Link.State.AGREED)
    found: dict[int, list[int]] = defaultdict(list)
    kinds: dict[int, str] = {}
    for link, kind, theme in sides.order_by().values_list("link", "link__kind", "proposal__theme"):
        if theme in nodes:
            found[link].append(theme)
            kinds[link] = kind
    counts: dict[Pair, Counter[str]] = defaultdict(Counter)
    for link, themes in found.items():
        for pair in pairs(themes, nodes):
            counts[pair][kinds[link]] += 1
    ties = [tie(nodes, pair, told) for pair, told in counts.items()]
    return sorted(ties, key=lambda each: (-each.many, each.one.number, each.other.number))


def pairs(themes: Iterable[int], nodes: dict[int, Node]) -> set[Pair]:
    """Which themes one link ties; a theme with itself where two of its sides are of it."""
    ordered = sorted(themes, key=lambda theme: nodes[theme].number)
    return set(combinations(ordered, 2))


def tie(nodes: dict[int, Node], pair: Pair, told: Counter[str]) -> Tie:
    kinds = [(label, told[kind]) for kind, label in Link.Kind.choices if told[kind]]
    return Tie(nodes[pair[0]], nodes[pair[1]], kinds, sum(told.values()))
