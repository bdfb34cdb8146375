"""A proposal's page for others, from its first draft on."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from access.doors import FORM, allows, opens
from accounts.requests import Asked, Read
from events.queries import event_shell
from workshops.actions import sharing as actions
from workshops.finders import find_proposal, find_shared
from workshops.models import Proposal
from workshops.queries.hosts import hosts_of
from workshops.queries.proposals import proposal_view


@opens("workshops.read_proposal", to=find_proposal)
def activity(request: Read, found: Proposal) -> HttpResponse:
    """By those whom the call lets read it."""
    return show(request, found)


@opens("workshops.read_shared", to=find_shared)
def shared(request: Read, found: Proposal) -> HttpResponse:
    """By whoever has its link."""
    return show(request, found)


def show(request: Read, found: Proposal) -> HttpResponse:
    context = {
        "event": event_shell(found.event, request.languages),
        "proposal": proposal_view(found, request.languages),
        "hosts": hosts_of(found, request.languages, confirmed=True),
        "writes": allows("workshops.own", request.user, found),
    }
    answer = render(request, "workshops/activity.html", context)
    answer["X-Robots-Tag"] = "noindex"
    return answer


@opens("workshops.lead", to=find_proposal, methods=FORM)
def share(request: Asked, found: Proposal) -> HttpResponse:
    """Its link for others: made, renewed, taken away."""
    if request.method == "POST":
        return change(request, found)
    key = [found.event.slug, found.uid, found.share_key]
    context = {
        "event": event_shell(found.event, request.languages),
        "proposal": proposal_view(found, request.languages),
        "link": settings.ADDRESS + reverse("workshops:shared", args=key) if key[2] else "",
    }
    return render(request, "workshops/share.html", context)


def change(request: Asked, found: Proposal) -> HttpResponse:
    if "hide" in request.POST:
        actions.hide(found, by=request.user)
        messages.success(request, _("The link opens no longer."))
    else:
        actions.share(found, by=request.user)
        messages.success(request, _("Whoever has the link reads it as it is now."))
    return redirect("workshops:share", found.event.slug, found.uid)
