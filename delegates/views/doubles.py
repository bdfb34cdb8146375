"""Organisers' pages: one person twice."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import READ, WRITE, opens
from accounts.requests import Asked
from delegates.actions import doubles as actions
from delegates.finders.registrations import TwoRegistrations, find_double
from delegates.models import Double
from delegates.queries import doubles as queries
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal


@opens("delegates.organise", to=find_event)
def doubles(request: Asked, event: Event) -> HttpResponse:
    context = {
        "event": event_shell(event, request.languages),
        "found": queries.doubles(event, request.languages),
        "section": "registrations",
    }
    return render(request, "delegates/doubles.html", context)


@opens("delegates.organise", to=TwoRegistrations, methods=READ)
def compare(request: Asked, two: TwoRegistrations) -> HttpResponse:
    context = {
        "event": event_shell(two.event, request.languages),
        "pair": queries.pair_of(two.one, two.other, request.languages),
        "double": queries.double_of(two.one, two.other),
        "section": "registrations",
    }
    return render(request, "delegates/double.html", context)


@opens("delegates.organise", to=TwoRegistrations, methods=WRITE)
def join(request: Asked, two: TwoRegistrations) -> HttpResponse:
    """The first of the address stays, the second is joined into it."""
    said = _("These two registrations are one now. You can part them again below.")
    return _done(request, two.event, lambda: actions.join(
        kept=two.one, gone=two.other, by=request.user
    ), said)  # fmt: skip


@opens("delegates.organise", to=TwoRegistrations, methods=WRITE)
def keep_apart(request: Asked, two: TwoRegistrations) -> HttpResponse:
    said = _("Noted: these are two people.")
    return _done(request, two.event, lambda: actions.keep_apart(
        one=two.one, other=two.other, by=request.user
    ), said)  # fmt: skip


@opens("delegates.organise", to=find_double, methods=WRITE)
def part(request: Asked, double: Double) -> HttpResponse:
    said = _("They are two registrations again.")
    return _done(request, double.event, lambda: actions.part(double, by=request.user), said)


def _done(request: Asked, event: Event, act: Callable[[], Any], said: str) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("delegates:doubles", event.slug)
