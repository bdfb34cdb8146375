"""The released programme where no artefact answers: another zone, what is on now, a search."""

from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from access.doors import allows, opens
from accounts.requests import Read
from events.queries import event_shell
from programme import pages, searching
from programme.artefacts import session_html
from programme.finders import Part, part_of, published_of
from programme.models import Release
from programme.queries import released as released_queries
from programme.queries.released import Published, Released
from programme.shown import Shown, show


@opens("programme.look", to=published_of)
def programme(request: Read, found: Published) -> HttpResponse:
    """The first day, or today while the event runs; what is not public yet says so."""
    release = readable(request, found)
    if release is None:
        return not_yet(request, found)
    today = timezone.now().astimezone(found.event.tz).date()
    day = today if today in found.event.days else found.event.begins
    return _day(request, found, release, day)


@opens("programme.read", to=part_of)
def day(request: Read, part: Part) -> HttpResponse:
    try:
        asked = date.fromisoformat(part.key)
    except ValueError as impossible:  # 30 February
        raise Http404 from impossible
    return _day(request, part.published, _release(part), asked)


def _day(request: Read, found: Published, release: Release, day: date) -> HttpResponse:
    part = released_queries.of_day(found.event, release, day, zone_of(request, found))
    shown = shown_to(request, part)
    return _list(request, shown, pages.day_page(shown, day))


@opens("programme.read", to=part_of)
def room(request: Read, part: Part) -> HttpResponse:
    found = released_queries.of_room(part.event, _release(part), _uid(part))
    pk = next((pk for pk, room in found.rooms.items() if room.uid == part.uid), None)
    if pk is None:
        raise Http404
    shown = shown_to(request, found)
    return _list(request, shown, pages.room_page(shown, pk))


@opens("programme.read", to=part_of)
def theme(request: Read, part: Part) -> HttpResponse:
    found = released_queries.of_theme(part.event, _release(part), _uid(part))
    pk = next((pk for pk, theme in found.themes.items() if theme.uid == part.uid), None)
    if pk is None:
        raise Http404
    shown = shown_to(request, found)
    return _list(request, shown, pages.theme_page(shown, pk))


@opens("programme.read", to=part_of)
def language(request: Read, part: Part) -> HttpResponse:
    found = released_queries.of_language(part.event, _release(part), part.key)
    if not found.stands:
        raise Http404
    shown = shown_to(request, found)
    return _list(request, shown, pages.language_page(shown, part.key))


@opens("programme.read", to=part_of)
def changes(request: Read, part: Part) -> HttpResponse:
    shown = shown_to(request, released_queries.all_of(part.event, _release(part)))
    return _page(request, "programme/changes.html", shown, pages.changes(shown))


@opens("programme.read", to=part_of)
def session(request: Read, part: Part) -> HttpResponse:
    shown = shown_to(request, released_queries.of_session(part.event, _release(part), part.key))
    if not shown.cards:
        raise Http404
    card = shown.cards[0]
    context = {"title": card.title.body, "main": session_html(shown, card)}
    return _page(request, "programme/session.html", shown, context)


@opens("programme.look", to=part_of)
def now(request: Read, part: Part) -> HttpResponse:
    """What runs at this moment and what begins next."""
    release = readable(request, part.published)
    if release is None:
        return not_yet(request, part.published)
    moment = timezone.now()
    found = released_queries.around(part.event, release, moment)
    shown = shown_to(request, found)
    return _page(request, "programme/now.html", shown, pages.now(shown, moment))


@opens("programme.read", to=part_of)
def search(request: Read, part: Part) -> HttpResponse:
    query = request.GET.get("q", "")[:200]
    words = searching.terms(query)
    found = released_queries.found(part.event, _release(part), words) if words else None
    if found is None:
        found = released_queries.of_codes(part.event, _release(part), [])
    shown = shown_to(request, found)
    page = pages.ListPage(shown, _("Search"), shown.cards, chip="search")
    return _list(request, shown, page, query=query, searched=bool(words))


def readable(request: Read, found: Published) -> Release | None:
    """The release, if there is one that this person may read."""
    return found.release if allows("programme.read", request.user, found) else None


def not_yet(request: Read, found: Published) -> HttpResponse:
    """There is no programme to read yet."""
    event = event_shell(found.event, request.languages)
    return render(request, "programme/not_yet.html", {"event": event, "tab": "programme"})


def zone_of(request: Read, found: Published) -> ZoneInfo:
    """The zone that the reader asked for by `?tz=`, else the event's."""
    return request.zone or found.event.tz


def shown_to(request: Read, found: Released) -> Shown:
    languages = [*request.languages, *found.event.languages]
    return show(found, languages, request.zone or found.event.tz)


def _list(request: Read, shown: Shown, page: pages.ListPage, **more: Any) -> HttpResponse:
    with timezone.override(shown.zone):
        context = {"title": page.title, "main": page.main(**more)}
        return _page(request, "programme/list.html", shown, context)


def _page(request: Read, template: str, shown: Shown, context: dict[str, Any]) -> HttpResponse:
    with timezone.override(shown.zone):
        return render(request, template, {**pages.shell(shown), **context})


def _release(part: Part) -> Release:
    if part.published.release is None:
        raise Http404
    return part.published.release


def _uid(part: Part) -> UUID:
    if part.uid is None:
        raise Http404
    return part.uid
