"""A person's own fee: what it costs and why, and the ways to pay it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked, Read
from delegates.actions import cards, fees, grants, payments
from delegates.actions.bills import bill_of
from delegates.actions.paid_places import may_pay
from delegates.forms.fees import AskForm, PriceForm, PromiseForm
from delegates.models import Fee, FeePlan, Grant, Paper, Payment, Registration
from delegates.payments import papers
from delegates.payments.finders import find_grant, find_paper, find_payment
from delegates.payments.providers import Forged, offered
from delegates.payments.quotes import Prices
from delegates.queries import fees as queries
from delegates.queries import registrations
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal


def hers(request: Asked, event: Event) -> Fee:
    """Her fee. Raises Http404 where she is not registered or the event has no prices."""
    found = registrations.live(event, request.user)
    if found is None or not FeePlan.objects.filter(event=event).exists():
        raise Http404
    return fees.quote(found)


@opens("delegates.register", to=find_event)
def fee(request: Asked, event: Event) -> HttpResponse:
    return show(request, hers(request, event))


def show(request: Asked, found: Fee, status: int = 200, **forms: Any) -> HttpResponse:
    """Her page, with a form that was sent and is not right."""
    own = queries.own_fee(found, fees.plan_of(found.event), request.languages)
    supporter = Prices.of(found.event).supporter(found.category)
    given: dict[str, Any] = {
        "price_form": PriceForm(fee=found, supporter=supporter),
        "promise_form": PromiseForm(),
        "ask_form": AskForm(fee=found),
    }
    context = {"own": own, "fee": own.fee, "event": own.event, **given, **forms}
    registration = found.registration
    context["held"] = registration and registration.offered_until and may_pay(registration)
    context["waits"] = registration and registration.state in WAITING and not context["held"]
    context["table"] = queries.price_table(found.event, own.plan)
    return render(request, "delegates/fee.html", context, status=status)


WAITING = {"waiting", "offered", "passed"}


@opens("delegates.register", to=find_event, methods=WRITE)
def price(request: Asked, event: Event) -> HttpResponse:
    found = hers(request, event)
    supporter = Prices.of(event).supporter(found.category)
    form = PriceForm(request.POST, fee=found, supporter=supporter)
    if not form.is_valid():
        return show(request, found, 422, price_form=form)
    try:
        fees.choose(found, by=request.user, **form.chosen())
        messages.success(request, _("Your price is saved."))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("delegates:fee", event.slug)


@opens("delegates.register", to=find_event, methods=WRITE)
def card(request: Asked, event: Event) -> HttpResponse:
    """Opens the provider's page, and leads there by a link: she sees where she goes."""
    found = hers(request, event)
    shell = event_shell(event, request.languages)
    lang = get_language() or "en"
    try:
        begun = cards.begin(found, by=request.user, words=str(shell.name), lang=lang)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("delegates:fee", event.slug)
    context = {"event": shell, "address": begun.address, "sum": begun.sum_}
    return render(request, "delegates/fee_card.html", context)


@opens("delegates.pays", to=find_payment)
def back(request: Asked, payment: Payment) -> HttpResponse:
    """Back from the provider's page, paid or not."""
    if "given_up" in request.GET:
        messages.info(request, _("Nothing was charged. Here are the other ways to pay."))
    elif cards.come_back(payment).state == Payment.State.RECEIVED:
        messages.success(request, _("Your payment has come. Thank you."))
    else:
        messages.info(request, _("The card service has not told us yet. We write to you."))
    return redirect(*page_of(payment, request.user))


def page_of(payment: Payment, person: Any) -> tuple[Any, ...]:
    """Where whoever paid sees it: her own fee, or the bill of a delegation of hers."""
    delegation = bill_of(payment.payer, person) if payment.payer else None
    if delegation is None:
        return ("delegates:fee", payment.event.slug)
    return ("delegates:bill", payment.event.slug, delegation.uid)


@opens("delegates.register", to=find_event, methods=WRITE)
def promise(request: Asked, event: Event) -> HttpResponse:
    """Somebody else pays; an empty name takes that back."""
    found = hers(request, event)
    if "nobody" in request.POST:
        fees.promise(found, payer=None, by=request.user)
        return redirect("delegates:fee", event.slug)
    form = PromiseForm(request.POST)
    if not form.is_valid():
        return show(request, found, 422, promise_form=form)
    fees.name_payer(found, name=form.cleaned_data["name"], by=request.user)
    messages.success(request, _("Noted. The organisers send them the bill."))
    return redirect("delegates:fee", event.slug)


@opens("delegates.register", to=find_event, methods=WRITE)
def invoice(request: Asked, event: Event) -> HttpResponse:
    lang = get_language() or "en"
    try:
        made = payments.invoice(fee=hers(request, event), lang=lang, by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("delegates:fee", event.slug)
    return redirect("delegates:paper", event.slug, made.uid)


@opens("delegates.register", to=find_event, methods=FORM)
def ask(request: Asked, event: Event) -> HttpResponse:
    """A request to the solidarity fund."""
    found = hers(request, event)
    form = AskForm(request.POST or None, fee=found)
    if request.method == "POST" and form.is_valid() and found.registration:
        return enter(request, found.registration, form)
    context = {"event": event_shell(event, request.languages), "form": form}
    context["plan"] = fees.plan_of(event)
    return render(request, "delegates/fee_ask.html", context, status=422 if form.errors else 200)


def enter(request: Asked, registration: Registration, form: AskForm) -> HttpResponse:
    given, event = form.cleaned_data, registration.event
    try:
        grants.ask(
            registration,
            kind=given["kind"],
            sum_=given["sum"],
            reason=given["reason"],
            by=request.user,
        )
        messages.success(request, _("Your request is with the committee of the fund."))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("delegates:fee", event.slug)


@opens("delegates.asked", to=find_grant, methods=WRITE)
def answer(request: Asked, grant: Grant) -> HttpResponse:
    """Her yes or no to what the committee offers; or she takes her request back."""
    try:
        if request.POST.get("to") == "accept":
            grants.accept(grant, by=request.user)
            messages.success(request, _("Accepted. Thank you for telling us."))
        else:
            grants.decline(grant, by=request.user)
            messages.success(request, _("It goes back to the fund. Thank you for telling us."))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("delegates:fee", grant.event.slug)


@opens("delegates.read_paper", to=find_paper)
def paper(request: Asked, found: Paper) -> HttpResponse:
    """An invoice or a receipt to take away."""
    answer = HttpResponse(papers.as_pdf(found), content_type="application/pdf")
    name = f"{found.event.slug}-{found.named}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@csrf_exempt
@opens("access.anyone", methods=WRITE)
def hear(request: Read, provider: str) -> HttpResponse:
    """What a provider tells, by its signature. 200 also for what was told before."""
    known = offered(provider)
    if known is None:
        raise Http404
    try:
        news = known.read(request.body, request.headers.get("Stripe-Signature", ""))
    except Forged:
        return HttpResponse(status=400)
    cards.hear(known, news)
    return HttpResponse(status=200)
