"""Which call a new proposal goes to: the one asked for, the only one, or one to be chosen."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests import Asked
from events.models import Event
from events.queries import event_shell
from workshops.models import Call
from workshops.queries import calls as queries


class ManyCalls(Exception):
    """Several are open, and she has chosen none yet."""


def chosen_call(request: Asked, event: Event) -> Call | None:
    """None where the event has no call yet: its first is made by the first proposal.

    One query. Raises ManyCalls.
    """
    calls = queries.calls_of(event)
    asked = request.POST.get("call") or request.GET.get("call")
    found = [each for each in calls if str(each.uid) == asked]
    found = found or [each for each in calls if each.is_open()]
    if len(found) > 1:
        raise ManyCalls
    return next(iter(found or calls), None)


def choose(request: Asked, event: Event) -> HttpResponse:
    """The open calls, each with a button."""
    context = {
        "event": event_shell(event, request.languages),
        "calls": queries.views_of(queries.open_calls(event), request.languages, request.zone),
    }
    return render(request, "workshops/choose.html", context)
