"""Organisers' pages: those who pay for several."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked
from delegates.actions import fees as actions
from delegates.actions import payments
from delegates.forms.payments import PayerForm, PaymentForm
from delegates.models import Payer
from delegates.payments.finders import find_payer
from delegates.queries import fees as queries
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal


@opens("delegates.money", to=find_event, methods=FORM)
def payers(request: Asked, event: Event) -> HttpResponse:
    form = PayerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.add_payer(event=event, by=request.user, **form.cleaned_data)
        return redirect("delegates:payer", event.slug, made.uid)
    context = {"event": event_shell(event, request.languages), "section": "fees", "form": form}
    context["payers"] = queries.payers_of(event)
    return render(request, "delegates/payers.html", context, status=422 if form.errors else 200)


@opens("delegates.money", to=find_payer)
def payer(request: Asked, found: Payer) -> HttpResponse:
    return show(request, found)


def show(request: Asked, found: Payer, form: PaymentForm | None = None) -> HttpResponse:
    plan = actions.plan_of(found.event)
    view = queries.payer_view(found, plan, request.languages)
    left = view.left.amount or None
    context = {
        "view": view,
        "event": view.event,
        "section": "fees",
        "form": form or PaymentForm(currency=plan.currency, left=left),
        "plan": plan,
        "key": uuid4(),
    }
    status = 422 if form and form.errors else 200
    return render(request, "delegates/payer.html", context, status=status)


@opens("delegates.money", to=find_payer, methods=WRITE)
def take(request: Asked, found: Payer) -> HttpResponse:
    plan = actions.plan_of(found.event)
    form = PaymentForm(request.POST, currency=plan.currency, left=None)
    if not form.is_valid():
        return show(request, found, form)
    try:
        payments.take(payer=found, by=request.user, **form.given())
    except Refusal as refusal:
        form.refuse(refusal)
        return show(request, found, form)
    messages.success(request, _("The payment is entered; a receipt is written."))
    return redirect("delegates:payer", found.event.slug, found.uid)


@opens("delegates.money", to=find_payer, methods=WRITE)
def invoice(request: Asked, found: Payer) -> HttpResponse:
    lang = get_language() or "en"
    try:
        made = payments.invoice(payer=found, lang=lang, by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("delegates:payer", found.event.slug, found.uid)
    return redirect("delegates:paper", found.event.slug, made.uid)


@opens("delegates.money", to=find_payer, methods=WRITE)
def charge(request: Asked, found: Payer) -> HttpResponse:
    """The organisation's price, which covers so many of its delegates."""
    try:
        actions.charge_organisation(found, by=request.user)
        messages.success(request, _("Saved."))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("delegates:payer", found.event.slug, found.uid)
