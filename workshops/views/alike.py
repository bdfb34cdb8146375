"""Which proposals are like one's own, while one writes and afterwards."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from access.doors import WRITE, opens
from access.limits import Limit, TooMany
from accounts.requests import Asked
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from languages.forms import Written
from workshops.finders import find_proposal
from workshops.forms.proposals import ProposalForm
from workshops.models import Proposal
from workshops.queries.alike import Alike, alike, of_proposal, of_writing, readable
from workshops.rules import plans
from workshops.standing import hers

# One asks while she types; this is a request every three seconds.
LIMIT = Limit("workshops.alike", times=100, seconds=300)
ROW, PAGE = 5, 20


@opens("workshops.propose", to=find_event, methods=WRITE)
def writing(request: Asked, event: Event) -> HttpResponse:
    """A part of the form's page: what is like the words that stand in it now."""
    try:
        LIMIT.take(str(request.user.pk))
    except TooMany:
        return HttpResponse(status=204)
    context = {"event": event, "alike": like_what_is_written(request, event)}
    context["unread"] = not hers(event, request.user).exists()
    return render(request, "workshops/_alike.html", context)


def like_what_is_written(request: Asked, event: Event) -> list[Alike]:
    """Whatever is wrong elsewhere in the form makes no difference."""
    if not event.is_open("call"):
        return []
    form = ProposalForm(request.POST, event=event, languages=request.languages, draft=True)
    form.is_valid()
    given = form.cleaned_data
    asked = of_writing(
        event,
        [*said(given.get("title")), *said(given.get("abstract"))],
        theme=form.themes.get(given.get("theme", "")),
        organisation=given.get("organisation_known"),
    )
    among = readable(event, team=False, proposes=True).exclude(proposer=request.user)
    return alike(asked, among=among, languages=request.languages, most=ROW)


def said(written: Any) -> Iterable[tuple[str, str]]:
    """(language, words) of a text as a form has it."""
    if isinstance(written, Written):
        yield written.lang, written.body
        yield from written.translations.items()


@opens("workshops.find_alike", to=find_proposal)
def of_one(request: Asked, found: Proposal) -> HttpResponse:
    """A page of its own, or the part of another's that asks for it."""
    team = plans(request.user, found)
    among = readable(found.event, team=team, proposes=True)
    if not team:
        among = among.exclude(proposer=request.user)
    part = request.headers.get("HX-Request") == "true"
    rows = alike(
        of_proposal(found), among=among, languages=request.languages, most=ROW if part else PAGE
    )
    context = {"event": found.event, "proposal": found, "alike": rows, "team": team}
    context["unread"] = not (team or hers(found.event, request.user).exists())
    if part:
        return render(request, "workshops/_alike.html", context)
    context["event"] = event_shell(found.event, request.languages)
    return render(request, "workshops/alike.html", context)
