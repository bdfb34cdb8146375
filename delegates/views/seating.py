"""Organisers' pages: how seats are filled, and which delegations ask for them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked
from delegates.actions import delegations as actions
from delegates.actions.block_offers import wait_for_seats
from delegates.actions.seating import set_seating
from delegates.finders.blocks import find_delegation
from delegates.forms.delegations import GrantForm, SeatingForm
from delegates.models import Delegation, Seating
from delegates.queries import delegations as queries
from delegates.refusals import Full
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal


@opens("delegates.organise", to=find_event, methods=FORM)
def seating(request: Asked, event: Event) -> HttpResponse:
    kept = Seating.objects.filter(event=event).first() or Seating(event=event)
    form = SeatingForm(request.POST or None, instance=kept)
    if request.method == "POST" and form.is_valid():
        set_seating(event=event, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("delegates:seating", event.slug)
    context: dict[str, Any] = {"event": event_shell(event, request.languages), "form": form}
    context["section"] = "registrations"
    return render(request, "delegates/seating.html", context, status=422 if form.errors else 200)


@opens("delegates.organise", to=find_event)
def delegations(request: Asked, event: Event) -> HttpResponse:
    state = request.GET.get("state", "")
    page = queries.delegations(event, state=state, after=request.GET.get("after", ""))
    context = {
        "event": event_shell(event, request.languages),
        "section": "registrations",
        "page": page,
        "state": state,
        "states": Delegation.State.choices,
    }
    return render(request, "delegates/all_delegations.html", context)


@opens("delegates.organise", to=find_delegation, methods=WRITE)
def grant(request: Asked, found: Delegation) -> HttpResponse:
    form = GrantForm(request.POST)
    if form.is_valid():
        give(request, found, form.cleaned_data["granted"])
    else:
        messages.error(request, _("Write how many seats."))
    return redirect("delegates:delegation", found.event.slug, found.uid)


def give(request: Asked, found: Delegation, granted: int) -> None:
    """Grants the seats; where they do not fit, a delegation without any waits for them."""
    try:
        actions.grant(found, granted=granted, by=request.user)
    except Full as full:
        wait(request, found, granted, full)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The seats are granted; the coordinators hear by mail."))


def wait(request: Asked, found: Delegation, awaited: int, full: Full) -> None:
    try:
        wait_for_seats(found, awaited=awaited, by=request.user)
    except Refusal:
        messages.error(request, str(full))
    else:
        said = _("So many seats are not free. The delegation is on the waiting list for them.")
        messages.info(request, said)


@opens("delegates.organise", to=find_delegation, methods=WRITE)
def refuse(request: Asked, found: Delegation) -> HttpResponse:
    try:
        actions.refuse(found, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("delegates:all_delegations", found.event.slug)
