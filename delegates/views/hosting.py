"""Organisers bring hosts and guests together; those who serve have their lists."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, opens
from accounts.requests import Asked
from delegates.actions import staying as actions
from delegates.finders.registrations import OwnService
from delegates.forms.staying import ServiceForm
from delegates.models import Journey, Lodging
from delegates.queries import staying as queries
from events.finders import find_event
from events.models import Event
from events.queries import event_shell, name_of
from events.refusals import Refusal


@opens("delegates.organise", to=find_event, methods=FORM)
def hosting(request: Asked, event: Event) -> HttpResponse:
    if request.method == "POST":
        return bring_together(request, event)
    context = {"event": event_shell(event, request.languages), "found": queries.matching(event)}
    return render(request, "delegates/hosting.html", context | {"section": "staying"})


def bring_together(request: Asked, event: Event) -> HttpResponse:
    rows = Lodging.objects.filter(registration__event=event).select_related("registration__person")
    known = {str(each.uid): each for each in rows}
    offer, wish = known.get(request.POST.get("offer", "")), known.get(request.POST.get("wish", ""))
    if offer is None or wish is None:
        raise Http404
    try:
        actions.bring_together(offer=offer, wish=wish, by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Both are asked now whether they want it."))
    return redirect("delegates:hosting", event.slug)


def day_of(asked: str) -> date | None:
    try:
        return date.fromisoformat(asked)
    except ValueError:
        return None


@opens("delegates.serve", to=find_event)
def journeys(request: Asked, event: Event) -> HttpResponse:
    """Who arrives, or with `?way=leaves` who leaves, by hour and place."""
    way = "leaves" if request.GET.get("way") == "leaves" else "arrives"
    day = day_of(request.GET.get("day", ""))
    context = {
        "event": event_shell(event, request.languages),
        "hours": queries.journeys(event, way, day),
        "way": way,
        "ways": Journey.Way.choices,
        "day": day,
        "zone": event.tz,
        "section": "staying",
    }
    return render(request, "delegates/journeys.html", context)


@opens("delegates.organise", to=find_event, methods=FORM)
def services(request: Asked, event: Event) -> HttpResponse:
    form = ServiceForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        actions.add_service(event=event, by=request.user, **form.cleaned_data)
        messages.success(request, _("It is kept."))
        return redirect("delegates:services", event.slug)
    context = {"event": event_shell(event, request.languages), "form": form}
    context |= {"services": queries.services(event, request.languages), "section": "staying"}
    status = 422 if form.errors else 200
    return render(request, "delegates/services.html", context, status=status)


@opens("delegates.serve", to=OwnService)
def served(request: Asked, found: OwnService) -> HttpResponse:
    """The list of those who are served, for paper too."""
    context = {
        "event": event_shell(found.event, request.languages),
        "service": found.service,
        "name": name_of(found.service, request.languages),
        "bookings": queries.bookings(found.service),
        "section": "staying",
    }
    return render(request, "delegates/served.html", context)
