"""The doors by which the page's script saves what is typed."""

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from access.doors import WRITE, opens
from accounts.requests import Asked
from events.finders import find_event
from events.models import Event
from events.refusals import Refusal
from workshops.actions import typing as actions
from workshops.finders import find_written
from workshops.models import Proposal
from workshops.refusals import Overwritten
from workshops.views.choosing import ManyCalls, chosen_call


@opens("workshops.propose", to=find_event, methods=WRITE)
def start(request: Asked, event: Event) -> JsonResponse:
    """The first save of a new draft."""
    try:
        uid = UUID(request.POST.get("uid", ""))
        call = chosen_call(request, event)
        made = actions.start(event=event, by=request.user, typed=typed(request), uid=uid, call=call)
    except (ValueError, ManyCalls):
        return JsonResponse({"said": _("This page is out of date. Load it anew.")}, status=422)
    except Refusal as refusal:
        return refused(refusal)
    return saved(made)


@opens("workshops.own", to=find_written, methods=WRITE)
def keep(request: Asked, found: Proposal) -> JsonResponse:
    """Every further one."""
    given = request.POST.get("revision", "")
    revision = int(given) if given.isdecimal() and len(given) < 9 else 0
    try:
        kept = actions.keep(found, by=request.user, typed=typed(request), revision=revision)
    except Refusal as refusal:
        return refused(refusal)
    return saved(kept)


def typed(request: HttpRequest) -> dict[str, list[str]]:
    return {name: request.POST.getlist(name) for name in request.POST}


def saved(proposal: Proposal) -> JsonResponse:
    address = [proposal.event.slug, proposal.uid]
    return JsonResponse(
        {
            "revision": proposal.revision,
            "page": reverse("workshops:proposal", args=address),
            "draft": reverse("workshops:keep_draft", args=address),
        }
    )


def refused(refusal: Refusal) -> JsonResponse:
    """409 where another device was faster, 422 for all else; nothing that was typed is touched."""
    status = 409 if isinstance(refusal, Overwritten) else 422
    return JsonResponse({"said": str(refusal)}, status=status)
