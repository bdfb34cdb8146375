"""What the addresses of boards mean; each raises Http404."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from boards.models import Line
from events.models import Event
from workshops.models import Session


def event_of(event: str) -> Event:
    return get_object_or_404(Event, slug=event)


def session_of(event: str, code: str) -> Session:
    sessions = Session.objects.select_related("event", "running__room")
    return get_object_or_404(sessions, event__slug=event, code=code)


def line_of(event: str, uid: UUID) -> Line:
    lines = Line.objects.select_related("event", "session", "body")
    return get_object_or_404(lines, event__slug=event, uid=uid)
