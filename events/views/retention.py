"""What is kept of an event's people, until when, and what is gone."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render

from access.doors import opens
from accounts.requests import Asked
from events import queries
from events.finders import find_event
from events.models import Event
from events.retention import forgotten


@opens("events.organise", to=find_event)
def retention(request: Asked, event: Event) -> HttpResponse:
    by_day = sorted(forgotten, key=lambda each: each.kept)
    classes = [
        (event.ends + kept, [each.name for each in found])
        for kept, found in groupby(by_day, key=lambda each: each.kept)
    ]
    context = {
        "event": queries.event_shell(event, request.languages),
        "classes": classes,
        "receipts": list(event.receipts.all()[:50]),
        "section": "retention",
    }
    return render(request, "events/organise/retention.html", context)
