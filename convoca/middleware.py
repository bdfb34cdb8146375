"""Middlewares as functions that serve sync and async alike."""

import zoneinfo
from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.decorators import sync_and_async_middleware

from languages.reader import interface_language, languages_of

# Read once: looking them up takes 18 ms.
ZONES = frozenset(zoneinfo.available_timezones())


@sync_and_async_middleware
def private_by_default(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Every answer is private and unstored unless its view said otherwise."""

    def say(response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return _around(get_response, before=lambda _: None, after=lambda _, response: say(response))


@sync_and_async_middleware
def in_the_readers_language(
    get_response: Callable[[HttpRequest], Any],
) -> Callable[[HttpRequest], Any]:
    """Sets `request.languages` and the interface's language; keeps what `?lang=` chose in a cookie.

    The zone of a reader who asked for one (`?tz=`) is set as `request.zone`.
    """

    def before(request: HttpRequest) -> None:
        request.languages = languages_of(request)  # type: ignore[attr-defined]
        request.zone = asked_zone(request)  # type: ignore[attr-defined]
        translation.activate(request.languages[0])  # type: ignore[attr-defined]

    def after(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Content-Language", translation.get_language() or "")
        if "lang" in request.GET:
            remember_languages(request, response)
        return response

    return _around(get_response, before=before, after=after)


def asked_zone(request: HttpRequest) -> zoneinfo.ZoneInfo | None:
    """The IANA zone in `?tz=`, or None where it is missing or unknown."""
    name = request.GET.get("tz", "")
    return zoneinfo.ZoneInfo(name) if name in ZONES else None


def remember_languages(request: HttpRequest, response: HttpResponseBase) -> None:
    """Puts the chosen language before those that the cookie held."""
    first = interface_language([request.GET["lang"]])
    kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "").split(".")
    chosen = list(dict.fromkeys([first, *filter(None, kept)]))[:8]
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        ".".join(chosen),
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )


def _around(
    get_response: Callable[[HttpRequest], Any],
    *,
    before: Callable[[HttpRequest], None],
    after: Callable[[HttpRequest, HttpResponseBase], HttpResponseBase],
) -> Callable[[HttpRequest], Any]:
    """A middleware that does `before` and `after`, whichever way it is called."""
    if iscoroutinefunction(get_response):

        async def middleware(request: HttpRequest) -> HttpResponseBase:
            before(request)
            return after(request, await get_response(request))

        return middleware

    def sync_middleware(request: HttpRequest) -> HttpResponseBase:
        before(request)
        return after(request, get_response(request))

    return sync_middleware
