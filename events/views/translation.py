"""The organisers' page about translation: when translations are shown, and how far they are."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, opens
from accounts.requests import Asked
from events import queries
from events.finders import find_event
from events.forms_translation import PublishingForm
from events.models import Event
from languages import spaces
from languages.queries.desk import waiting


@opens("events.organise", to=find_event, methods=FORM)
def translation(request: Asked, event: Event) -> HttpResponse:
    form = PublishingForm(request.POST or None, initial={"publishing": event.space.publishing})
    if request.method == "POST" and form.is_valid():
        spaces.publish(event.space, form.cleaned_data["publishing"])
        messages.success(request, _("The settings are saved."))
        return redirect("events:translation", event.slug)
    context = {
        "event": queries.event_shell(event, request.languages),
        "space": event.space_id,
        "waits": waiting([event.space_id]),
        "form": form,
        "section": "translation",
    }
    status = 422 if form.errors else 200
    return render(request, "events/organise/translation.html", context, status=status)
