"""Organisers read proposals and decide."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked
from events.queries import event_shell
from events.refusals import Refusal
from workshops.actions import proposals as actions
from workshops.finders import find_proposal
from workshops.forms.proposals import DeclineForm
from workshops.models import Proposal
from workshops.queries import proposals as queries


@opens("workshops.review", to=find_proposal, methods=FORM)
def proposal(request: Asked, found: Proposal) -> HttpResponse:
    """A POST declines, with its reason."""
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        said = _("Declined. The proposer gets a mail with the reason.")
        decline = partial(actions.decline, found, by=request.user, reason=reason)
        return do(request, found, said, decline)
    context = {
        "event": event_shell(found.event, request.languages),
        "proposal": queries.proposal_view(found, request.languages),
        "session": getattr(found, "session", None),
        "form": form,
        "section": "proposals",
    }
    return render(request, "workshops/review.html", context, status=422 if form.errors else 200)


@opens("workshops.review", to=find_proposal, methods=WRITE)
def accept(request: Asked, found: Proposal) -> HttpResponse:
    said = _("Accepted. The proposer gets a mail; the session waits for its place.")
    return do(request, found, said, lambda: actions.accept(found, by=request.user))


@opens("workshops.review", to=find_proposal, methods=WRITE)
def reopen(request: Asked, found: Proposal) -> HttpResponse:
    said = _("The proposal is open again.")
    return do(request, found, said, lambda: actions.reopen(found, by=request.user))


def do(request: Asked, found: Proposal, said: str, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("workshops:review", found.event.slug, found.uid)
