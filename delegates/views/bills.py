"""The bill of a delegation, for its coordinators: whom it pays for, and what is still owed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from access.doors import WRITE, opens
from accounts.requests import Asked
from delegates.actions import bills as actions
from delegates.actions import cards, payments
from delegates.finders.blocks import find_delegation
from delegates.models import Delegation, FeePlan
from delegates.payments.refusals import NothingLeft
from delegates.queries import bills as queries
from events.queries import event_shell
from events.refusals import Refusal


def plan_of(found: Delegation) -> FeePlan:
    """Raises Http404 for an event without prices or a delegation without seats."""
    plan = FeePlan.objects.filter(event=found.event).first()
    if plan is None or found.state != Delegation.State.GRANTED:
        raise Http404
    return plan


@opens("delegates.coordinate", to=find_delegation)
def bill(request: Asked, found: Delegation) -> HttpResponse:
    view = queries.bill(found, plan_of(found), request.languages)
    context = {"event": view.event, "view": view, "delegation": found}
    return render(request, "delegates/bill.html", context)


@opens("delegates.coordinate", to=find_delegation, methods=WRITE)
def choose(request: Asked, found: Delegation) -> HttpResponse:
    """The delegation pays for whoever is ticked, or does not any more."""
    plan_of(found)
    lets_go = request.POST.get("to") == "let_go"
    act = actions.let_go if lets_go else actions.take_over
    many = act(found, whose=ticked(request.POST.getlist("person")), by=request.user)
    words = ngettext("Noted for %(many)d person.", "Noted for %(many)d people.", many)
    messages.success(request, words % {"many": many})
    return back(found)


def ticked(given: list[str]) -> list[UUID]:
    """Their ids; what is none is nobody's."""
    found = []
    for each in given[:1_000]:
        try:
            found.append(UUID(each))
        except ValueError:
            continue
    return found


@opens("delegates.coordinate", to=find_delegation, methods=WRITE)
def invoice(request: Asked, found: Delegation) -> HttpResponse:
    plan_of(found)
    payer, lang = actions.payer_of(found), get_language() or "en"
    if payer is None:
        messages.warning(request, _("Choose first for whom the delegation pays."))
        return back(found)
    try:
        made = payments.invoice(payer=payer, lang=lang, by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return back(found)
    return redirect("delegates:paper", found.event.slug, made.uid)


@opens("delegates.coordinate", to=find_delegation, methods=WRITE)
def card(request: Asked, found: Delegation) -> HttpResponse:
    """Opens the provider's page for all that the delegation owes, and leads there by a link."""
    plan_of(found)
    payer, lang = actions.payer_of(found), get_language() or "en"
    shell = event_shell(found.event, request.languages)
    try:
        if payer is None:
            raise NothingLeft
        begun = cards.begin(payer, by=request.user, words=f"{shell.name}: {payer.name}", lang=lang)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return back(found)
    context = {"event": shell, "address": begun.address, "delegation": found}
    context["sum"] = begun.sum_
    return render(request, "delegates/fee_card.html", context)


def back(found: Delegation) -> HttpResponse:
    return redirect("delegates:bill", found.event.slug, found.uid)
