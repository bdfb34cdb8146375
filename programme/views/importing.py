"""Bringing a programme in from another program: a look first, then the word to go on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.doors import FORM, opens
from accounts.requests import Asked
from events.models import Event
from events.queries import event_shell
from programme.finders import event_of
from programme.forms import ImportForm

MOST_LINES = 500


@opens("programme.edit", to=event_of, methods=FORM)
def import_programme(request: Asked, event: Event) -> HttpResponse:
    """A file is read and what it would change is listed; it is kept until the second step."""
    form = ImportForm(request.POST or None, request.FILES or None, event=event)
    if request.method == "POST" and form.is_valid() and (done := form.bring(by=request.user)):
        if form.goes_on:
            messages.success(request, said(len(done.changes)))
            return redirect(f"/{event.slug}/organise/programme/")
        form = ImportForm(event=event, mark=form.mark)
        context = {"outcome": done, "lines": done.changes[:MOST_LINES], "mark": form.mark}
    else:
        context = {}
    status = 422 if request.method == "POST" and not context else 200
    shell = event_shell(event, request.languages)
    context |= {"event": shell, "tab": "organise", "form": form}
    return render(request, "programme/import.html", context, status=status)


def said(count: int) -> str:
    if not count:
        return _("The file was read. Nothing had to be changed.")
    return ngettext(
        "The file was read: %(count)d thing changed.",
        "The file was read: %(count)d things changed.",
        count,
    ) % {"count": count}
