"""Cards to log in with, given and ended at a desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from access.doors import WRITE, opens
from accounts.requests import Read
from delegates import entry_papers
from delegates.actions import entry_cards as actions
from delegates.desks import at_a_desk
from delegates.models import Badge, Device
from delegates.refusals import NotThere
from delegates.views.desk import badge_at, refuse_unless_searching
from events.finders import find_event
from events.refusals import Refusal


@opens("access.anyone", to=find_event, methods=WRITE)
@at_a_desk
def card(request: Read, device: Device) -> HttpResponse:
    """A new card for whoever wears this badge, as the file that is printed; the old one ends."""
    refuse_unless_searching(device)
    badge = badge_at(device, request.POST.get("code", ""))
    registration, by = badge.registration, device.person or device.made_by
    try:
        if badge.state != Badge.State.VALID:
            raise NotThere
        made, code = actions.give(registration, by=by)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("delegates:desk", device.event.slug)
    paper = entry_papers.paper(made.event, registration, code)
    return HttpResponse(paper, content_type="application/pdf")
