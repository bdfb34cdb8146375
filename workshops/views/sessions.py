"""Organisers write about sessions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from workshops.actions import sessions as actions
from workshops.finders import find_session
from workshops.forms.sessions import SessionForm, initial_of_session
from workshops.models import Session
from workshops.queries import sessions as queries


@opens("workshops.plan", to=find_event)
def sessions(request: Asked, event: Event) -> HttpResponse:
    words = request.GET.get("q", "")
    found = queries.sessions(
        event, words=words, after=request.GET.get("after", ""), languages=request.languages
    )
    context = {"event": found.event, "page": found.page, "words": words, "section": "sessions"}
    return render(request, "workshops/sessions.html", context)


@opens("workshops.plan", to=find_event, methods=FORM)
def new(request: Asked, event: Event) -> HttpResponse:
    form = SessionForm(request.POST or None, event=event, languages=request.languages)
    if request.method == "POST" and form.is_valid():
        made = actions.add_session(event=event, by=request.user, content=form.content())
        messages.success(request, _("The session is added; it waits for its place."))
        return redirect("workshops:session", event.slug, made.code)
    return show(request, event, form)


@opens("workshops.plan", to=find_session, methods=FORM)
def session(request: Asked, found: Session) -> HttpResponse:
    form = SessionForm(
        request.POST or None,
        event=found.event,
        languages=request.languages,
        session=found,
        initial=initial_of_session(found, request.languages),
    )
    if request.method == "POST" and form.is_valid():
        actions.change_session(found, by=request.user, content=form.content())
        messages.success(request, _("The session is saved."))
        return redirect("workshops:session", found.event.slug, found.code)
    return show(request, found.event, form, found)


def show(
    request: Asked, event: Event, form: SessionForm, found: Session | None = None
) -> HttpResponse:
    context = {
        "event": event_shell(event, request.languages),
        "form": form,
        "session": found,
        "section": "sessions",
    }
    return render(request, "workshops/session.html", context, status=422 if form.errors else 200)


@opens("workshops.plan", to=find_session, methods=WRITE)
def cancel(request: Asked, found: Session) -> HttpResponse:
    actions.cancel(found, by=request.user)
    messages.success(request, _("The session is cancelled; the next release says so."))
    return redirect("workshops:session", found.event.slug, found.code)


@opens("workshops.plan", to=find_session, methods=WRITE)
def restore(request: Asked, found: Session) -> HttpResponse:
    actions.restore(found, by=request.user)
    messages.success(request, _("The session takes place again."))
    return redirect("workshops:session", found.event.slug, found.code)
