"""One's own badge on a phone, to be scanned in place of paper."""

from django.http import HttpResponse
from django.shortcuts import render

from access.doors import opens
from accounts.requests import Asked
from delegates.queries.own_badge import badge_of
from delegates.views.privacy import own_or_404
from events.finders import find_event
from events.models import Event
from events.queries import event_shell


@opens("delegates.register", to=find_event)
def own_badge(request: Asked, event: Event) -> HttpResponse:
    found = own_or_404(event, request)
    context = {"event": event_shell(event, request.languages), "badge": badge_of(found)}
    return render(request, "delegates/own_badge.html", context)
