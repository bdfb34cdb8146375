"""Pages of the solidarity fund: its ledger, and its committee's requests."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked
from delegates.actions import fees as plans
from delegates.actions import grants as actions
from delegates.forms.fees import OpinionForm
from delegates.forms.payments import GiftForm, SumForm
from delegates.models import FeePlan, Grant
from delegates.payments.finders import find_grant
from delegates.queries import fund as queries
from events.finders import find_event
from events.models import Event
from events.refusals import Refusal


@opens("delegates.fund", to=find_event)
def fund(request: Asked, event: Event) -> HttpResponse:
    return show_fund(request, event)


def show_fund(request: Asked, event: Event, form: GiftForm | None = None) -> HttpResponse:
    state, after = request.GET.get("state", "asked"), request.GET.get("after", "")
    view = queries.fund(event, state=state, after=after, languages=request.languages)
    context = {
        "view": view,
        "event": view.event,
        "section": "fund",
        "page": view.page,
        "state": state,
        "states": [("all", _("all")), *Grant.State.choices],
        "form": form or GiftForm(currency=view.plan.currency, label=_("Sum"))
        if view.plan
        else None,
    }
    status = 422 if form and form.errors else 200
    return render(request, "delegates/fund.html", context, status=status)


@opens("delegates.money", to=find_event, methods=WRITE)
def give(request: Asked, event: Event) -> HttpResponse:
    plan = FeePlan.objects.filter(event=event).first()
    if plan is None:
        return redirect("delegates:fee_terms", event.slug)
    form = GiftForm(request.POST, currency=plan.currency, label=_("Sum"))
    if form.is_valid() and enter_gift(request, event, form):
        messages.success(request, _("The gift is in the fund."))
        return redirect("delegates:fund", event.slug)
    return show_fund(request, event, form)


def enter_gift(request: Asked, event: Event, form: GiftForm) -> bool:
    try:
        actions.give(event, by=request.user, **form.given())
    except Refusal as refusal:
        form.refuse(refusal)
    return form.is_valid()


@opens("delegates.judge", to=find_grant, methods=FORM)
def grant(request: Asked, found: Grant) -> HttpResponse:
    """One request: a member gives her score, then reads the others'."""
    form = OpinionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.score(
                found, member=request.user, points=given["points"], remark=given["remark"]
            )
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        return redirect("delegates:grant", found.event.slug, found.uid)
    return show(request, found, form)


def show(request: Asked, found: Grant, form: OpinionForm) -> HttpResponse:
    view = queries.grant_view(found, request.user, request.languages)
    currency = plans.plan_of(found.event).currency
    if view.mine and not form.is_bound:
        form = OpinionForm(initial={"points": view.mine.score, "remark": view.mine.remark})
    offer = SumForm(currency=currency, label=_("Sum to offer"), start=found.asked)
    context = {"view": view, "event": view.event, "section": "fund", "form": form, "offer": offer}
    return render(request, "delegates/grant.html", context, status=422 if form.errors else 200)


@opens("delegates.judge", to=find_grant, methods=WRITE)
def decide(request: Asked, found: Grant) -> HttpResponse:
    currency = plans.plan_of(found.event).currency
    form = SumForm(request.POST, currency=currency, label=_("Sum to offer"))
    try:
        if request.POST.get("to") == "refuse":
            actions.refuse(found, by=request.user)
        elif form.is_valid():
            actions.offer(found, sum_=form.cleaned_data["amount"], by=request.user)
        else:
            messages.warning(request, _("Write the sum that the fund offers."))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("delegates:grant", found.event.slug, found.uid)


@opens("delegates.money", to=find_grant, methods=WRITE)
def pay(request: Asked, found: Grant) -> HttpResponse:
    """An accepted grant was paid out to the person."""
    try:
        actions.pay_out(found, by=request.user)
        messages.success(request, _("The payment is in the ledger."))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("delegates:fund", found.event.slug)
