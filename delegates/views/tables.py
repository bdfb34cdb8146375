"""The directory as a file, out and in: a look first, then the word to go on."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.records import note
from accounts.requests import Asked
from delegates.actions import intakes
from delegates.actions.directory_import import bring_in
from delegates.directories import directory_of
from delegates.directory_table import COLUMNS
from delegates.finders.directory import find_intake
from delegates.forms.tables import TableForm
from delegates.models import Intake
from delegates.queries import directory_export
from delegates.refusals import FaultyTable
from delegates.views.organisations import SECTION
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal
from files.tables import write_table

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SHOWN = 200  # lines and faults on the page


@opens("delegates.keep", to=find_event, methods=FORM)
def export(request: Asked, event: Event) -> HttpResponse:
    """No contact and no note goes along."""
    if request.method == "POST":
        return file_of(request, event, "csv" if request.POST.get("kind") == "csv" else "xlsx")
    context = {"event": event_shell(event, request.languages), "section": SECTION}
    return render(request, "delegates/table_out.html", context)


def file_of(request: Asked, event: Event, kind: str) -> HttpResponse:
    directory = directory_of(event)
    header, rows = directory_export.export(directory)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"organisations.{kind}"
        write_table(path, kind, header, rows)
        content = path.read_bytes()
    note(request.user, "exported the directory", event, header)
    response = HttpResponse(content, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="organisations-{directory}.{kind}"'
    return response


@opens("delegates.keep", to=find_event, methods=FORM)
def take_in(request: Asked, event: Event) -> HttpResponse:
    form = TableForm(request.POST or None, request.FILES or None, event=event)
    context = {"event": event_shell(event, request.languages), "form": form}
    context |= {"section": SECTION, "columns": COLUMNS}
    context |= {"intakes": event.intakes.defer("lines", "topics")[:10]}
    if request.method == "POST" and form.is_valid():
        if form.goes_on and brought(request, event, form):
            return redirect("delegates:named", event.slug)
        context |= looked_at(form)
    refused = form.errors or context.get("fault_count")
    return render(request, "delegates/table.html", context, status=422 if refused else 200)


@opens("delegates.keep", to=find_intake, methods=WRITE)
def undo(request: Asked, intake: Intake) -> HttpResponse:
    try:
        back, left = intakes.undo(intake, by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        words = _("Undone: %(back)d organisations are as they were, %(left)d were changed since.")
        messages.success(request, words % {"back": back, "left": left})
    return redirect("delegates:import_organisations", intake.event.slug)


def looked_at(form: TableForm) -> dict[str, object]:
    table, planned = form.look()
    fates = [each.fate for each in planned]
    return {
        "mark": form.mark,
        "looked": True,
        "faults": table.faults[:SHOWN],
        "fault_count": len(table.faults),
        "counts": {fate: fates.count(fate) for fate in ("new", "changed", "same")},
        "planned": [each for each in planned if each.fate != "same"][:SHOWN],
        "alike": sum(1 for each in planned if each.alike),
    }


def brought(request: Asked, event: Event, form: TableForm) -> bool:
    """False where the table has faults, which it may have by now."""
    try:
        done = bring_in(event=event, rows=form.rows, by=request.user)
    except FaultyTable:
        return False
    form.forget()
    words = _("%(new)d organisations are new, %(changed)d changed, %(same)d stayed the same.")
    counts = {fate: done[fate] for fate in ("new", "changed", "same")}
    messages.success(request, words % counts)
    return True
