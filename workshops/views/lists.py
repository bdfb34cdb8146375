"""The organisers' list of proposals, and how calls fill up."""

from django.http import HttpResponse
from django.shortcuts import render

from access.doors import opens
from accounts.requests import Asked
from events.finders import find_event
from events.models import Event
from workshops.filters import ProposalOrder, Wanted
from workshops.queries import progress as progress_queries
from workshops.queries import proposal_lists as queries


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
