"""Delegations: those one looks after, their seats, links and people."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, allows, opens
from accounts.requests import Asked
from delegates.actions import block_offers
from delegates.actions import delegations as actions
from delegates.finders.blocks import (
    find_coordinator,
    find_delegation,
    find_seat,
    find_seat_link,
)
from delegates.forms.delegations import AskForm, LinkForm, ListForm, RoleForm
from delegates.forms.entry import NameForm
from delegates.models import Coordinator, Delegation, Seat, SeatLink
from delegates.queries import delegations as queries
from delegates.queries.letters import waiting_of
from delegates.queries.waiting import wait_of
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal


@opens("delegates.register", to=find_event, methods=FORM)
def delegations(request: Asked, event: Event) -> HttpResponse:
    """Those she looks after, and the form that asks for seats."""
    form = AskForm(request.POST or None)
    organiser = allows("delegates.organise", request.user, event)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"by": request.user, "by_organiser": organiser}
        try:
            made = actions.ask(event=event, **given)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("delegates:delegation", event.slug, made.uid)
    return show_mine(request, event, form, organiser=organiser)


def show_mine(request: Asked, event: Event, form: AskForm, *, organiser: bool) -> HttpResponse:
    context = {
        "event": event_shell(event, request.languages),
        "mine": queries.delegations_of(event, request.user),
        "form": form,
        "asking": organiser or queries.may_ask(event),
    }
    return render(
        request, "delegates/delegations.html", context, status=422 if form.errors else 200
    )


@opens("delegates.coordinate", to=find_delegation)
def delegation(request: Asked, found: Delegation) -> HttpResponse:
    return show(request, found)


def show(request: Asked, found: Delegation, *, link: str = "", forms: Any = None) -> HttpResponse:
    """The page with its forms, and with a link that is shown this once."""
    asked = {
        "link_form": LinkForm(prefix="link"),
        "role_form": RoleForm(prefix="role"),
        "list_form": ListForm(),
        "name_form": NameForm(prefix="name"),
    } | (forms or {})
    context = {
        "event": event_shell(found.event, request.languages),
        "view": queries.delegation_view(found, after=request.GET.get("after", "")),
        "delegation": found,
        "link": link,
        "organises": allows("delegates.organise", request.user, found.event),
        "letters": waiting_letters(request, found),
        "wait": wait_of(found),
        **asked,
    }
    wrong = any(form.errors for form in asked.values())
    return render(request, "delegates/delegation.html", context, status=422 if wrong else 200)


@opens("delegates.coordinate", to=find_delegation, methods=WRITE)
def answer_offer(request: Asked, found: Delegation) -> HttpResponse:
    """Takes the seats that are offered, waits for all of them, or lets them go."""
    to = request.POST.get("to")
    try:
        if to == "take":
            block_offers.take(found, by=request.user)
            messages.success(request, _("The seats are yours. Name the people."))
        else:
            block_offers.let_go(found, by=request.user, wait_for_all=to == "wait")
            messages.success(request, _("The seats go to the next who wait."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return to_page(found)


def waiting_letters(request: Asked, found: Delegation) -> int:
    """How many letters those who make them could have made from this page."""
    if not allows("delegates.letters", request.user, found.event):
        return 0
    return waiting_of(found).count()


def page_of_link(found: Delegation, token: str) -> str:
    return settings.ADDRESS + reverse("delegates:seat", args=[found.event.slug, token])


@opens("delegates.coordinate", to=find_delegation, methods=WRITE)
def make_link(request: Asked, found: Delegation) -> HttpResponse:
    form = LinkForm(request.POST, prefix="link")
    return make(request, found, form, "link_form", kind=SeatLink.Kind.SEAT)


@opens("delegates.coordinate", to=find_delegation, methods=WRITE)
def invite_coordinator(request: Asked, found: Delegation) -> HttpResponse:
    form = RoleForm(request.POST, prefix="role")
    return make(request, found, form, "role_form", kind=SeatLink.Kind.COORDINATOR)


def make(
    request: Asked, found: Delegation, form: LinkForm | RoleForm, name: str, *, kind: str
) -> HttpResponse:
    """Makes a link; one that is bound was mailed, an open one is shown this once."""
    if not form.is_valid():
        return show(request, found, forms={name: form})
    try:
        made, token = actions.make_link(found, by=request.user, kind=kind, **form.cleaned_data)
    except Refusal as refusal:
        form.refuse(refusal)
        return show(request, found, forms={name: form})
    if made.address:
        messages.success(request, _("The link is on its way by mail."))
        return to_page(found)
    found.refresh_from_db()
    return show(request, found, link=page_of_link(found, token))


def to_page(found: Delegation) -> HttpResponse:
    return redirect("delegates:delegation", found.event.slug, found.uid)


@opens("delegates.coordinate", to=find_seat_link, methods=WRITE)
def revoke(request: Asked, link: SeatLink) -> HttpResponse:
    actions.revoke(link, by=request.user)
    messages.success(request, _("The link is revoked."))
    return to_page(link.delegation)


@opens("delegates.coordinate", to=find_seat, methods=WRITE)
def swap(request: Asked, seat: Seat) -> HttpResponse:
    organiser = allows("delegates.organise", request.user, seat.delegation.event)
    try:
        _link, token = actions.swap(seat, by=request.user, by_organiser=organiser)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return to_page(seat.delegation)
    found = find_delegation(seat.delegation.event.slug, seat.delegation.uid)
    return show(request, found, link=page_of_link(found, token))


@opens("delegates.coordinate", to=find_coordinator, methods=WRITE)
def step_back(request: Asked, coordinator: Coordinator) -> HttpResponse:
    found = coordinator.delegation
    try:
        actions.step_back(coordinator, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return to_page(found)
    messages.success(request, _("The role has ended."))
    if allows("delegates.coordinate", request.user, found):
        return to_page(found)
    return redirect("delegates:delegations", found.event.slug)
