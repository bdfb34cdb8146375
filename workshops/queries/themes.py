"""What pages of themes and conversations read: a constant number of queries each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from access.paging import Page, page_of
from accounts.models import Person
from events.models import Event, Theme
from languages import texts
from languages.texts import Reading
from workshops.likeness.index import index_of
from workshops.models import Conversation, Facilitator, Link, Message, Proposal, Side, ThemeMessage
from workshops.queries.alike import readable
from workshops.queries.proposals import ProposalView, views_of
from workshops.standing import hers

PAIRS, LIKE = 60, 0.18
MESSAGES = 100


@dataclass(frozen=True)
class ThemeLine:
    theme: Theme
    name: Reading
    proposals: int
    hers: bool


def themes(event: Event, person: Person, languages: Sequence[str]) -> list[ThemeLine]:
    """The event's themes, each with how many proposals she may read there. Five queries."""
    rows = list(Theme.objects.filter(event=event))
    own = {each.theme_id for each in hers(event, person)}
    seen = readable(event, team=False, proposes=bool(own)).order_by().values("theme")
    many = dict(seen.annotate(many=Count("pk")).values_list("theme", "many"))
    names = texts.load([each.name_id for each in rows], languages)
    return [
        ThemeLine(each, names[each.name_id], many.get(each.pk, 0), each.pk in own) for each in rows
    ]


@dataclass(frozen=True)
class Said:
    """A message to all of a theme: for which proposal, or by one who facilitates."""

    message: ThemeMessage
    proposal: ProposalView | None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.message, name)


@dataclass(frozen=True)
class ThemePage:
    theme: Theme
    name: Reading
    page: Page[ProposalView]
    hers: list[ProposalView]
    facilitates: bool
    said: list[Said]
    facilitators: list[str]

    @property
    def own_uids(self) -> set[UUID]:
        """Her own proposals of this theme, to which she does not write."""
        return {each.uid for each in self.hers}

    @property
    def speaks(self) -> bool:
        """Whether she says something here."""
        return self.facilitates or bool(self.hers)


def theme_page(
    theme: Theme, person: Person, *, words: str, after: str, languages: Sequence[str]
) -> ThemePage:
    """Fifty proposals of a theme that she may read, and what is said to all. Nine queries."""
    event = theme.event
    own = list(hers(event, person).select_related("theme", "organisation"))
    named = list(Facilitator.objects.filter(theme=theme).select_related("person"))
    facilitates = person.pk in {each.person_id for each in named}
    rows = readable(event, team=facilitates, proposes=bool(own)).filter(theme=theme)
    if words:
        rows = rows.filter(title__in=texts.matching(words))
    page = page_of(rows.select_related("theme", "organisation"), after)
    mine = [each for each in own if each.theme_id == theme.pk]
    said = _said(theme) if own or facilitates else []
    views, read = views_of(
        [*page.rows, *mine, *(each.proposal for each in said if each.proposal)],
        languages,
        theme.name_id,
    )
    by_key = {view.pk: view for view in views}
    return ThemePage(
        theme=theme,
        name=read[theme.name_id],
        page=Page([by_key[each.pk] for each in page.rows], page.after, page.first),
        hers=[by_key[each.pk] for each in mine],
        facilitates=facilitates,
        said=[Said(each, by_key.get(each.proposal_id or 0)) for each in said],
        facilitators=[each.person.called for each in named],
    )


def _said(theme: Theme) -> list[ThemeMessage]:
    rows = ThemeMessage.objects.filter(theme=theme, state=ThemeMessage.State.SHOWN)
    return list(
        rows.select_related("proposal__theme", "proposal__organisation", "written_by")[:MESSAGES]
    )


@dataclass(frozen=True)
class Pair:
    one: ProposalView
    other: ProposalView
    likeness: float

    @property
    def per_cent(self) -> int:
        return min(round(100 * self.likeness), 99)


def pairs(theme: Theme, languages: Sequence[str]) -> list[Pair]:
    """Proposals of a theme that are alike and between which no link is asked for. Six queries."""
    rows = {each.pk: each for each in _of_theme(theme)}
    linked = _linked(theme.event)
    found = [
        (one, other, likeness)
        for one, other, likeness in index_of(theme.event_id).pairs(LIKE)
        if one in rows and other in rows and frozenset({one, other}) not in linked
    ][:PAIRS]
    keys = list(dict.fromkeys(key for one, other, _likeness in found for key in (one, other)))
    views, _read = views_of([rows[key] for key in keys], languages)
    by_key = dict(zip(keys, views, strict=True))
    return [Pair(by_key[one], by_key[other], likeness) for one, other, likeness in found]


def _of_theme(theme: Theme) -> QuerySet[Proposal]:
    rows = readable(theme.event, team=True, proposes=False).filter(theme=theme)
    return rows.select_related("theme", "organisation")


def _linked(event: Event) -> set[frozenset[int]]:
    """The pairs of proposals with a link that is suggested, waits or stands. One query."""
    states = [Link.State.SUGGESTED, Link.State.PROPOSED, Link.State.AGREED]
    sides: dict[int, set[int]] = {}
    rows = Side.objects.filter(link__event=event, link__state__in=states)
    for link, proposal in rows.values_list("link", "proposal"):
        sides.setdefault(link, set()).add(proposal)
    return {
        frozenset({one, other})
        for each in sides.values()
        for one in each
        for other in each
        if one != other
    }


# Conversations


@dataclass(frozen=True)
class ConversationView:
    """A conversation as one of its sides sees it."""

    conversation: Conversation
    own: ProposalView
    other: ProposalView

    def __getattr__(self, name: str) -> Any:
        return getattr(self.conversation, name)


def conversations(event: Event, person: Person, languages: Sequence[str]) -> list[ConversationView]:
    """Hers, the latest first. Four queries."""
    own = set(hers(event, person).values_list("pk", flat=True))
    rows = Conversation.objects.filter(Q(one__in=own) | Q(other__in=own), event=event)
    return _views(list(rows.select_related(*SIDES)[:100]), own, languages)


SIDES = (
    *("event", "one__theme", "one__organisation"),
    *("other__theme", "other__organisation"),
)


def _views(
    rows: Sequence[Conversation], own: set[int], languages: Sequence[str]
) -> list[ConversationView]:
    sides = [side for each in rows for side in _sides(each, own)]
    views, _read = views_of(sides, languages)
    return [
        ConversationView(each, views[2 * place], views[2 * place + 1])
        for place, each in enumerate(rows)
    ]


def _sides(each: Conversation, own: set[int]) -> tuple[Proposal, Proposal]:
    """Her side first."""
    sides = (each.one, each.other)
    return sides if each.one_id in own else (sides[1], sides[0])


@dataclass(frozen=True)
class Talk:
    view: ConversationView
    messages: list[Message]


def talk(conversation: Conversation, person: Person, languages: Sequence[str]) -> Talk:
    """A conversation with its last hundred messages. Five queries."""
    own = set(hers(conversation.event, person).values_list("pk", flat=True))
    (view,) = _views([conversation], own, languages)
    rows = Message.objects.filter(conversation=conversation).order_by("-pk")[:MESSAGES]
    return Talk(view, list(rows)[::-1])
