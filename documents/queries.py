"""Reading documents: lists, one document, and the name under which a person writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from delegates.models import Registration
from documents import log, tree
from documents.blocks import Block, with_words
from documents.models import Document
from documents.rules import is_registered
from events.models import Event
from events.rules import on_the_team
from languages.texts import Reading, load, matching
from workshops.models import Session

MOST_LISTED = 200


@dataclass(frozen=True)
class Row:
    """A document in a list."""

    document: Document
    title: Reading
    session: Reading | None


@dataclass(frozen=True)
class Group:
    """The documents of one session, or of the event itself (`session` is None)."""

    session: Session | None
    title: Reading | None
    rows: list[Row]


def readable(person: Any, event: Event) -> QuerySet[Document]:
    """The documents of an event that a person may read."""
    rows = Document.objects.filter(event=event)
    if on_the_team(person, event):
        return rows
    # Before the programme is open, the sessions that documents name are not known.
    known = Q() if event.is_open("programme") else Q(session=None)
    allowed = Q(readers=Document.Readers.PUBLIC) & known
    if is_registered(person, event):
        held = Q(session__proposal__proposer=person) | Q(
            session__parts__kind="moderator",
            session__parts__registration__person=person,
        )
        allowed |= Q(readers=Document.Readers.REGISTERED) & known
        allowed |= Q(writers=Document.Writers.REGISTERED)
        allowed |= Q(writers=Document.Writers.HOLDERS) & held
    elif person.is_authenticated:
        allowed |= Q(writers=Document.Writers.HOLDERS, session__proposal__proposer=person)
    return rows.filter(pk__in=rows.filter(allowed).values("pk"))


def listed(event: Event, person: Any, languages: Sequence[str], *, words: str = "") -> list[Group]:
    """The list page: the event's own documents first, then by session. Six queries at most."""
    rows = readable(person, event).select_related("session")
    if words:
        rows = rows.filter(title__in=matching(words))
    return grouped(list(rows[:MOST_LISTED]), languages)


def of_session(session: Session, person: Any, languages: Sequence[str]) -> list[Row]:
    """The documents on a session's page."""
    rows = readable(person, session.event).filter(session=session)
    groups = grouped(list(rows.select_related("session")[:MOST_LISTED]), languages)
    return groups[0].rows if groups else []


def grouped(documents: list[Document], languages: Sequence[str]) -> list[Group]:
    ids = {document.title_id for document in documents}
    ids |= {document.session.title_id for document in documents if document.session}
    texts = load(ids, languages)
    groups: dict[int | None, Group] = {}
    for document in sorted(documents, key=lambda each: each.session is not None):
        session = document.session
        title = texts[session.title_id] if session else None
        group = groups.setdefault(document.session_id, Group(session, title, []))
        group.rows.append(Row(document, texts[document.title_id], title))
    return list(groups.values())


def title_of(document: Document, languages: Sequence[str]) -> Reading:
    return load([document.title_id], languages)[document.title_id]


def titles_of(document: Document, languages: Sequence[str]) -> dict[int | None, Reading]:
    """The titles of a document and of its session, by their texts' ids. Two queries."""
    session = document.session
    return load([document.title_id, session.title_id if session else None], languages)


def session_title(session: Session, languages: Sequence[str]) -> Reading:
    return load([session.title_id], languages)[session.title_id]


def content(document: Document) -> tuple[Block, ...]:
    """What is written in a document, as blocks."""
    return tree.read(log.load(document.pk).doc())


def name_in(event: Event, person: Any) -> str:
    """The name under which others see a person write: her public name, never her address; also
    after she withdrew, for others have seen her by it.
    """
    seats = Registration.objects.filter(event=event, person=person)
    if seat := seats.exclude(state=Registration.State.WITHDRAWN).first():
        return seat.shown_name
    left = seats.exclude(public_name="").order_by("-pk").first()
    return left.public_name if left else person.called


def editable(blocks: tuple[Block, ...]) -> list[Block]:
    """The blocks whose words a plain form can change, in the order of reading."""
    return [block for block in with_words(blocks) if block.uid]


def named(blocks: tuple[Block, ...], uid: str) -> Block | None:
    return next((block for block in editable(blocks) if block.uid == uid), None)
