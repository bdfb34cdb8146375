"""Lists of people that a coordinator brings: tried, entered, undone; and the links themselves."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked, Read
from delegates.actions import arrivals as actions
from delegates.actions.delegations import take_role
from delegates.actions.sitting import check, move_to_a_seat
from delegates.finders.blocks import Invited, find_arrival, find_delegation
from delegates.forms.delegations import ListForm
from delegates.models import Arrival, Delegation, SeatLink
from delegates.views.delegations import show, to_page
from events.queries import event_shell
from events.refusals import Refusal


@opens("delegates.coordinate", to=find_delegation, methods=WRITE)
def bring(request: Asked, found: Delegation) -> HttpResponse:
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, found, forms={"list_form": form})
    file = form.cleaned_data["file"]
    try:
        made = actions.try_list(
            found, name=file.name, content=file.read(), languages=request.languages, by=request.user
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return show(request, found, forms={"list_form": form})
    return redirect("delegates:arrival", found.event.slug, found.uid, made.pk)


@opens("delegates.coordinate", to=find_arrival)
def arrival(request: Asked, found: Arrival) -> HttpResponse:
    """What a list would do, or has done."""
    context = {
        "event": event_shell(found.delegation.event, request.languages),
        "delegation": found.delegation,
        "arrival": found,
        "rows": found.rows[:100],
        "entered": found.links.count(),
        "came": found.links.filter(used__gt=0).count(),
    }
    return render(request, "delegates/arrival.html", context)


@opens("delegates.coordinate", to=find_arrival, methods=WRITE)
def enter(request: Asked, found: Arrival) -> HttpResponse:
    try:
        actions.enter(found, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The people of the list are being invited by mail."))
    return redirect(
        "delegates:arrival", found.delegation.event.slug, found.delegation.uid, found.pk
    )


@opens("delegates.coordinate", to=find_arrival, methods=WRITE)
def undo(request: Asked, found: Arrival) -> HttpResponse:
    count = actions.undo(found, by=request.user)
    words = ngettext("%(count)d link is revoked.", "%(count)d links are revoked.", count)
    messages.success(request, words % {"count": count})
    return to_page(found.delegation)


@opens("access.anyone", to=Invited, methods=FORM)
def seat(request: Read, found: Invited) -> HttpResponse:
    """Shows what the link gives; whoever is logged in takes it by a button."""
    refused = ""
    try:
        if request.user.is_authenticated:
            if request.method == "POST":
                return take(request, found)
            check(found.link, request.user)
    except Refusal as refusal:
        refused = str(refusal)
    context = {"event": event_shell(found.event, request.languages), "refused": refused}
    context |= {"link": found.link, "delegation": found.link.delegation}
    return render(request, "delegates/seat.html", context, status=410 if refused else 200)


def take(request: Read, found: Invited) -> HttpResponse:
    """Into the role, onto the seat, or to the form for whoever is not registered yet."""
    slug = found.event.slug
    person: Any = request.user
    if found.link.kind == SeatLink.Kind.COORDINATOR:
        take_role(found.link, by=person)
        return redirect("delegates:delegation", slug, found.link.delegation.uid)
    moved = move_to_a_seat(event=found.event, token=found.token, person=person, by=person)
    if moved:
        messages.success(request, _("You sit on a seat of the delegation."))
        return redirect("delegates:own", slug)
    response = redirect("delegates:register", slug)
    response["Location"] += f"?seat={found.token}"
    return response
