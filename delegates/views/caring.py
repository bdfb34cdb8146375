"""The care team's own pages: nobody else finds them, organisers included."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked
from delegates.actions import care as actions
from delegates.finders.registrations import find_report
from delegates.forms.care import HandlingForm, ReaderForm
from delegates.models import Report
from delegates.queries import care as queries
from events.finders import find_event
from events.forms import StateForm
from events.models import Event
from events.queries import event_shell


@opens("delegates.care", to=find_event)
def reports(request: Asked, event: Event) -> HttpResponse:
    words = request.GET.get("q", "")
    context = {
        "event": event_shell(event, request.languages),
        "reports": queries.reports(event, request.user),
        "team": queries.care_team(event),
        "words": words,
        "found": queries.found_by_name(event, words),
        "section": "care",
    }
    return render(request, "delegates/caring.html", context)


@opens("delegates.read_report", to=find_report, methods=FORM)
def report(request: Asked, found: Report) -> HttpResponse:
    form = HandlingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.write(found, by=request.user, **form.cleaned_data)
        return redirect("delegates:report", found.event.slug, found.uid)
    actions.opened(found, by=request.user)
    view = queries.report_view(found)
    context = {"event": event_shell(found.event, request.languages), "shown": view}
    context |= {"form": form, "readers": ReaderForm(people=view.others), "section": "care"}
    status = 422 if form.errors else 200
    return render(request, "delegates/report.html", context, status=status)


@opens("delegates.read_report", to=find_report, methods=WRITE)
def set_state(request: Asked, found: Report) -> HttpResponse:
    form = StateForm(request.POST, states=Report.State.values)
    if not form.is_valid():
        raise Http404
    actions.set_state(found, state=form.cleaned_data["to"], by=request.user)
    return redirect("delegates:report", found.event.slug, found.uid)


@opens("delegates.read_report", to=find_report, methods=WRITE)
def let_read(request: Asked, found: Report) -> HttpResponse:
    form = ReaderForm(request.POST, people=queries.report_view(found).others)
    if form.is_valid():
        actions.let_read(found, person=form.chosen, by=request.user)
    return redirect("delegates:report", found.event.slug, found.uid)
