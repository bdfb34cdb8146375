"""An emergency: words on every page, on boards and in the mail of all, in one step."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked
from events import actions, queries
from events.finders import find_event
from events.forms_alert import AlertForm
from events.models import Event


@opens("events.alert", to=find_event, methods=FORM)
def alert(request: Asked, event: Event) -> HttpResponse:
    form = AlertForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        actions.sound_alert(event=event, words=form.cleaned_data["words"], by=request.user)
        messages.success(request, _("It stands on every page now, and the mails are on their way."))
        return redirect("events:alert", event.slug)
    context = {"event": queries.event_shell(event, request.languages), "form": form}
    context |= {"section": "alert"}
    status = 422 if form.errors else 200
    return render(request, "events/organise/alert.html", context, status=status)


@opens("events.alert", to=find_event, methods=WRITE)
def end(request: Asked, event: Event) -> HttpResponse:
    actions.end_alert(event=event, by=request.user)
    messages.success(request, _("The words are taken off every page."))
    return redirect("events:alert", event.slug)
