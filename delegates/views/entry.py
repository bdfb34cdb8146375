"""Cards to log in with: used, shown to their holder, given and ended."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.addresses import client_address
from access.doors import FORM, WRITE, opens
from access.limits import Limit
from access.waiting import asks_to_wait
from accounts.anew import note_card
from accounts.requests import Asked, Read
from delegates import entry, entry_papers
from delegates.actions import entry_cards as actions
from delegates.actions.naming import name_without_address
from delegates.finders.blocks import find_delegation, find_seat
from delegates.finders.registrations import find_registration
from delegates.forms.entry import CardForm, NameForm
from delegates.models import Delegation, EntryCard, Registration, Seat
from delegates.queries import entry as queries
from delegates.views import delegations
from delegates.views.privacy import own_or_404
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal

# A hall shares one address; guessing sixty bits at this pace takes longer than any event.
TRIES = Limit("delegates.cards", 60, 60)


@opens("access.anyone", methods=FORM)
@asks_to_wait
def log_in(request: Read) -> HttpResponse:
    """The code is sent by the form alone: in an address it would stand in logs and histories."""
    form = CardForm(request.POST or None)
    if request.method == "POST":
        TRIES.take(client_address(request))
        if form.is_valid():
            return enter(request, form)
    status = 422 if form.errors else 200
    return render(request, "delegates/card_log_in.html", {"form": form}, status=status)


def enter(request: Read, form: CardForm) -> HttpResponse:
    person: Any = authenticate(request, card_code=form.cleaned_data["code"])
    card = person and EntryCard.objects.select_related("event", "person").get(
        uid=person.by_card.uid
    )
    if not card:
        form.add_error("code", _("This code opens nothing. Ask the desk for a new card."))
        return render(request, "delegates/card_log_in.html", {"form": form}, status=422)
    login(request, person, backend=entry.PATH)
    note_card(request, person)
    actions.used(card)
    # In the language of her phone: that of her account was chosen by whoever gave her the card.
    return redirect("delegates:own", card.event.slug)


@opens("delegates.register", to=find_event, methods=FORM)
def own_card(request: Asked, event: Event) -> HttpResponse:
    """Her card: who gave it, when it was used, and the button that ends it."""
    found = own_or_404(event, request)
    if request.method == "POST":
        actions.end(found, by=request.user)
        if request.user.by_card:
            logout(request)
            messages.success(request, _("The card is ended. The desk can give you a new one."))
            return redirect("delegates:card_log_in")
        messages.success(request, _("The card is ended."))
        return redirect("delegates:own_card", event.slug)
    context = {"event": event_shell(event, request.languages), "shown": queries.card_of(found)}
    return render(request, "delegates/own_card.html", context)


def given(registration: Registration, *, by: Any) -> HttpResponse:
    """A new card, as the file that is printed: its code is shown this once. Raises Refusal."""
    card, code = actions.give(registration, by=by)
    made = entry_papers.paper(card.event, registration, code)
    return HttpResponse(made, content_type="application/pdf")


@opens("delegates.coordinate", to=find_seat, methods=WRITE)
def seat_card(request: Asked, seat: Seat) -> HttpResponse:
    try:
        return given(seat.registration, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return delegations.to_page(seat.delegation)


@opens("delegates.coordinate", to=find_seat, methods=WRITE)
def end_seat_card(request: Asked, seat: Seat) -> HttpResponse:
    actions.end(seat.registration, by=request.user)
    messages.success(request, _("The card is ended."))
    return delegations.to_page(seat.delegation)


@opens("delegates.coordinate", to=find_delegation, methods=WRITE)
def name_person(request: Asked, found: Delegation) -> HttpResponse:
    """Names somebody without e-mail, and hands her card over."""
    form = NameForm(request.POST, prefix="name")
    if not form.is_valid():
        return delegations.show(request, found, forms={"name_form": form})
    try:
        full_name, lang = form.cleaned_data["full_name"], request.languages[0]
        made = name_without_address(found, full_name=full_name, lang=lang, by=request.user)
        return given(made, by=request.user)
    except Refusal as refusal:
        form.refuse(refusal)
        return delegations.show(request, found, forms={"name_form": form})


@opens("delegates.organise", to=find_registration, methods=WRITE)
def give_card(request: Asked, registration: Registration) -> HttpResponse:
    try:
        return given(registration, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("delegates:registration", registration.event.slug, registration.uid)


@opens("delegates.organise", to=find_registration, methods=WRITE)
def end_card(request: Asked, registration: Registration) -> HttpResponse:
    actions.end(registration, by=request.user)
    messages.success(request, _("The card is ended."))
    return redirect("delegates:registration", registration.event.slug, registration.uid)
