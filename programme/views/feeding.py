"""Feeds and exports: where they are, and their bytes where no artefact server stands in front."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render

from access.doors import opens
from accounts.requests import Read
from files.shelves import find
from languages.tags import own_name
from programme import feeds as programme_feeds
from programme import pages, paths
from programme.finders import Part, part_of
from programme.queries import released as released_queries
from programme.shown import Shown
from programme.views.agenda import subscriptions
from programme.views.reading import not_yet, readable, shown_to

FILES = ("schedule.xml", "schedule.json", "programme.csv", "changes.atom")


@opens("programme.look", to=part_of)
def feeds(request: Read, part: Part) -> HttpResponse:
    """Every feed with what it is for, and how to subscribe to a calendar."""
    release = readable(request, part.published)
    if release is None:
        return not_yet(request, part.published)
    shown = shown_to(request, released_queries.lists_of(part.event, release))
    spoken = released_queries.languages_of(release)
    context = {"event": pages.event_view(shown), "tab": "programme"}
    context |= _calendars(shown, spoken)
    context |= {"files": [(name, paths.feed(part.event.slug, name)) for name in FILES]}
    return render(request, "programme/feeds.html", context)


def _calendars(shown: Shown, spoken: list[str]) -> dict[str, Any]:
    """What one can subscribe to: all, and each room, theme and language."""
    found, slug, lang = shown.released, shown.event.slug, shown.languages[0]

    def links(name: str) -> dict[str, str]:
        return subscriptions(programme_feeds.absolute(f"{paths.feed(slug, name)}?lang={lang}"))

    rooms, themes = found.rooms.items(), found.themes.items()
    return {
        "whole": links("programme.ics"),
        "rooms": [(shown.rooms[pk].name, links(f"rooms/{r.uid}.ics")) for pk, r in rooms],
        "themes": [(shown.themes[pk].name, links(f"themes/{t.uid}.ics")) for pk, t in themes],
        "languages": [(own_name(tag), links(f"languages/{tag}.ics")) for tag in spoken],
    }


@opens("programme.read", to=part_of)
def feed(request: Read, part: Part) -> HttpResponse:
    """The released bytes of one feed."""
    languages = [*request.languages, *part.event.languages]
    found = find(request.path, languages)
    if found is None:
        raise Http404
    headers = {"ETag": found.etag, "Cache-Control": "no-cache", "Content-Language": found.lang}
    if found.etag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(found.body, content_type=found.content_type, headers=headers)
