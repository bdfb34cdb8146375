"""When registration and the call close."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, opens
from accounts.requests import Asked
from events.actions import deadlines as actions
from events.deadline_forms import DeadlineForm, ExtensionForm
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal
from events.views.organise import SWITCHES


class Deadline:
    """An event and which of its two deadlines is meant. Raises Http404 for any other."""

    def __init__(self, event: str, switch: str) -> None:
        if switch not in actions.SWITCHES:
            raise Http404
        self.event, self.switch = find_event(event), switch


@opens("events.organise", to=Deadline, methods=FORM)
def deadline(request: Asked, found: Deadline) -> HttpResponse:
    """Sets it where there is none, and extends it else."""
    extends = found.event.closes(found.switch) is not None
    form = form_of(request, found.event, found.switch, extends)
    if request.method == "POST" and form.is_valid():
        act = actions.extend if extends else actions.set_deadline
        try:
            act(event=found.event, switch=found.switch, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The deadline is extended.") if extends else _("Set."))
            return redirect("events:overview", found.event.slug)
    return show(request, found, form)


def form_of(
    request: Asked, event: Event, switch: str, extends: bool
) -> DeadlineForm | ExtensionForm:
    data = request.POST or None
    if extends:
        return ExtensionForm(data, event=event, switch=switch)
    return DeadlineForm(data, event=event)


def show(request: Asked, found: Deadline, form: DeadlineForm) -> HttpResponse:
    context = {
        "event": event_shell(found.event, request.languages),
        "section": "overview",
        "title": SWITCHES[found.switch][0],
        "until": actions.closes_at(found.event, found.switch),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "events/organise/deadline.html", context, status=status)
