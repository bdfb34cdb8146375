"""Organisations that look alike: compared, merged, told apart, and parted again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import WRITE, opens
from accounts.requests import Asked
from delegates.actions import merges as actions
from delegates.directories import directory_of
from delegates.finders.directory import MergeAt, TwoOrganisations
from delegates.queries import alike as queries
from delegates.queries.organisations import whole
from delegates.refusals import CannotMerge, UndoneBefore
from delegates.views.organisations import SECTION
from events.finders import find_event
from events.models import Event
from events.queries import event_shell


@opens("delegates.keep", to=find_event)
def alike(request: Asked, event: Event) -> HttpResponse:
    pairs, many = queries.alike(directory_of(event), request.languages)
    context = {"event": event_shell(event, request.languages), "pairs": pairs, "many": many}
    return render(request, "delegates/alike.html", context | {"section": SECTION})


@opens("delegates.keep", to=TwoOrganisations)
def compare(request: Asked, found: TwoOrganisations) -> HttpResponse:
    """Both side by side, with all that follows; each can be the one that stays."""
    two = [
        (whole(each, request.languages), queries.what_names(each))
        for each in (found.organisation, found.other)
    ]
    shell = event_shell(found.event, request.languages)
    context = {"event": shell, "two": two, "kept": two[0][0].view, "gone": two[1][0].view}
    return render(request, "delegates/merge.html", context | {"section": SECTION})


@opens("delegates.keep", to=TwoOrganisations, methods=WRITE)
def merge(request: Asked, found: TwoOrganisations) -> HttpResponse:
    """The `other` of the address becomes a part of the first."""
    try:
        actions.merge(kept=found.organisation, gone=found.other, by=request.user)
    except CannotMerge as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("They are one now. You can undo this on this page."))
    return redirect("delegates:edit_organisation", found.event.slug, found.organisation.uid)


@opens("delegates.keep", to=TwoOrganisations, methods=WRITE)
def apart(request: Asked, found: TwoOrganisations) -> HttpResponse:
    actions.tell_apart(found.organisation, found.other, by=request.user)
    messages.success(request, _("They are two; nobody is asked again."))
    return redirect("delegates:alike", found.event.slug)


@opens("delegates.keep", to=MergeAt, methods=WRITE)
def undo(request: Asked, found: MergeAt) -> HttpResponse:
    try:
        actions.undo(found.merge, by=request.user)
    except UndoneBefore as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("They are two again."))
    return redirect("delegates:edit_organisation", found.event.slug, found.organisation.uid)
