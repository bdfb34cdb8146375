"""Organisers' pages: prices, who owes what, and money that came."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, allows, opens
from accounts.requests import Asked
from delegates.actions import cards, payments, refunds
from delegates.actions import fees as actions
from delegates.forms.fees import PricesForm, TermsForm
from delegates.forms.payments import PayerChoice, PaymentForm, SumForm
from delegates.models import Fee, FeePlan, Payment
from delegates.models.income import Group
from delegates.payments.finders import find_fee, find_payment
from delegates.payments.providers import offered
from delegates.payments.quotes import Prices
from delegates.queries import fees as queries
from delegates.queries.fees import Sought
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal


@opens("delegates.take_cash", to=find_event)
def fees(request: Asked, event: Event) -> HttpResponse:
    """The list, for those who keep the money; for the desk only a search."""
    sought, after = Sought.of(request.GET), request.GET.get("after", "")
    keeps = allows("delegates.money", request.user, event)
    desk = queries.desk(event, sought, after=after, languages=request.languages, keeps=keeps)
    states = [*Fee.State.choices, ("without_place", _("paid, without a place"))]
    states.append(("asks_back", _("asks for it back")))
    context = {"event": desk.event, "section": "fees", "desk": desk, "page": desk.page}
    context |= {"sought": sought, "states": states, "keeps": keeps}
    return render(request, "delegates/fees.html", context)


@opens("delegates.money", to=find_event, methods=FORM)
def terms(request: Asked, event: Event) -> HttpResponse:
    plan = FeePlan.objects.filter(event=event).first()
    start = plan or FeePlan(event=event, classified_on=event.begins)
    form = TermsForm(request.POST or None, plan=start, cards=offered() is not None)
    if request.method == "POST" and form.is_valid():
        actions.set_plan(event, by=request.user, **form.terms())
        messages.success(request, _("The terms are saved."))
        return redirect("delegates:fees" if plan else "delegates:fee_prices", event.slug)
    return organise(request, event, "delegates/fee_terms.html", form)


@opens("delegates.money", to=find_event, methods=FORM)
def prices(request: Asked, event: Event) -> HttpResponse:
    plan = FeePlan.objects.filter(event=event).first()
    if plan is None:
        return redirect("delegates:fee_terms", event.slug)
    form = PricesForm(request.POST or None, plan=plan, prices=Prices.of(event))
    if request.method == "POST" and form.is_valid():
        actions.set_prices(event, prices=form.chosen(), by=request.user)
        messages.success(request, _("The prices are saved. They count for those not quoted yet."))
        return redirect("delegates:fees", event.slug)
    return organise(
        request, event, "delegates/fee_prices.html", form, plan=plan, groups=Group.choices
    )


def organise(request: Asked, event: Event, template: str, form: Any, **more: Any) -> HttpResponse:
    context = {"event": event_shell(event, request.languages), "section": "fees", "form": form}
    return render(request, template, context | more, status=422 if form.errors else 200)


@opens("delegates.take_cash", to=find_fee)
def one(request: Asked, fee: Fee) -> HttpResponse:
    return show(request, fee)


def show(request: Asked, fee: Fee, form: PaymentForm | None = None) -> HttpResponse:
    """One fee, with its payments and what the desk may do."""
    found = queries.one_fee(fee, request.languages)
    payers = queries.payers_of(fee.event)
    start = {"payer": str(fee.payer.uid) if fee.payer else ""}
    context = {
        "one": found,
        "fee": found.fee,
        "event": found.event,
        "section": "fees",
        "form": form or payment_form(request, fee),
        "payer_form": PayerChoice(payers=payers, initial=start),
        "key": uuid4(),
    }
    status = 422 if form and form.errors else 200
    return render(request, "delegates/fee_of.html", context, status=status)


def payment_form(request: Asked, fee: Fee, posted: Any = None) -> PaymentForm:
    """What came, by hand; whoever only sits at the desk takes cash."""
    keeps = allows("delegates.money", request.user, fee)
    return PaymentForm(posted, currency=fee.currency, left=fee.left or None, cash_only=not keeps)


@opens("delegates.take_cash", to=find_fee, methods=WRITE)
def take(request: Asked, fee: Fee) -> HttpResponse:
    form = payment_form(request, fee, request.POST)
    if not form.is_valid():
        return show(request, fee, form)
    try:
        payments.take(fee=fee, by=request.user, **form.given())
    except Refusal as refusal:
        form.refuse(refusal)
        return show(request, fee, form)
    messages.success(request, _("The payment is entered; a receipt is written."))
    return redirect("delegates:fee_of", fee.event.slug, fee.uid)


@opens("delegates.money", to=find_fee, methods=WRITE)
def waive(request: Asked, fee: Fee) -> HttpResponse:
    waived = request.POST.get("to") != "owes"
    actions.waive(fee, by=request.user, waived=waived)
    messages.success(request, _("The fee is waived.") if waived else _("The fee is owed again."))
    return redirect("delegates:fee_of", fee.event.slug, fee.uid)


@opens("delegates.money", to=find_fee, methods=WRITE)
def payer(request: Asked, fee: Fee) -> HttpResponse:
    form = PayerChoice(request.POST, payers=queries.payers_of(fee.event))
    if form.is_valid():
        actions.promise(fee, payer=form.chosen(), by=request.user)
        messages.success(request, _("Saved."))
    return redirect("delegates:fee_of", fee.event.slug, fee.uid)


@opens("delegates.money", to=find_payment, methods=WRITE)
def refund(request: Asked, payment: Payment) -> HttpResponse:
    form = SumForm(request.POST, currency=payment.currency, label=_("Sum to pay back"))
    if not form.is_valid():
        messages.warning(request, _("Write the sum that goes back."))
        return to_payment(payment)
    back = cards.give_back if payment.way == Payment.Way.CARD else payments.refund
    try:
        given = form.cleaned_data
        back(payment, sum_=given["amount"], by=request.user, entry=given["entry"])
        messages.success(request, _("The refund is entered."))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return to_payment(payment)


@opens("delegates.money", to=find_fee, methods=WRITE)
def answer_refund(request: Asked, fee: Fee) -> HttpResponse:
    """Nothing, or nothing more, goes back to whoever asked."""
    try:
        refunds.close(fee, by=request.user)
        messages.success(request, _("Answered."))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("delegates:fee_of", fee.event.slug, fee.uid)


@opens("delegates.money", to=find_payment, methods=WRITE)
def accept(request: Asked, payment: Payment) -> HttpResponse:
    """Another sum than asked for is taken as it came."""
    try:
        payments.accept_as_it_came(payment, by=request.user)
        messages.success(request, _("The payment is entered; a receipt is written."))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return to_payment(payment)


def to_payment(payment: Payment) -> HttpResponse:
    slug = payment.event.slug
    if payment.fee:
        return redirect("delegates:fee_of", slug, payment.fee.uid)
    return redirect("delegates:payer", slug, payment.payer.uid if payment.payer else None)
