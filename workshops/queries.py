"""What pages of proposals and sessions read: a constant number of queries each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from access.paging import Page, page_of
from accounts.models import Person
from delegates.models import Organisation
from events.models import Event, Theme
from events.queries import EventView
from languages import texts
from languages.folding import fold
from languages.texts import Reading
from workshops.models import Link, Part, Proposal, Session

State = Proposal.State


@dataclass(frozen=True)
class ProposalView:
    """A proposal as its page and the lists show it."""

    proposal: Proposal
    title: Reading
    abstract: Reading
    theme: Reading
    organisation: Reading

    def __getattr__(self, name: str) -> Any:
        return getattr(self.proposal, name)


def views_of(
    rows: Sequence[Proposal], languages: Sequence[str], *more: int
) -> tuple[list[ProposalView], dict[int | None, Reading]]:
    """The proposals with their texts, and the texts `more`. Two queries."""
    ids = [pk for each in rows for pk in _text_ids(each)]
    read = texts.load([*ids, *more], languages)
    return [ProposalView(each, *(read[pk] for pk in _text_ids(each))) for each in rows], read


def _text_ids(each: Proposal | Session) -> tuple[int | None, ...]:
    return (
        each.title_id,
        each.abstract_id,
        each.theme.name_id if each.theme else None,
        each.organisation.name_id if each.organisation else None,
    )


def proposal_view(proposal: Proposal, languages: Sequence[str]) -> ProposalView:
    return views_of([proposal], languages)[0][0]


def own(event: Event, person: Person, languages: Sequence[str]) -> list[ProposalView]:
    """What she proposed, the latest first. Three queries."""
    rows = Proposal.objects.filter(event=event, proposer=person).order_by("-pk")
    return views_of(list(rows.select_related("theme", "organisation")[:100]), languages)[0]


@dataclass(frozen=True)
class Wanted:
    """How the organisers' list is narrowed; what is empty or unknown narrows nothing."""

    words: str = ""
    state: str = ""
    theme: str = ""
    language: str = ""

    @classmethod
    def of(cls, asked: Any) -> "Wanted":
        """From an address's query."""
        state, theme = asked.get("state", ""), asked.get("theme", "")
        return cls(
            words=asked.get("q", "")[:200],
            state=state if state in State.values and state != State.DRAFT else "",
            theme=theme if _is_uid(theme) else "",
            language=asked.get("language", "")[:35],
        )

    def rows(self, event: Event) -> QuerySet[Proposal]:
        """Without drafts, which are their writers' alone."""
        found = Proposal.objects.filter(event=event).exclude(state=State.DRAFT)
        if self.state:
            found = found.filter(state=self.state)
        if self.theme:
            found = found.filter(theme__uid=self.theme)
        words = fold(self.words).split()
        for word in [*words, *([language_word(self.language)] if self.language else [])]:
            found = found.filter(search__contains=word)
        return found


def language_word(tag: str) -> str:
    """How a spoken language stands among the words that are searched."""
    return f"|{tag}|"


def _is_uid(words: str) -> bool:
    try:
        return bool(UUID(words))
    except ValueError:
        return False


@dataclass(frozen=True)
class ProposalList:
    event: EventView
    page: Page[ProposalView]
    themes: list[tuple[str, Reading]]


def proposals(
    event: Event, wanted: Wanted, *, after: str, languages: Sequence[str]
) -> ProposalList:
    """Fifty proposals in the order in which they came. Four queries."""
    page = page_of(wanted.rows(event).select_related("theme", "organisation"), after)
    themes = list(Theme.objects.filter(event=event))
    names = [theme.name_id for theme in themes]
    found, read = views_of(page.rows, languages, event.name_id, *names)
    return ProposalList(
        EventView(event, read[event.name_id]),
        Page(found, page.after, page.first),
        [(str(theme.uid), read[theme.name_id]) for theme in themes],
    )


# Sessions


@dataclass(frozen=True, slots=True)
class PartRow:
    """Somebody named in a session; whoever has a registration is named by it."""

    pk: int
    kind: str
    name: str
    registration_id: int | None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session with all that a programme needs; texts by their ids, to be read in any language."""

    pk: int
    code: str
    guid: UUID
    state: str
    title_id: int
    abstract_id: int
    subtitle: str
    kind: str
    theme_id: int | None
    theme_name_id: int | None
    colour: int
    organisation_id: int | None
    organisation_name_id: int | None
    spoken: tuple[str, ...]
    interpreted: tuple[str, ...]
    size: int | None
    minutes: int
    access: str
    changed_at: datetime
    parts: list[PartRow] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)


def sessions_of(event: Event) -> list[SessionRow]:
    """All sessions of the event, cancelled ones too, by their codes. Three queries."""
    rows = Session.objects.filter(event=event).select_related("theme", "organisation")
    found = {each.pk: session_row(each) for each in rows.order_by("code")}
    parts = Part.objects.filter(session__event=event).select_related("registration")
    for part in parts:
        found[part.session_id].parts.append(
            PartRow(part.pk, part.kind, part.shown_name, part.registration_id)
        )
    for link in Link.objects.filter(session__event=event):
        found[link.session_id].links.append((link.title, link.url))
    return list(found.values())


def session_row(each: Session) -> SessionRow:
    """Without its parts and links."""
    theme: Theme | None = each.theme
    organisation: Organisation | None = each.organisation
    return SessionRow(
        pk=each.pk,
        code=each.code,
        guid=each.guid,
        state=each.state,
        title_id=each.title_id,
        abstract_id=each.abstract_id,
        subtitle=each.subtitle,
        kind=each.kind,
        theme_id=each.theme_id,
        theme_name_id=theme.name_id if theme else None,
        colour=theme.colour if theme else 0,
        organisation_id=each.organisation_id,
        organisation_name_id=organisation.name_id if organisation else None,
        spoken=tuple(each.spoken),
        interpreted=tuple(each.interpreted),
        size=each.size,
        minutes=each.minutes,
        access=each.access,
        changed_at=each.changed_at,
    )


@dataclass(frozen=True)
class SessionView:
    """A session as the organisers' list shows it."""

    session: Session
    title: Reading
    theme: Reading
    names: list[str]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.session, name)


@dataclass(frozen=True)
class SessionList:
    event: EventView
    page: Page[SessionView]


def sessions(event: Event, *, words: str, after: str, languages: Sequence[str]) -> SessionList:
    """Fifty sessions in the order in which they were made. Four queries.

    `words` are looked for in titles in every language and in codes.
    """
    rows = Session.objects.filter(event=event).select_related("theme")
    page = page_of(_narrowed(rows, words), after)
    ids = [pk for each in page.rows for pk in (each.title_id, _theme_name(each))]
    read = texts.load([event.name_id, *ids], languages)
    names = names_of([each.pk for each in page.rows])
    found = [
        SessionView(each, read[each.title_id], read[_theme_name(each)], names.get(each.pk, []))
        for each in page.rows
    ]
    return SessionList(EventView(event, read[event.name_id]), Page(found, page.after, page.first))


def _theme_name(each: Session) -> int | None:
    return each.theme.name_id if each.theme else None


def _narrowed(rows: QuerySet[Session], words: str) -> QuerySet[Session]:
    words = words.strip()[:200]
    if not words:
        return rows
    return rows.filter(Q(title__in=texts.matching(words)) | Q(code__iexact=words))


def names_of(ids: Iterable[int]) -> dict[int, list[str]]:
    """Who takes part in each of the sessions. One query."""
    found: dict[int, list[str]] = {}
    for part in Part.objects.filter(session__in=list(ids)).select_related("registration"):
        found.setdefault(part.session_id, []).append(part.shown_name)
    return found
