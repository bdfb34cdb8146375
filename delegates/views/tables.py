"""The directory as a file, out and in: a look first, then the word to go on."""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.records import note
from accounts.requests import Asked
from delegates.actions import exports, intakes
from delegates.actions.directory_import import bring_in
from delegates.directories import directory_of
from delegates.directory_table import COLUMNS, CONTACT_COLUMNS
from delegates.finders.directory import find_contacts_export, find_intake
from delegates.forms.exports import ContactsForm
from delegates.forms.tables import TableForm
from delegates.models import Export, Intake
from delegates.queries import contacts_export, directory_export
from delegates.queries.exports import own_exports
from delegates.refusals import FaultyTable
from delegates.views.organisations import SECTION
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal
from files.tables import Cell, write_table

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SHOWN = 200  # lines and faults on the page


@opens("delegates.keep", to=find_event, methods=FORM)
def export(request: Asked, event: Event) -> HttpResponse:
    """No contact and no note goes along."""
    if request.method == "POST":
        header, rows = directory_export.export(directory_of(event))
        note(request.user, "exported the directory", event, header)
        kind = "csv" if request.POST.get("kind") == "csv" else "xlsx"
        return file_of(f"organisations-{directory_of(event)}", kind, header, rows)
    context = {"event": event_shell(event, request.languages), "section": SECTION}
    return render(request, "delegates/table_out.html", context)


@opens("delegates.keep", to=find_event, methods=FORM)
def contacts_out(request: Asked, event: Event) -> HttpResponse:
    """Contacts are people: what for is asked, and above fifty a second person."""
    form = ContactsForm(request.POST or None, initial={"kind": "xlsx"})
    if request.method == "POST" and form.is_valid():
        return asked_for(request, event, form.cleaned_data)
    own = own_exports(event, Export.Subject.CONTACTS, request.user)
    context = {"event": event_shell(event, request.languages), "section": SECTION}
    context |= {"form": form, "exports": own, "free": exports.FREE}
    status = 422 if form.errors else 200
    return render(request, "delegates/contacts_out.html", context, status=status)


def asked_for(request: Asked, event: Event, given: dict[str, Any]) -> HttpResponse:
    """The file itself where it may leave at once, else the page on which it is waited for."""
    export = exports.ask(
        event=event,
        subject=Export.Subject.CONTACTS,
        columns=contacts_export.COLUMNS,
        by=request.user,
        **given,
    )
    export.refresh_from_db()
    if export.state == Export.State.READY:
        return contacts_of(request, export)
    messages.success(request, _("The other organisers are told. You read here how it stands."))
    return redirect("delegates:contacts_out", event.slug)


@opens("delegates.keep", to=find_contacts_export)
def contacts_file(request: Asked, export: Export) -> HttpResponse:
    """The file, for her who asked for it; whoever has left the directory is not in it."""
    if export.state != Export.State.READY or export.asked_by_id != request.user.pk:
        raise Http404
    return contacts_of(request, export)


def contacts_of(request: Asked, export: Export) -> HttpResponse:
    rows = contacts_export.rows(export, request.languages)
    note(request.user, "took a file of contacts", export)
    name = f"contacts-{export.event.slug}"
    return file_of(name, export.kind, contacts_export.COLUMNS, rows)


def file_of(
    name: str, kind: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> HttpResponse:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table.{kind}"
        write_table(path, kind, header, rows)
        content = path.read_bytes()
    response = HttpResponse(content, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


@opens("delegates.keep", to=find_event, methods=FORM)
def take_in(request: Asked, event: Event) -> HttpResponse:
    form = TableForm(request.POST or None, request.FILES or None, event=event)
    context = {"event": event_shell(event, request.languages), "form": form}
    context |= {"section": SECTION, "columns": COLUMNS | CONTACT_COLUMNS}
    context |= {"intakes": event.intakes.defer("lines", "topics", "contacts")[:10]}
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
