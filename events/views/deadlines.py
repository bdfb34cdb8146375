"""When registration and each call close."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, opens
from accounts.requests import Asked
from events.actions import deadlines as actions
from events.closing import Closing
from events.deadline_forms import DeadlineForm, ExtensionForm
from events.finders import find_event
from events.queries import event_shell
from events.refusals import Refusal
from events.views.organise import SWITCHES
from languages import texts


class Deadline:
    """An event and which of its deadlines is meant. Raises Http404 for any other."""

    def __init__(self, event: str, closing: str) -> None:
        self.event = find_event(event)
        found = [each for each in actions.closings_of(self.event) if each.key == closing]
        if not found:
            raise Http404
        self.closing: Closing = found[0]


@opens("events.organise", to=Deadline, methods=FORM)
def deadline(request: Asked, found: Deadline) -> HttpResponse:
    """Sets it where there is none, and extends it else."""
    extends = found.closing.until is not None
    form = form_of(request, found.closing, extends)
    if request.method == "POST" and form.is_valid():
        act = actions.extend if extends else actions.set_deadline
        try:
            act(closing=found.closing, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The deadline is extended.") if extends else _("Set."))
            return redirect("events:overview", found.event.slug)
    return show(request, found, form)


def form_of(request: Asked, closing: Closing, extends: bool) -> DeadlineForm | ExtensionForm:
    made = ExtensionForm if extends else DeadlineForm
    return made(request.POST or None, closing=closing)


def show(request: Asked, found: Deadline, form: DeadlineForm) -> HttpResponse:
    name = found.closing.name_id()
    context = {
        "event": event_shell(found.event, request.languages),
        "section": "overview",
        "title": SWITCHES[found.closing.switch][0],
        "name": texts.load([name], request.languages)[name],
        "until": actions.closes_at(found.closing),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "events/organise/deadline.html", context, status=status)
