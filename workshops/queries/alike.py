"""Which proposals are like one another, with the reasons. A constant number of queries each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from delegates.models import Organisation
from events.continents import CONTINENTS
from events.models import Event, Theme
from languages import tags
from languages.models import Term
from languages.texts import Reading
from workshops.likeness.features import CONCEPT, features, of_words
from workshops.likeness.fingerprints import glossary_of, words_of
from workshops.likeness.index import Index, index_of
from workshops.models import Call, Host, Proposal
from workshops.queries.proposals import ProposalView, views_of
from workshops.standing import LIVE

State = Proposal.State
LEAST = 0.1  # of the cosine, below which nobody would see a likeness
CANDIDATES, SHOWN, WORDS = 60, 6, 4
# What else two have in common adds to the likeness of their words.
SAME_ORGANISATION, SAME_THEME, SAME_REGION = 0.12, 0.06, 0.02


@dataclass(frozen=True)
class Alike:
    """A proposal that is like the one asked for, and why: words in common as they stand in it or
    in the glossary, organisations of both, the theme, the continent.
    """

    found: ProposalView
    likeness: float
    words: list[str]
    organisations: list[Reading] = field(default_factory=list)
    theme: bool = False
    region: str = ""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.found, name)

    @property
    def per_cent(self) -> int:
        return min(round(100 * self.likeness), 99)


@dataclass(frozen=True)
class Asked:
    """What likeness is asked for: a proposal, or one that is being written."""

    event: Event
    features: Mapping[str, int]
    proposal: int = 0
    theme: int | None = None
    organisations: frozenset[int] = frozenset()
    countries: frozenset[str] = frozenset()


def of_proposal(proposal: Proposal) -> Asked:
    """One that is written already, by its words as they are now; four queries."""
    known = glossary_of(proposal.event.space_id)
    organisations = organisations_of([proposal]).get(proposal.pk, {})
    return Asked(
        event=proposal.event,
        features=features(words_of([proposal])[proposal.pk], known),
        proposal=proposal.pk,
        theme=proposal.theme_id,
        organisations=frozenset(organisations),
        countries=frozenset(each.country for each in organisations.values() if each.country),
    )


def of_writing(
    event: Event,
    said: Iterable[tuple[str, str]],
    *,
    theme: Theme | None,
    organisation: Organisation | None,
) -> Asked:
    """One that is being written; two queries."""
    hers = {organisation} if organisation else set()
    return Asked(
        event=event,
        features=features(said, glossary_of(event.space_id)),
        theme=theme.pk if theme else None,
        organisations=frozenset(each.pk for each in hers),
        countries=frozenset(each.country for each in hers if each.country),
    )


def readable(event: Event, *, team: bool, proposes: bool) -> QuerySet[Proposal]:
    """What is handed in and may be read by the team, by those who propose, or by everybody."""
    rows = Proposal.objects.filter(event=event, state__in=LIVE)
    if team:
        return rows
    readers = [Call.Readers.EVERYBODY, *([Call.Readers.PROPOSERS] if proposes else [])]
    return rows.filter(Q(call__readers__in=readers) | Q(state=State.ACCEPTED))


def alike(
    asked: Asked, *, among: QuerySet[Proposal], languages: Sequence[str], most: int = SHOWN
) -> list[Alike]:
    """The proposals of `among` that are most like it. Eight queries."""
    index = index_of(asked.event.pk)
    near = index.near(asked.features, most=CANDIDATES, but=asked.proposal)
    near = {key: like for key, like in near.items() if like >= LEAST}
    rows = list(among.filter(pk__in=near).select_related("theme", "organisation", "event"))
    hosts = organisations_of(rows)
    scored = sorted(
        ((near[row.pk] + _more(asked, row, hosts.get(row.pk, {})), row) for row in rows),
        key=lambda each: (-each[0], each[1].pk),
    )[:most]
    chosen = [row for _likeness, row in scored]
    shared = {each.pk: each for row in chosen for each in hosts.get(row.pk, {}).values()}
    shared = {pk: each for pk, each in shared.items() if pk in asked.organisations}
    views, read = views_of(chosen, languages, *(each.name_id for each in shared.values()))
    said = Said(asked, index, concepts(asked.features, languages))
    return [
        Alike(
            found=view,
            likeness=likeness,
            words=said.in_common(view),
            organisations=[
                read[each.name_id] for pk, each in shared.items() if pk in hosts.get(row.pk, {})
            ],
            theme=bool(asked.theme and row.theme_id == asked.theme),
            region=_region(asked, hosts.get(row.pk, {})),
        )
        for (likeness, row), view in zip(scored, views, strict=True)
    ]


def _more(asked: Asked, row: Proposal, hosts: Mapping[int, Organisation]) -> float:
    return (
        SAME_ORGANISATION * bool(asked.organisations & hosts.keys())
        + SAME_THEME * bool(asked.theme and row.theme_id == asked.theme)
        + SAME_REGION * bool(_region(asked, hosts))
    )


def _region(asked: Asked, hosts: Mapping[int, Organisation]) -> str:
    """The continent from which both come, as the page's language calls it; empty for none."""
    theirs = {each.country for each in hosts.values()}
    for continent in CONTINENTS:
        if asked.countries & continent.countries and theirs & continent.countries:
            names = continent.names
            return names.get(tags.base(get_language() or "en"), names["en"])
    return ""


def organisations_of(rows: Sequence[Proposal]) -> dict[int, dict[int, Organisation]]:
    """The organisations that hold each proposal, by their keys. One query."""
    found: dict[int, dict[int, Organisation]] = {}
    for row in rows:
        own: Organisation | None = row.organisation
        found[row.pk] = {own.pk: own} if own else {}
    hosts = Host.objects.filter(proposal__in=rows, state=Host.State.CONFIRMED)
    for host in hosts.select_related("organisation"):
        found[host.proposal_id][host.organisation_id] = host.organisation
    return found


def concepts(found: Mapping[str, int], languages: Sequence[str]) -> dict[str, str]:
    """The glossary's features among these with their words in the reader's language. One query."""
    keys = [int(each[len(CONCEPT) :]) for each in found if each.startswith(CONCEPT)]
    wanted = {tags.base(lang): place for place, lang in reversed(list(enumerate(languages)))}
    best: dict[int, tuple[int, str]] = {}
    rows = Term.objects.filter(concept__in=keys, standing=Term.Standing.PREFERRED)
    for concept, lang, words in rows.order_by("pk").values_list("concept", "lang", "words"):
        place = wanted.get(tags.base(lang), len(wanted))
        best[concept] = min(best.get(concept, (place, words)), (place, words), key=lambda b: b[0])
    return {f"{CONCEPT}{key}": words for key, (_place, words) in best.items()}


@dataclass(frozen=True)
class Said:
    """Finds the words that are in common with what was asked for."""

    asked: Asked
    index: Index
    concepts: Mapping[str, str]

    def in_common(self, view: ProposalView) -> list[str]:
        """At most four, what says most first, as they stand in what the reader sees."""
        found: dict[str, str] = {}
        for feature in self.index.rows.get(view.pk, {}):
            if feature in self.concepts:
                found[feature] = self.concepts[feature]
        for reading in (view.title, view.abstract):
            for feature, start, end in of_words(reading.body, tags.base(reading.lang)):
                if feature in self.asked.features and feature not in found:
                    found[feature] = reading.body[start:end].lower()
        ranked = sorted(found, key=lambda each: -self.index.weight(each))
        return list(dict.fromkeys(found[each] for each in ranked))[:WORDS]
