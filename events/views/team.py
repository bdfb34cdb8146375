"""The team: links into roles, and the end of a role."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked, Read
from events import actions, queries
from events.actions.team import refuse_spent
from events.finders import find_event, find_invitation, find_link, find_membership
from events.forms import InvitationForm
from events.models import Event, Invitation, Membership
from events.refusals import Refusal


@opens("events.organise", to=find_event, methods=FORM)
def team(request: Asked, event: Event) -> HttpResponse:
    form, link = InvitationForm(request.POST or None, event=event), ""
    if request.method == "POST" and form.is_valid():
        try:
            _made, token = actions.invite(event=event, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            link = settings.ADDRESS + reverse("events:join", args=[event.slug, token])
            form = InvitationForm(event=event)
    return show(request, event, form=form, link=link, status=422 if form.errors else 200)


def show(
    request: Asked, event: Event, *, form: InvitationForm, link: str, status: int
) -> HttpResponse:
    """The page with the link, which is shown this once."""
    context = {
        "event": queries.event_shell(event, request.languages),
        "team": queries.team(event),
        "form": form,
        "link": link,
        "section": "team",
    }
    return render(request, "events/organise/team.html", context, status=status)


@opens("events.organise", to=find_invitation, methods=WRITE)
def withdraw(request: Asked, invitation: Invitation) -> HttpResponse:
    actions.withdraw(invitation=invitation, by=request.user)
    messages.success(request, _("The link is withdrawn."))
    return redirect("events:team", invitation.event.slug)


@opens("events.organise", to=find_membership, methods=WRITE)
def end_role(request: Asked, membership: Membership) -> HttpResponse:
    try:
        actions.end_role(membership=membership, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The role has ended."))
    return redirect("events:team", membership.event.slug)


@opens("access.anyone", to=find_link, methods=FORM)
def join(request: Read, invitation: Invitation) -> HttpResponse:
    """Shows what the link gives; whoever is logged in takes it by a button."""
    try:
        if request.method == "POST" and request.user.is_authenticated:
            actions.accept(invitation=invitation, by=request.user)
            messages.success(request, _("Welcome to the team."))
            return redirect("events:overview", invitation.event.slug)
        refuse_spent(invitation)
    except Refusal as refusal:
        return show_link(request, invitation, str(refusal), status=410)
    return show_link(request, invitation, "", status=200)


def show_link(request: Read, invitation: Invitation, refused: str, *, status: int) -> HttpResponse:
    event = queries.event_shell(invitation.event, request.languages)
    context = {"event": event, "invitation": invitation, "refused": refused}
    return render(request, "events/join.html", context, status=status)
