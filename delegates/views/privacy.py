"""One's own consents, and the log of who read and changed a registration."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, opens
from accounts.records import note
from accounts.requests import Asked
from delegates.actions.consents import consent
from delegates.finders.registrations import find_registration
from delegates.models import Registration
from delegates.queries import consents as queries
from delegates.queries.logs import log_of_registration
from delegates.queries.registrations import live
from events.finders import find_event
from events.models import Event
from events.queries import event_shell


def own_or_404(event: Event, request: Asked) -> Registration:
    """Raises Http404 where she is not registered."""
    found = live(event, request.user)
    if found is None:
        raise Http404
    return found


@opens("delegates.register", to=find_event, methods=FORM)
def consents(request: Asked, event: Event) -> HttpResponse:
    found = own_or_404(event, request)
    if request.method == "POST":
        kinds, lang = request.POST.getlist("kind"), request.languages[0]
        if consent(found, kinds=kinds, lang=lang, by=request.user):
            messages.success(request, _("Your choice is kept."))
        return redirect("delegates:consents", event.slug)
    context = {"event": event_shell(event, request.languages), "asked": queries.asked(found)}
    return render(request, "delegates/consents.html", context)


@opens("delegates.register", to=find_event)
def own_log(request: Asked, event: Event) -> HttpResponse:
    """Who read and changed what of her own registration."""
    found = own_or_404(event, request)
    context = {"event": event_shell(event, request.languages), "log": log_of_registration(found)}
    return render(request, "delegates/own_log.html", context)


@opens("delegates.organise", to=find_registration)
def log(request: Asked, found: Registration) -> HttpResponse:
    note(request.user, "read the log", found)
    context = {"event": event_shell(found.event, request.languages), "registration": found}
    context |= {"log": log_of_registration(found), "section": "registrations"}
    return render(request, "delegates/log.html", context)
