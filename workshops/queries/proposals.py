"""What pages of proposals read: a constant number of queries each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from accounts.models import Person
from events.models import Event
from languages import texts
from languages.texts import Reading
from workshops.models import Contributor, Host, Need, Proposal, Session

State = Proposal.State


@dataclass(frozen=True)
class ProposalView:
    """A proposal as its page and the lists show it."""

    proposal: Proposal
    title: Reading
    abstract: Reading
    theme: Reading
    organisation: Reading
    kind: Reading = texts.NOTHING
    people: Sequence[Contributor] = ()
    needed: Sequence[Need] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.proposal, name)


def views_of(
    rows: Sequence[Proposal], languages: Sequence[str], *more: int
) -> tuple[list[ProposalView], dict[int | None, Reading]]:
    """The proposals with their texts, and the texts `more`. Two queries."""
    ids = [pk for each in rows for pk in _text_ids(each)]
    read = texts.load([*ids, *more], languages)
    return [_view(each, read) for each in rows], read


def _view(each: Proposal, read: Mapping[int | None, Reading]) -> ProposalView:
    title, abstract, theme, organisation = (read[pk] for pk in _text_ids(each))
    return ProposalView(each, title, abstract, theme, organisation)


def _text_ids(each: Proposal | Session) -> tuple[int | None, ...]:
    return (
        each.title_id,
        each.abstract_id,
        each.theme.name_id if each.theme else None,
        each.organisation.name_id if each.organisation else None,
    )


def proposal_view(proposal: Proposal, languages: Sequence[str]) -> ProposalView:
    """One with its kind, its people and what it needs. Five queries."""
    kind = proposal.kind.name_id if proposal.kind else 0
    [found], read = views_of([proposal], languages, kind)
    people = proposal.contributors.select_related("registration").prefetch_related("hours")
    return replace(
        found,
        kind=read[kind] if kind else texts.NOTHING,
        people=list(people),
        needed=list(proposal.need_rows.all()),
    )


def own(event: Event, person: Person, languages: Sequence[str]) -> list[ProposalView]:
    """What she proposed or holds with others, the latest first. Three queries."""
    confirmed = Host.objects.filter(person=person, state=Host.State.CONFIRMED)
    hers = Q(proposer=person) | Q(pk__in=confirmed.values("proposal"))
    rows = Proposal.objects.filter(hers, event=event).order_by("-pk")
    return views_of(list(rows.select_related("theme", "organisation")[:100]), languages)[0]


def language_word(tag: str) -> str:
    """How a spoken language stands among the words that are searched."""
    return f"|{tag}|"
