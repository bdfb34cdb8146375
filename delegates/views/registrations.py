"""Organisers' pages: who comes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import WRITE, opens
from accounts.records import note
from accounts.requests import Asked
from delegates.actions import registrations as actions
from delegates.filters import Wanted
from delegates.finders.registrations import find_named_event, find_registration
from delegates.models import Registration
from delegates.queries import lists
from delegates.queries import own as own_queries
from delegates.queries import registrations as queries
from delegates.queries.lists import Order
from delegates.queries.wishes import wish_view
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal


@opens("delegates.organise", to=find_named_event)
def registrations(request: Asked, event: Event) -> HttpResponse:
    wanted, order = Wanted.of(request.GET), Order.of(request.GET.get("sort", ""))
    after = request.GET.get("after", "")
    found = lists.registrations(event, wanted, order, after=after, languages=request.languages)
    context = {"event": found.event, "found": found, "wanted": wanted, "order": order}
    context |= {"section": "registrations", "page": found.page, "kept": found.kept(wanted)}
    return render(request, "delegates/registrations.html", context)


@opens("delegates.organise", to=find_registration)
def registration(request: Asked, found: Registration) -> HttpResponse:
    note(request.user, "read the registration", found)
    context = {
        "event": event_shell(found.event, request.languages),
        "section": "registrations",
        "shown": queries.shown(found, request.languages),
        "wait": queries.wait_of(found),
        "wish": wish_view(found, request.languages),
        "form": own_queries.form_answers(found, request.languages),
    }
    return render(request, "delegates/registration.html", context)


@opens("delegates.organise", to=find_registration, methods=WRITE)
def withdraw(request: Asked, found: Registration) -> HttpResponse:
    try:
        actions.withdraw(found, by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The registration is withdrawn; the place is free."))
    return redirect("delegates:registration", found.event.slug, found.uid)
