"""Calls as everybody reads them."""

from django.http import HttpResponse
from django.shortcuts import render

from access.doors import allows, opens
from accounts.requests import Asked
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from workshops.finders import find_call
from workshops.models import Call
from workshops.queries import calls as queries


@opens("workshops.read_calls", to=find_event)
def calls(request: Asked, event: Event) -> HttpResponse:
    context = {
        "event": event_shell(event, request.languages),
        "calls": queries.shown(event, request.languages, request.zone),
    }
    return render(request, "workshops/calls.html", context)


@opens("workshops.read_call", to=find_call)
def call(request: Asked, found: Call) -> HttpResponse:
    context = {
        "event": event_shell(found.event, request.languages),
        "page": queries.page(found, request.languages, request.zone),
        "own_zone": request.zone,
        "may_change": allows("workshops.call", request.user, found),
    }
    return render(request, "workshops/call.html", context)
