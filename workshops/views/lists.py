"""The organisers' list of proposals, and how calls fill up."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import FileResponse, HttpResponse
from django.shortcuts import render

from access.doors import opens
from accounts.records import note
from accounts.requests import Asked
from delegates.views.exports import MEDIA
from events.finders import find_event
from events.models import Event
from files.tables import write_table
from workshops.filters import ProposalOrder, Wanted
from workshops.queries import progress as progress_queries
from workshops.queries import proposal_files
from workshops.queries import proposal_lists as queries
from workshops.queries import theme_map as map_queries


@opens("workshops.plan", to=find_event)
def proposals(request: Asked, event: Event) -> HttpResponse:
    wanted, order = Wanted.of(request.GET), ProposalOrder.of(request.GET.get("sort", ""))
    after = request.GET.get("after", "")
    found = queries.proposals(event, wanted, order, after=after, languages=request.languages)
    context = {"event": found.event, "page": found.page, "found": found, "wanted": wanted}
    context |= {"order": order, "section": "proposals"}
    return render(request, "workshops/proposals.html", context)


@opens("workshops.plan", to=find_event)
def progress(request: Asked, event: Event) -> HttpResponse:
    found = progress_queries.progress(event, request.languages)
    context = {"event": found.event, "calls": found.calls, "section": "proposals"}
    return render(request, "workshops/progress.html", context)


@opens("workshops.plan", to=find_event)
def file(request: Asked, event: Event) -> FileResponse:
    """The list that the address names; what is written is kept no longer than it is sent."""
    kind = request.GET.get("as", "")
    kind = kind if kind in MEDIA else "csv"
    rows = proposal_files.table(event, Wanted.of(request.GET))
    note(request.user, "took out proposals as a file", event, [kind])
    with TemporaryDirectory(prefix="convoca-proposals-") as folder:
        path = Path(folder) / f"proposals-{event.slug}.{kind}"
        write_table(path, kind, proposal_files.HEADER, rows)
        return FileResponse(path.open("rb"), as_attachment=True, content_type=MEDIA[kind])


@opens("workshops.plan", to=find_event)
def theme_map(request: Asked, event: Event) -> HttpResponse:
    found = map_queries.theme_map(event, request.languages)
    context = {"event": found.event, "map": found, "section": "proposals"}
    return render(request, "workshops/theme_map.html", context)
