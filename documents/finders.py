"""What an address means. Each finder takes the address's parts and raises Http404."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from documents.models import Document
from events.models import Event
from workshops.models import Session


def find_event(event: str) -> Event:
    return get_object_or_404(Event, slug=event)


def find_session(event: str, code: str) -> Session:
    sessions = Session.objects.select_related("event")
    return get_object_or_404(sessions, event__slug=event, code=code)


def find_document(event: str, uid: UUID) -> Document:
    rows = Document.objects.select_related("event", "session", "title")
    return get_object_or_404(rows, event__slug=event, uid=uid)
