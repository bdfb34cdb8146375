"""Organisers' page: who comes, in numbers."""

from django.http import HttpResponse
from django.shortcuts import render

from access.doors import opens
from accounts.requests import Asked
from delegates.queries import dashboard as queries
from events.finders import find_event
from events.models import Event


@opens("delegates.organise", to=find_event)
def numbers(request: Asked, event: Event) -> HttpResponse:
    found = queries.numbers(event, request.languages)
    context = {"event": found.event, "section": "registrations", "numbers": found}
    return render(request, "delegates/numbers.html", context)
