"""One's own agenda: stars, clashes, the private calendar."""

import hashlib
import json
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from access.doors import FORM, READ, WRITE, opens
from accounts.requests import Asked, Read
from events.queries import event_shell
from files.shelves import shelf
from languages.texts import load
from programme import actions, feeds, pages, paths
from programme.finders import calendar_of, event_of, published_of, session_of
from programme.forms import StarForm
from programme.models import CalendarAddress
from programme.queries import agenda as agenda_queries
from programme.queries import released as released_queries
from programme.queries.released import Published
from programme.shown import Shown, by_day, hours
from programme.views.reading import not_yet, readable, shown_to
from workshops.models import Session


@opens("programme.look", to=published_of)
def agenda(request: Read, found: Published) -> HttpResponse:
    """Her stars; a stranger's are kept in her browser, whose script asks for them by `?codes=`."""
    release = readable(request, found)
    if release is None:
        return not_yet(request, found)
    codes = [code for code in request.GET.get("codes", "").split(",") if code]
    if request.user.is_authenticated:
        part = released_queries.of_person(found.event, release, request.user)
    else:
        part = released_queries.of_codes(found.event, release, codes)
    shown = shown_to(request, part)
    template = "programme/_agenda.html" if "codes" in request.GET else "programme/agenda.html"
    with timezone.override(shown.zone):
        return render(request, template, {**_context(request, shown), "asked": bool(codes)})


def _context(request: Read, shown: Shown) -> dict[str, Any]:
    cards = shown.cards
    return {
        **pages.shell(shown),
        "title": _("My agenda"),
        "groups": [(day, hours(found)) for day, found in by_day(cards).items()],
        "overlaps": agenda_queries.overlaps(cards),
        "count": len(cards),
        "tab": "agenda",
        "kept_here": not request.user.is_authenticated,
    }


@opens("programme.star_one", to=session_of, methods=FORM)
def star(request: Asked, session: Session) -> HttpResponse:
    """Where a star leads without JavaScript."""
    form = StarForm(request.POST or None)
    starred = session.stars.filter(person=request.user).exists()
    if request.method == "POST" and form.is_valid():
        actions.star(person=request.user, session=session, on=form.cleaned_data["on"] == "yes")
        return redirect(paths.session(session.event.slug, session.code))
    title = load([session.title_id], request.languages)[session.title_id]
    event = event_shell(session.event, request.languages)
    context = {"event": event, "session": session, "starred": starred, "title": title}
    return render(request, "programme/star.html", context)


@opens("programme.star", to=event_of, methods=(*READ, *WRITE))
def stars(request: Asked, event: Any) -> HttpResponse:
    """For the script: the codes that she starred; POST {code, on} or {codes} to merge."""
    if request.method == "POST":
        try:
            said = json.loads(request.body)
            problem = _take(request, event, said)
        except (ValueError, TypeError, AttributeError, RecursionError):
            problem = _("This is not a list of sessions.")
        if problem:
            return JsonResponse({"error": problem}, status=422)
    return JsonResponse({"codes": agenda_queries.starred_codes(request.user, event)})


def _take(request: Asked, event: Any, said: dict[str, Any]) -> str:
    """Takes what the script sent; returns what is wrong with it, or nothing."""
    codes = said.get("codes")
    if isinstance(codes, list) and all(isinstance(code, str) for code in codes):
        actions.merge_stars(person=request.user, event=event, codes=codes)
        return ""
    code, on = said.get("code"), said.get("on")
    if not isinstance(code, str) or not isinstance(on, bool):
        return _("This is not a list of sessions.")
    session = Session.objects.filter(event=event, code=code).first()
    if session is None:
        return _("There is no such session.")
    actions.star(person=request.user, session=session, on=on)
    return ""


@opens("programme.star", to=event_of, methods=FORM)
def calendar(request: Asked, event: Any) -> HttpResponse:
    """How to subscribe, and the private address, which can be renewed."""
    if request.method == "POST":
        actions.calendar_address(person=request.user, event=event, renew=True)
        return redirect(paths.calendar(event.slug))
    address = CalendarAddress.objects.filter(person=request.user, event=event).first()
    shell = event_shell(event, request.languages)
    context = {"event": shell, "tab": "agenda", "links": links_of(address)}
    return render(request, "programme/calendar.html", context)


def links_of(address: CalendarAddress | None) -> dict[str, str]:
    """The address for each kind of calendar program."""
    if address is None:
        return {}
    return subscriptions(feeds.absolute(paths.agenda_feed(address.event.slug, address.token)))


def subscriptions(url: str) -> dict[str, str]:
    """`url` as Apple's, Google's and Outlook's calendars want to hear it."""
    webcal = "webcal://" + url.split("://", 1)[1]
    return {
        "url": url,
        "webcal": webcal,
        "google": f"https://calendar.google.com/calendar/render?cid={quote(webcal, safe='')}",
        "outlook": f"https://outlook.live.com/calendar/0/addfromweb?url={quote(url, safe='')}",
    }


@opens("programme.calendar", to=calendar_of)
def agenda_feed(request: Read, address: CalendarAddress) -> HttpResponse:
    """A person's calendar, joined from the fragments of the release."""
    pack = shelf().pack(address.event.slug)
    languages = [*request.GET.getlist("lang"), *address.person.languages, *address.event.languages]
    found = pack.find(paths.fragments(address.event.slug), languages) if pack else None
    if found is None:
        raise Http404
    codes = agenda_queries.starred_codes(address.person, address.event)
    body = feeds.agenda_calendar(found, codes)
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(body, content_type=feeds.ICS, headers=headers)
