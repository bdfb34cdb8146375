"""Who may read and write a document. Each predicate takes a person and a document, or what a
document may belong to (an event or a session)."""

from typing import Any

import rules
from django.db.models import Q

from access.doors import open_to_strangers
from delegates.models import Registration
from documents.models import Document
from events.models import Event
from events.rules import event_of, on_the_team
from workshops.models import Part, Session

Readers, Writers = Document.Readers, Document.Writers


@rules.predicate
def is_registered(person: Any, target: Any) -> bool:
    """The person has a confirmed seat in the event."""
    if not (person and person.is_authenticated and person.is_active):
        return False
    seats = Registration.objects.filter(state=Registration.State.CONFIRMED)
    mine = seats.filter(event=event_of(target), person=person)
    return mine.exclude(exclusions__state="holds").exists()


def holds(person: Any, session: Session | None) -> bool:
    """Whether the person proposed the session, or moderates it."""
    if session is None or not (person and person.is_authenticated and person.is_active):
        return False
    moderates = Q(
        parts__kind=Part.Kind.MODERATOR,
        parts__registration__person=person,
        parts__registration__state=Registration.State.CONFIRMED,
    )
    mine = Session.objects.filter(pk=session.pk)
    return mine.filter(Q(proposal__proposer=person) | moderates).exists()


@rules.predicate
def holds_the_session(person: Any, target: Any) -> bool:
    """The person holds the session that `target` is or belongs to."""
    if isinstance(target, Event):
        return False
    return holds(person, target if isinstance(target, Session) else target.session)


def open_to(*readers: str) -> Any:
    @rules.predicate(f"open_to:{','.join(readers)}")
    def is_open(person: Any, document: Any) -> bool:
        return bool(document.readers in readers)

    return is_open


def written_by(*writers: str) -> Any:
    @rules.predicate(f"written_by:{','.join(writers)}")
    def is_written(person: Any, document: Any) -> bool:
        return bool(document.writers in writers)

    return is_written


may_write = (
    on_the_team
    | (written_by(Writers.HOLDERS) & holds_the_session)
    | (written_by(Writers.REGISTERED) & is_registered)
)


@rules.predicate
def programme_is_public(person: Any, session: Session) -> bool:
    """A session's title is as public as the programme."""
    return session.event.is_open("programme")


@rules.predicate
def session_is_public(person: Any, document: Document) -> bool:
    """A document names its session; one without a session keeps no secret."""
    return document.session_id is None or document.event.is_open("programme")


for_readers = open_to(Readers.PUBLIC) | (open_to(Readers.REGISTERED) & is_registered)
may_read = may_write | (session_is_public & for_readers)


rules.add_rule("documents.list", rules.always_allow)
rules.add_rule("documents.of_session", programme_is_public | on_the_team | holds_the_session)
rules.add_rule("documents.read", may_read)
rules.add_rule("documents.write", may_write)
rules.add_rule("documents.create", on_the_team | holds_the_session)
rules.add_rule("documents.settings", on_the_team | holds_the_session)
open_to_strangers("documents.of_session", "documents.read")
