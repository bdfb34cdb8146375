"""Organisers' pages: on which days badges are valid."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, opens
from accounts.requests import Asked
from delegates.actions import badge_days as actions
from delegates.finders.registrations import find_registration
from delegates.forms.badge_days import CategoryDaysForm, PersonDaysForm
from delegates.models import Registration
from delegates.queries.badge_days import days_of
from events.finders import find_event
from events.models import Event
from events.queries import event_shell


def sent(request: Asked) -> Any:
    """What was sent, where nothing ticked is an answer too."""
    return request.POST if request.method == "POST" else None


@opens("delegates.organise", to=find_event, methods=FORM)
def of_categories(request: Asked, event: Event) -> HttpResponse:
    form = CategoryDaysForm(sent(request), event=event, known=days_of(event).of_category)
    if request.method == "POST" and form.is_valid():
        actions.set_of_categories(event=event, days=form.chosen(), by=request.user)
        messages.success(request, _("Saved. Badges and desks follow within a minute."))
        return redirect("delegates:checkin", event.slug)
    context = {"event": event_shell(event, request.languages), "section": "checkin", "form": form}
    status = 422 if form.errors else 200
    return render(request, "delegates/badge_days.html", context, status=status)


@opens("delegates.organise", to=find_registration, methods=FORM)
def of_person(request: Asked, found: Registration) -> HttpResponse:
    event, days = found.event, days_of(found.event)
    known = days.of_person.get(found.pk, [])
    form = PersonDaysForm(sent(request), event=event, known=known)
    if request.method == "POST" and form.is_valid():
        actions.set_of_person(found, days=form.chosen(), by=request.user)
        messages.success(request, _("Saved. Her badge goes by these days from now on."))
        return redirect("delegates:registration", event.slug, found.uid)
    context = {"event": event_shell(event, request.languages), "section": "registrations"}
    context |= {"form": form, "shown": found}
    status = 422 if form.errors else 200
    return render(request, "delegates/badge_days.html", context, status=status)
