"""Who is at the door of a document's socket, and what she may do there."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404

from access.doors import allows
from documents import queries
from documents.finders import find_document
from realtime.visitors import person_of, shut


@dataclass(frozen=True)
class Guest:
    """A session that was let in."""

    document_id: int
    uid: str
    person: Any
    name: str
    may_write: bool


def admit(event: str, uid: UUID, session: str) -> Guest:
    """Looks up the session's person and asks the rules. Raises realtime's Refused."""
    person = person_of(session)
    try:
        document = find_document(event, uid)
    except Http404:
        raise shut(person) from None
    if not allows("documents.read", person, document):
        raise shut(person)
    return Guest(
        document_id=document.pk,
        uid=str(document.uid),
        person=person if person.is_authenticated else None,
        name=queries.name_in(document.event, person) if person.is_authenticated else "",
        may_write=allows("documents.write", person, document),
    )
