"""Organisers' pages: calls made, changed, opened, closed, ordered, and what they ask."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, allows, opens
from accounts.requests import Asked
from events.actions.parts import move as move_part
from events.finders import find_event
from events.forms import StateForm
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal
from workshops.actions import calls as actions
from workshops.finders import find_call
from workshops.forms.calls import CallForm
from workshops.models import Call
from workshops.queries import calls as queries


def show(request: Asked, event: Event, name: str, status: int = 200, **more: Any) -> HttpResponse:
    context = {"event": event_shell(event, request.languages), "section": "calls"}
    return render(request, f"workshops/organise/{name}.html", context | more, status=status)


def back(found: Call) -> HttpResponse:
    return redirect("workshops:organise_calls", found.event.slug)


@opens("workshops.enter", to=find_event)
def calls(request: Asked, event: Event) -> HttpResponse:
    lines = queries.lines(event, request.languages)
    may = allows("workshops.call", request.user, event)
    return show(request, event, "calls", calls=lines, may_change=may)


@opens("workshops.call", to=find_event, methods=FORM)
def new(request: Asked, event: Event) -> HttpResponse:
    return edit(request, event, None)


@opens("workshops.call", to=find_call, methods=FORM)
def call(request: Asked, found: Call) -> HttpResponse:
    return edit(request, found.event, found)


def edit(request: Asked, event: Event, found: Call | None) -> HttpResponse:
    """The form of a call: a new one where `found` is None."""
    form = CallForm(request.POST or None, event=event, languages=request.languages, call=found)
    if request.method == "POST" and form.is_valid():
        try:
            keep(event, found, form, request.user)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The call is saved."))
            return redirect("workshops:organise_calls", event.slug)
    view = queries.views_of([found], request.languages)[0] if found else None
    return show(request, event, "call", 422 if form.errors else 200, form=form, call=view)


def keep(event: Event, found: Call | None, form: CallForm, by: Any) -> Call:
    if found is None:
        return actions.add_call(event=event, terms=form.terms(), by=by)
    return actions.change_call(found, terms=form.terms(), by=by)


@opens("workshops.call", to=find_call, methods=WRITE)
def state(request: Asked, found: Call) -> HttpResponse:
    to = asked_for(request, Call.State.values)
    call = actions.throw(found, to=to, by=request.user)
    is_open = call.state == Call.State.OPEN
    messages.success(request, _("The call is open.") if is_open else _("The call is closed."))
    return back(found)


@opens("workshops.call", to=find_call, methods=WRITE)
def move(request: Asked, found: Call) -> HttpResponse:
    move_part(found, by=request.user, up=asked_for(request, ["up", "down"]) == "up")
    return back(found)


@opens("workshops.call", to=find_call, methods=FORM)
def delete(request: Asked, found: Call) -> HttpResponse:
    """Asks, then deletes."""
    refused = ""
    if request.method == "POST":
        try:
            actions.remove(found, by=request.user)
        except Refusal as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("The call is deleted."))
            return back(found)
    view = queries.views_of([found], request.languages)[0]
    status = 422 if refused else 200
    return show(request, found.event, "delete_call", status, call=view, refused=refused)


@opens("workshops.call", to=find_call, methods=WRITE)
def form(request: Asked, found: Call) -> HttpResponse:
    """To the form of its own questions, begun where there is none."""
    made = actions.begin_form(found, by=request.user)
    return redirect("delegates:form", found.event.slug, made.uid)


def asked_for(request: Asked, states: list[str]) -> str:
    sent = StateForm(request.POST, states=states)
    if not sent.is_valid():
        raise Http404
    return str(sent.cleaned_data["to"])
