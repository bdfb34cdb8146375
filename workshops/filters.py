"""How the organisers' list of proposals is narrowed and sorted; its address says it all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from delegates.filters import is_uid
from delegates.queries.lists import Order, Sort
from events import countries
from events.models import Event
from languages import texts
from languages.folding import fold
from workshops.models import Link, Need, Proposal, Side

Rows = QuerySet[Proposal]
State = Proposal.State
STATES = [choice for choice in State.choices if choice[0] != State.DRAFT]
LINKS = {
    "agreed": (_("agreed"), Q(link__state=Link.State.AGREED)),
    "waits": (_("waits for answers"), Q(link__state=Link.State.PROPOSED)),
    "none": (_("none"), Q(link__state__in=[Link.State.AGREED, Link.State.PROPOSED])),
}
MOST_LETTERS, MOST_WORDS = 200, 10


def by_words(rows: Rows, words: str) -> Rows:
    """Each word in the title or the abstract in any language, or in the name of who speaks."""
    for word in fold(words).split()[:MOST_WORDS]:
        found = texts.matching(word)
        rows = rows.filter(Q(title__in=found) | Q(abstract__in=found) | Q(search__contains=word))
    return rows


def by_language(rows: Rows, tag: str) -> Rows:
    """Lists of languages are searched as their JSON text."""
    return rows.annotate(as_spoken=Cast("spoken", TextField())).filter(
        as_spoken__contains=f'"{tag}"'
    )


def by_links(rows: Rows, how: str) -> Rows:
    has = Exists(Side.objects.filter(LINKS[how][1], proposal=OuterRef("pk")))
    return rows.filter(~has if how == "none" else has)


def by_need(rows: Rows, kind: str) -> Rows:
    return rows.filter(Exists(Need.objects.filter(kind=kind, proposal=OuterRef("pk"))))


def by(column: str) -> Callable[[Rows, str], Rows]:
    return lambda rows, value: rows.filter(**{column: value})


def is_tag(value: str) -> bool:
    return value.isascii() and value.replace("-", "").isalnum()


@dataclass(frozen=True)
class Filter:
    """`holds` says whether a value in an address is one."""

    name: str
    label: Any
    narrow: Callable[[Rows, str], Rows]
    holds: Callable[[str], bool] = bool


FILTERS = (
    Filter("q", _("Words, or who speaks"), by_words),
    Filter("state", _("State"), by("state"), dict(STATES).__contains__),
    Filter("call", _("Call"), by("call__uid"), is_uid),
    Filter("theme", _("Theme"), by("theme__uid"), is_uid),
    Filter("kind", _("Kind of activity"), by("kind__uid"), is_uid),
    Filter("language", _("Spoken in"), by_language, is_tag),
    Filter("country", _("Country of the organisation"), by("organisation__country"),
           countries.is_known),
    Filter("links", _("Links"), by_links, LINKS.__contains__),
    Filter("needs", _("Needs"), by_need, Need.Kind.values.__contains__),
)  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """A value by each filter's name; what is empty or unknown narrows nothing."""

    values: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Wanted":
        """From an address's query."""
        given = ((each, asked.get(each.name, "").strip()[:MOST_LETTERS]) for each in FILTERS)
        return cls({each.name: value for each, value in given if value and each.holds(value)})

    def __bool__(self) -> bool:
        return bool(self.values)

    @property
    def query(self) -> str:
        return urlencode(self.values)

    def rows(self, event: Event) -> Rows:
        """Without drafts, which are their writers' alone."""
        never = Q(state=State.WITHDRAWN, handed_in_at=None)
        found = Proposal.objects.filter(event=event).exclude(Q(state=State.DRAFT) | never)
        for each in FILTERS:
            if each.name in self.values:
                found = each.narrow(found, self.values[each.name])
        return found


def column(name: str) -> Callable[[], Any]:
    """What is missing comes first."""
    return lambda: Coalesce(name, Value(""), output_field=TextField())


def _sorts(sorts: Sequence[Sort]) -> dict[str, Sort]:
    return {each.name: each for each in sorts}


@dataclass(frozen=True)
class ProposalOrder(Order):
    """In which order: as begun unless something else is asked for."""

    SORTS = _sorts(
        (
            Sort("came", _("In the order in which they came"), None),
            Sort("handed", _("Handed in"), lambda: Coalesce(F("handed_in_at"), F("created_at"))),
            Sort("title", _("Title"), lambda: F("title__folded")),
            Sort("theme", _("Theme"), column("theme__name__folded")),
            Sort("organisation", _("Organisation"), column("organisation__search")),
        )
    )
