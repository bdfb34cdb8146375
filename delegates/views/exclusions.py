"""Shutting somebody out of an event, letting her in again, and contact that is blocked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked
from delegates.actions import exclusions as actions
from delegates.finders.registrations import find_block, find_exclusion, find_registration
from delegates.forms.care import ExclusionForm
from delegates.models import Block, Exclusion, Registration
from delegates.queries import care as queries
from events.queries import event_shell
from events.refusals import Refusal


@opens("delegates.exclude", to=find_registration, methods=FORM)
def exclusion(request: Asked, found: Registration) -> HttpResponse:
    form = ExclusionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.exclude(found, reason=form.cleaned_data["reason"], by=request.user)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("This person is shut out from now on."))
            return redirect("delegates:exclusion", found.event.slug, found.uid)
    context = {"event": event_shell(found.event, request.languages), "registration": found}
    context |= {"exclusions": queries.exclusions_of(found), "form": form}
    context |= {"section": "registrations"}
    status = 422 if form.errors else 200
    return render(request, "delegates/exclusion.html", context, status=status)


@opens("delegates.exclude", to=find_exclusion, methods=WRITE)
def lift(request: Asked, found: Exclusion) -> HttpResponse:
    actions.lift(found, by=request.user)
    messages.success(request, _("This person may take part again."))
    her = found.registration
    return redirect("delegates:exclusion", her.event.slug, her.uid)


@opens("access.logged_in")
def blocks(request: Asked) -> HttpResponse:
    return render(request, "delegates/blocks.html", {"blocks": queries.blocks_of(request.user)})


@opens("delegates.own_block", to=find_block, methods=WRITE)
def unblock(request: Asked, found: Block) -> HttpResponse:
    actions.unblock(found, by=request.user)
    messages.success(request, _("This person can reach you again."))
    return redirect("delegates:blocks")
