"""How a browser says that it is a desk: a secret in a cookie that only the desk's pages get."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from delegates.finders.checkin import device_by_secret
from delegates.models import Device
from events.models import Event

NAME = "desk"
AGE = 400 * 24 * 3600

View = Callable[[Any, Device], HttpResponseBase]


def at_a_desk(view: View) -> Callable[[Any, Event], HttpResponseBase]:
    """Lets a view run for a device that serves, whoever sits at it; Http404 for all others."""

    @wraps(view)
    def found(request: HttpRequest, event: Event) -> HttpResponseBase:
        return view(request, device_by_secret(event, secret_of(request)))

    return found


def even_ended(view: View) -> Callable[[Any, Event], HttpResponseBase]:
    """Like `at_a_desk`, also for a device that was ended: its scans are not lost."""

    @wraps(view)
    def found(request: HttpRequest, event: Event) -> HttpResponseBase:
        return view(request, device_by_secret(event, secret_of(request), ended=True))

    return found


def secret_of(request: HttpRequest) -> str:
    return request.COOKIES.get(NAME, "")


def keep_secret(response: HttpResponse, event: Event, secret: str) -> HttpResponse:
    """Gives the browser its secret, for the desk's pages of this event and no others."""
    response.set_cookie(
        NAME,
        secret,
        max_age=AGE,
        path=f"/{event.slug}/desk/",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response
