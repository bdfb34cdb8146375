"""What the addresses of the programme mean; each raises Http404."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from events.models import Event
from programme.models import CalendarAddress, Slot
from programme.queries.released import Published, published
from workshops.models import Session


def event_of(event: str) -> Event:
    return get_object_or_404(Event, slug=event)


def published_of(event: str) -> Published:
    try:
        return published(event)
    except Event.DoesNotExist as missing:
        raise Http404 from missing


@dataclass(frozen=True)
class Part:
    """A part of a released programme: a day, room, theme or language of it, or one session."""

    published: Published
    key: str = ""
    uid: UUID | None = None

    @property
    def event(self) -> Event:
        return self.published.event


def part_of(event: str, key: str = "", uid: UUID | None = None) -> Part:
    return Part(published_of(event), key, uid)


def session_of(event: str, code: str) -> Session:
    return get_object_or_404(Session.objects.select_related("event"), event__slug=event, code=code)


def slot_of(event: str, uid: UUID) -> Slot:
    return get_object_or_404(Slot.objects.select_related("event"), event__slug=event, uid=uid)


def calendar_of(event: str, token: str) -> CalendarAddress:
    addresses = CalendarAddress.objects.select_related("event", "person")
    return get_object_or_404(addresses, event__slug=event, token=token)
