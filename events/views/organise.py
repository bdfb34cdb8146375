"""The organisers' overview, settings and switches."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.doors import FORM, WRITE, View, allows, opens
from accounts.requests import Asked
from events import actions, queries
from events.actions import deadlines
from events.finders import find_event
from events.forms import EventForm, StateForm
from events.models import Event
from events.refusals import Refusal
from languages import texts

# What each switch opens, in words: (name, opened, closed).
SWITCHES = {
    "registration": (
        gettext_lazy("Registration"),
        gettext_lazy("Registration is open."),
        gettext_lazy("Registration is closed."),
    ),
    "call": (
        gettext_lazy("Call for workshops"),
        gettext_lazy("The call for workshops is open."),
        gettext_lazy("The call for workshops is closed."),
    ),
    "programme": (
        gettext_lazy("Programme"),
        gettext_lazy("The programme is open to everybody."),
        gettext_lazy("The programme is closed: only the team sees it."),
    ),
}


def switches_of(event: Event, languages: Sequence[str]) -> list[dict[str, Any]]:
    """Each switch as the overview shows it, with what closes by itself."""
    found = deadlines.closings_of(event)
    named = texts.load([each.name_id() for each in found], languages)
    return [
        {
            "name": name,
            "title": words[0],
            "open": event.is_open(name),
            "address": f"events:switch_{name}",
            "closings": [
                {
                    "key": each.key,
                    "name": named[each.name_id()],
                    "until": deadlines.closes_at(each),
                }
                for each in found
                if each.switch == name
            ],
        }
        for name, words in SWITCHES.items()
    ]


@opens("events.team", to=find_event)
def overview(request: Asked, event: Event) -> HttpResponse:
    context = {
        "event": queries.event_shell(event, request.languages),
        "switches": switches_of(event, request.languages),
        "counts": queries.counts(event),
        "section": "overview",
        "may_organise": allows("events.organise", request.user, event),
    }
    return render(request, "events/organise/overview.html", context)


@opens("events.organise", to=find_event, methods=FORM)
def settings(request: Asked, event: Event) -> HttpResponse:
    form = EventForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_event(event=event, **form.chosen(), by=request.user)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The settings are saved."))
            return redirect("events:settings", changed.slug)
    shown = queries.event_shell(event, request.languages)
    context = {"event": shown, "form": form, "section": "settings"}
    status = 422 if form.errors else 200
    return render(request, "events/organise/settings.html", context, status=status)


def switch(name: str) -> View:
    """The view of one switch's button."""

    @opens("events.organise", to=find_event, methods=WRITE)
    def throw(request: Asked, event: Event) -> HttpResponse:
        form = StateForm(request.POST, states=Event.Switch.values)
        if not form.is_valid():
            raise Http404
        to = form.cleaned_data["to"]
        actions.throw_switch(event=event, switch=name, to=to, by=request.user)
        _title, opened, closed = SWITCHES[name]
        messages.success(request, opened if to == Event.Switch.OPEN else closed)
        return redirect("events:overview", event.slug)

    return throw
