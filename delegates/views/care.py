"""Reporting harassment: from any page, by anybody."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from access.addresses import client_address
from access.doors import FORM, opens
from access.limits import Limit
from access.waiting import asks_to_wait
from accounts.requests import Read
from delegates.actions import care as actions
from delegates.finders.registrations import find_own_report
from delegates.forms.care import ReportForm, WordForm
from delegates.models import Report, ReportNote
from delegates.queries import care as queries
from events.finders import find_event
from events.models import Event
from events.queries import event_shell, public_events
from events.refusals import Refusal

# Wide, for a hall whose hundreds share one line.
OFTEN = Limit("delegates.reports", 60, 3_600)


@opens("access.anyone")
def which(request: Read) -> HttpResponse:
    """From a page of no meeting: which meeting is it about?"""
    coming, past = public_events(request.languages)
    return render(request, "delegates/care_which.html", {"events": [*coming, *past][:60]})


@opens("events.read", to=find_event, methods=FORM)
@asks_to_wait
def report(request: Read, event: Event) -> HttpResponse:
    team = queries.care_team(event)
    form = ReportForm(
        request.POST or None,
        team=team,
        logged_in=request.user.is_authenticated,
        initial={"page": came_from(request)},
    )
    if request.method == "POST" and form.is_valid():
        return take(request, event, form, team)
    return show(request, event, form, team)


def take(request: Read, event: Event, form: ReportForm, team: Any) -> HttpResponse:
    by = request.user if form.by_name and request.user.is_authenticated else None
    try:
        OFTEN.take(client_address(request))
        _made, token = actions.report(event=event, by=by, **form.given())
    except Refusal as refusal:
        form.refuse(refusal)
        return show(request, event, form, team)
    link = settings.ADDRESS + reverse("delegates:own_report", args=[event.slug, token])
    context = {"event": event_shell(event, request.languages), "link": link}
    return render(request, "delegates/care_told.html", context)


def show(request: Read, event: Event, form: ReportForm, team: Any) -> HttpResponse:
    person = request.user
    context = {
        "event": event_shell(event, request.languages),
        "form": form,
        "team": list(queries.names_of(team).values()),
        "own": queries.own_reports(event, person) if person.is_authenticated else [],
    }
    return render(request, "delegates/care.html", context, status=422 if form.errors else 200)


def came_from(request: Read) -> str:
    """The page of ours from which somebody came."""
    parts = urlsplit(request.headers.get("Referer", ""))
    return parts.path[:300] if parts.netloc == request.get_host() else ""


@opens("access.anyone", to=find_own_report, methods=FORM)
def own_report(request: Read, found: Report) -> HttpResponse:
    """By the link that only whoever reported has: what became of it, and a further word."""
    form = WordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        actions.write(found, kind=ReportNote.Kind.REPORTER, words=words, by=None)
        return redirect(request.path)
    context = {
        "event": event_shell(found.event, request.languages),
        "report": found,
        "notes": queries.notes(found, for_the_reporter=True),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "delegates/care_back.html", context, status=status)
