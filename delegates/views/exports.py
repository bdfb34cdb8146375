"""Files of registrations."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.records import note
from accounts.requests import Asked
from delegates.actions import exports as actions
from delegates.columns import columns_of
from delegates.filters import Wanted
from delegates.finders.registrations import find_export
from delegates.forms.exports import ExportForm
from delegates.models import Export
from delegates.queries import exports as queries
from delegates.queries.lists import in_words
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal

USUAL = ["full_name", "category", "country", "organisation", "state"]
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@opens("delegates.organise", to=find_event, methods=FORM)
def export(request: Asked, event: Event) -> HttpResponse:
    """Asks for a file of the list that the address names."""
    wanted = Wanted.of(request.GET)
    initial = {"columns": USUAL, "kind": "csv"}
    form = ExportForm(request.POST or None, columns=columns_of(event), initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.ask(event=event, asked=wanted.query, by=request.user, **form.cleaned_data)
        return redirect("delegates:exports", event.slug)
    context = {"event": event_shell(event, request.languages), "form": form}
    context |= {"section": "registrations", "wanted": wanted, "free": actions.FREE}
    context |= {"people": queries.rows_of(event, wanted.query).count()}
    context |= {"narrowed": in_words(event, wanted, request.languages)}
    return render(request, "delegates/export.html", context, status=422 if form.errors else 200)


@opens("delegates.organise", to=find_event)
def exports(request: Asked, event: Event) -> HttpResponse:
    """The files that there are, and those that wait for a second person."""
    shell = event_shell(event, request.languages)
    found = queries.exports(event)
    context = {"event": shell, "section": "registrations", "exports": found}
    return render(request, "delegates/exports.html", context)


@opens("delegates.organise", to=find_export, methods=WRITE)
def answer(request: Asked, found: Export) -> HttpResponse:
    try:
        actions.answer(found, yes=request.POST.get("answer") == "yes", by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Your answer is noted. Who asked is told."))
    return redirect("delegates:exports", found.event.slug)


@opens("delegates.organise", to=find_export)
def download(request: Asked, found: Export) -> HttpResponse | FileResponse:
    """The file, for her who asked for it; each time is noted."""
    path = actions.path_of(found)
    ready = found.state == Export.State.READY and path.exists()
    if not ready or found.asked_by_id != request.user.pk:
        raise Http404
    note(request.user, "downloaded a file of registrations", found)
    name = f"registrations-{found.event.slug}.{found.kind}"
    return FileResponse(
        path.open("rb"), content_type=MEDIA[found.kind], as_attachment=True, filename=name
    )
