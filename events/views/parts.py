"""Lists and forms of what an event is divided into."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from access.doors import FORM, READ, WRITE, Finder, View, opens
from accounts.requests import Asked
from events import actions, queries
from events.finders import find_event, find_part
from events.forms import StateForm
from events.kinds import KINDS, Kind
from events.models import Event, Page, Publication
from events.refusals import Refusal


def show_list(request: Asked, event: Event, kind: Kind) -> HttpResponse:
    context = {
        "event": queries.event_shell(event, request.languages),
        "kind": kind,
        "parts": queries.parts(kind.model, event, request.languages),
        "line": kind.line,
        "section": kind.name,
        **{each: f"{kind.address}_{each}" for each in ("add", "edit", "delete", "move", "state")},
    }
    return render(request, "events/organise/parts.html", context)


def edit(request: Asked, event: Event, kind: Kind, part: Any = None) -> HttpResponse:
    """The form of a part: a new one where `part` is None."""
    form = kind.form(request.POST or None, instance=part or kind.model(), event=event)
    if request.method == "POST" and form.is_valid():
        part = form.save(commit=False)
        changed = form.changed_data
        actions.save_part(part, written=form.texts(), by=request.user, changed=changed)
        messages.success(request, str(kind.saved))
        return redirect(kind.address, event.slug)
    shown = queries.event_shell(event, request.languages)
    heading = queries.name_of(part, request.languages).body if part else kind.add
    context = {"event": shown, "kind": kind, "form": form, "heading": heading}
    context |= {"section": kind.name}
    status = 422 if form.errors else 200
    return render(request, "events/organise/part.html", context, status=status)


def delete(request: Asked, part: Any, kind: Kind) -> HttpResponse:
    """Asks, then deletes."""
    refused = ""
    if request.method == "POST":
        try:
            actions.remove(part, by=request.user, in_use=kind.in_use)
        except Refusal as refusal:
            refused = str(refusal)
        else:
            messages.success(request, str(kind.deleted))
            return redirect(kind.address, part.event.slug)
    context = {"event": queries.event_shell(part.event, request.languages), "refused": refused}
    context |= {"kind": kind, "name": queries.name_of(part, request.languages)}
    context |= {"section": kind.name}
    status = 422 if refused else 200
    return render(request, "events/organise/delete.html", context, status=status)


def move(request: Asked, part: Any, kind: Kind) -> HttpResponse:
    form = StateForm(request.POST, states=["up", "down"])
    if not form.is_valid():
        raise Http404
    actions.move(part, by=request.user, up=form.cleaned_data["to"] == "up")
    return redirect(kind.address, part.event.slug)


def publish(request: Asked, piece: Any, kind: Kind) -> HttpResponse:
    form = StateForm(request.POST, states=Publication.values)
    if not form.is_valid():
        raise Http404
    actions.set_state(piece, state=form.cleaned_data["to"], by=request.user)
    published = piece.state == Publication.PUBLISHED
    messages.success(request, _("It is published.") if published else _("It is a draft again."))
    return redirect(kind.address, piece.event.slug)


@opens("events.organise", to=find_event, methods=WRITE)
def add_continents(request: Asked, event: Event) -> HttpResponse:
    if actions.add_continents(event=event, by=request.user):
        messages.success(request, _("The six continents are added with their countries."))
    return redirect("events:constituencies", event.slug)


def edit_one(request: Asked, part: Any, kind: Kind) -> HttpResponse:
    return edit(request, part.event, kind, part)


def of_kind(kind: Kind, view: View, find: Finder, methods: tuple[str, ...]) -> View:
    """A view of one kind, behind the kind's rule."""

    def call(request: Asked, target: Any) -> HttpResponseBase:
        return view(request, target, kind)

    return opens(kind.rule, to=find, methods=methods)(call)


def addresses(kind: Kind) -> Iterator[URLPattern]:
    """The routes of one kind: its list, and what can be done with each of its parts."""
    base, find = f"<slug:event>/organise/{kind.name}/", find_part(kind.model)
    one = f"{base}<{'slug' if kind.model is Page else 'uuid'}:part>/"
    yield path(base, of_kind(kind, show_list, find_event, READ), name=kind.name)
    yield path(f"{base}add/", of_kind(kind, edit, find_event, FORM), name=f"{kind.name}_add")
    acts: list[tuple[str, str, View, tuple[str, ...]]] = [
        ("edit", "", edit_one, FORM),
        ("delete", "delete/", delete, FORM),
        *([("move", "move/", move, WRITE)] if kind.ordered else []),
        *([("state", "state/", publish, WRITE)] if kind.published else []),
    ]
    for act, tail, view, methods in acts:
        yield path(one + tail, of_kind(kind, view, find, methods), name=f"{kind.name}_{act}")


urlpatterns = [route for kind in KINDS for route in addresses(kind)]
