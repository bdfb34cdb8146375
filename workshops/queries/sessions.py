"""What pages of sessions and the programme read: a constant number of queries each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from access.paging import Page, page_of
from delegates.models import Organisation
from events.models import Event, Theme
from events.queries import EventView
from languages import texts
from languages.texts import Reading
from workshops.models import Joined, Part, Session, WebLink


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
    for link in WebLink.objects.filter(session__event=event):
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


def joined_with_texts() -> QuerySet[Joined]:
    """What sessions hold by a fusion besides their own proposal, for a prefetch."""
    return Joined.objects.select_related("proposal__title", "proposal__abstract").only(
        "session",
        "position",
        "proposal__title__revision",
        "proposal__abstract__revision",
        "proposal__uid",
    )
