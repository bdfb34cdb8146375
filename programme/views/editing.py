"""The editor of the draft programme: slots, places, clashes, releases."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked
from events.models import Event
from events.queries import event_shell
from languages.texts import load
from programme import actions, paths, releases
from programme.actions import Refused
from programme.clashes import clashes
from programme.finders import event_of, session_of, slot_of
from programme.forms import PlaceForm, ReleaseForm, RunningForm, SlotsForm, UnplaceForm
from programme.grid import grid
from programme.models import Slot
from programme.queries.draft import DraftProgramme, draft_programme
from workshops.models import Session

MOST_CLASHES = 50


@opens("programme.edit", to=event_of)
def editor(request: Asked, event: Event) -> HttpResponse:
    """The grid of one day; `?session=` is the one that is being placed."""
    return _page(request, draft_programme(event, request.languages))


def _page(request: Asked, draft: DraftProgramme, status: int = 200, **more: Any) -> HttpResponse:
    with timezone.override(draft.zone):
        context = _editor(request, draft) | more
        return render(request, "programme/editor.html", context, status=status)


def _editor(request: Asked, draft: DraftProgramme) -> dict[str, Any]:
    day = day_of(request, draft)
    shown = grid(draft, day, request.GET.get("session", ""))
    titles = {session.code: session.title for session in draft.sessions}
    return {
        "event": event_shell(draft.event, request.languages),
        "tab": "organise",
        "zone": draft.zone,
        "grid": shown,
        "clashes": [
            (clash.reason, [(code, titles[code]) for code in clash.codes])
            for clash in shown.clashes[:MOST_CLASHES]
        ],
        "days": [
            (each, paths.editor(draft.event.slug, each), each == day) for each in draft.days()
        ],
        "day": day,
    }


def day_of(request: Asked, draft: DraftProgramme) -> date:
    """The day in `?day=`, else the first."""
    try:
        asked = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        asked = draft.event.begins
    return asked if asked in draft.days() else draft.event.begins


@opens("programme.edit", to=event_of, methods=WRITE)
def place(request: Asked, event: Event) -> HttpResponse:
    form = PlaceForm(request.POST, event=event)
    if not form.is_valid() or form.found is None:
        return _refused(request, event, " ".join(_errors(form)))
    wish = {name: form.cleaned_data[name] for name in ("room", "begins", "version")}
    try:
        placed = actions.place(session=form.found, **wish, by=request.user)
    except Refused as refusal:
        return _refused(request, event, str(refusal))
    return redirect(paths.editor(event.slug, placed.begins.astimezone(event.tz).date()))


@opens("programme.edit", to=event_of, methods=WRITE)
def unplace(request: Asked, event: Event) -> HttpResponse:
    form = UnplaceForm(request.POST)
    if not form.is_valid():
        return _refused(request, event, " ".join(_errors(form)))
    code, version = form.cleaned_data["session"], form.cleaned_data["version"]
    session = get_object_or_404(Session, event=event, code=code)
    try:
        actions.unplace(session=session, by=request.user, version=version)
    except Refused as refusal:
        return _refused(request, event, str(refusal))
    return _back(request, event)


def _errors(form: Any) -> list[str]:
    return [str(error) for errors in form.errors.values() for error in errors]


def _refused(request: Asked, event: Event, reason: str) -> HttpResponse:
    """The grid as it stands now, with what went wrong."""
    return _page(request, draft_programme(event, request.languages), status=422, refusal=reason)


def _back(request: Asked, event: Event) -> HttpResponseRedirect:
    draft_day = request.GET.get("day", "")
    return HttpResponseRedirect(f"/{event.slug}/organise/programme/?day={draft_day[:10]}")


@opens("programme.edit", to=event_of, methods=FORM)
def slots(request: Asked, event: Event) -> HttpResponse:
    """The stretches of time of every day."""
    form = SlotsForm(request.POST or None, event=event)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _add_slots(form, event, request.user):
            return redirect(request.path)
        status = 422
    shell = event_shell(event, request.languages)
    context = {"event": shell, "tab": "organise", "form": form, "slots": event.slots.all()}
    with timezone.override(event.tz):
        return render(request, "programme/slots.html", context, status=status)


def _add_slots(form: SlotsForm, event: Event, by: Any) -> bool:
    for begins, ends in form.stretches():
        try:
            kind = form.cleaned_data["kind"]
            actions.add_slot(event=event, begins=begins, ends=ends, kind=kind, by=by)
        except Refused as refusal:
            form.add_error("begins", str(refusal))
    return not form.errors


@opens("programme.edit", to=slot_of, methods=WRITE)
def remove_slot(request: Asked, slot: Slot) -> HttpResponse:
    event = slot.event
    actions.remove_slot(slot=slot, by=request.user)
    messages.success(request, _("The slot is gone. Its sessions kept their hours."))
    return redirect(f"/{event.slug}/organise/programme/slots/")


@opens("programme.edit", to=event_of, methods=FORM)
def release(request: Asked, event: Event) -> HttpResponse:
    """What a release would publish, its clashes, and the releases until now."""
    form = ReleaseForm(request.POST or None)
    refusal, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                releases.release(event=event, by=request.user, words=form.cleaned_data["words"])
                return redirect(request.path)
            except Refused as refused:
                refusal = str(refused)
    context = _releases(event, request.languages) | {"form": form, "refusal": refusal}
    with timezone.override(event.tz):
        return render(request, "programme/release.html", context, status=status)


def _releases(event: Event, languages: list[str]) -> dict[str, Any]:
    """What the next release would hold, and what the last fifty were."""
    draft = draft_programme(event, languages)
    past = list(event.releases.select_related("released_by")[:50])
    return {
        "event": event_shell(event, languages),
        "tab": "organise",
        "clashes": clashes(draft),
        "placed": len(draft.placed),
        "unplaced": len(draft.unplaced),
        "releases": past,
        "writing": any(each.state == "writing" for each in past),
        "notes": load([each.note_id for each in past], languages),
    }


@opens("programme.edit", to=event_of)
def progress(request: Asked, event: Event) -> HttpResponse:
    """How far the release is; status 286 ends the polling."""
    newest = event.releases.first()
    done = newest is None or newest.state != "writing"
    context = {"release": newest, "event": event}
    return render(request, "programme/_progress.html", context, status=286 if done else 200)


@opens("programme.run", to=session_of, methods=FORM)
def running(request: Asked, session: Session) -> HttpResponse:
    """How a session goes on the day itself."""
    form = RunningForm(request.POST or None, event=session.event)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and form.say(session, by=request.user):
            return redirect(request.path)
    context = {
        "event": event_shell(session.event, request.languages),
        "session": session,
        "title": load([session.title_id], request.languages)[session.title_id],
        "running": getattr(session, "running", None),
        "form": form,
    }
    return render(request, "programme/running.html", context, status=status)
