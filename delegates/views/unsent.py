"""What is typed and not sent yet: kept while one types, kept for later, begun anew."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from access.doors import WRITE, opens
from accounts.requests import Asked
from delegates.actions import unsent as actions
from delegates.forms.filling import CHANGE, REGISTRATION, known_place
from delegates.refusals import TooMuch
from events.finders import find_event
from events.models import Event
from languages.moments import written


@opens("delegates.register", to=find_event, methods=WRITE)
def keep(request: Asked, event: Event) -> HttpResponse:
    """For the page's script; 413 for what is too long."""
    place = place_of(request, event)
    version = request.POST.get("form_version", "")
    try:
        actions.keep(
            event=event, person=request.user, place=place, typed=request.POST, version=version
        )
    except TooMuch:
        return HttpResponse(status=413)
    return HttpResponse(status=204)


@opens("delegates.register", to=find_event, methods=WRITE)
def forget(request: Asked, event: Event) -> HttpResponse:
    """Begins anew: what was typed is deleted, and the form is empty."""
    place = place_of(request, event)
    actions.forget(event=event, person=request.user, place=place)
    messages.success(request, _("What you had typed is deleted."))
    pages = {REGISTRATION: "register", CHANGE: "change"}
    return redirect(f"delegates:{pages.get(place, 'own')}", event.slug)


def place_of(request: Asked, event: Event) -> str:
    place = request.POST.get("place") or REGISTRATION
    if not known_place(event, request.user, place):
        raise Http404
    return place


def keep_for_later(request: Asked, event: Event, place: str) -> HttpResponse:
    version = request.POST.get("form_version", "")
    try:
        kept = actions.keep(
            event=event, person=request.user, place=place, typed=request.POST, version=version
        )
    except TooMuch as refusal:
        messages.warning(request, str(refusal))
        return redirect("delegates:own", event.slug)
    day = written(kept.until.astimezone(event.tz), "yMMMMd")
    messages.success(
        request,
        _("Kept until %(day)s, but not sent yet. Go on from any device.") % {"day": day},
    )
    return redirect("delegates:own", event.slug)
