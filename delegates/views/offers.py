"""Offers of the waiting list: by the link in the mail, on one's own page, and for organisers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked, Read
from delegates.actions import offers as actions
from delegates.actions import wishes
from delegates.actions.paid_places import pays_first
from delegates.actions.registrations import ask_again
from delegates.finders.blocks import Offered
from delegates.finders.registrations import find_registration
from delegates.models import Registration
from delegates.queries import registrations as queries
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal


@opens("access.anyone", to=Offered, methods=FORM)
def offer(request: Read, found: Offered) -> HttpResponse:
    """The page of the link in the mail; it names nobody and asks for no log-in."""
    person = found.registration.person
    if request.method == "POST" and found.stands:
        answered = answer_change if found.changes else answer
        said = answered(request, found.registration, person)
        if said:
            context = {"event": event_shell(found.event, request.languages), "said": said}
            return render(request, "delegates/offer.html", context)
        found.stands = False
    context = {"event": event_shell(found.event, request.languages), "offered": found}
    context["registration"] = found.registration
    context["pays_first"] = found.stands and not found.changes and pays_first(found.registration)
    status = 200 if found.stands else 410
    return render(request, "delegates/offer.html", context, status=status)


def answer(request: Read, registration: Registration, by: Any) -> str:
    """Takes the offer or lets it go, as the button said; the words for it, none if it is over."""
    if lets_go(request):
        said = _("You let the place go. Your answers are kept.")
        return done(request, lambda: actions.decline(registration, by=by), said)
    said = _("The place is yours. We have written you a mail.")
    return done(request, lambda: actions.accept(registration, by=by), said)


def answer_change(request: Read, registration: Registration, by: Any) -> str:
    """The same of the change for which she waits, or lets go while nothing is offered yet."""
    if lets_go(request):
        said = _("Nothing is changed. You keep the place that you have.")
        return done(request, lambda: wishes.give_up(registration, by=by), said)
    said = _("Your registration is changed.")
    return done(request, lambda: wishes.accept(registration, by=by), said)


def lets_go(request: Read) -> bool:
    return request.POST.get("to") == "let_go"


def done(request: Read, act: Callable[[], Any], said: str) -> str:
    """`said` once it is done; where it is refused, why stands on the next page."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return ""
    return said


@opens("delegates.register", to=find_event, methods=WRITE)
def own_wish(request: Asked, event: Event) -> HttpResponse:
    return answered_on_own_page(request, event, answer_change)


@opens("delegates.organise", to=find_registration, methods=WRITE)
def end_wish(request: Asked, found: Registration) -> HttpResponse:
    said = _("The wait for a change is ended; she keeps her place, and a mail tells her.")
    do(request, lambda: wishes.take_back(found, by=request.user), said)
    return redirect("delegates:registration", found.event.slug, found.uid)


@opens("delegates.register", to=find_event, methods=WRITE)
def own_offer(request: Asked, event: Event) -> HttpResponse:
    return answered_on_own_page(request, event, answer)


def answered_on_own_page(
    request: Asked, event: Event, answers: Callable[[Read, Registration, Any], str]
) -> HttpResponse:
    found = queries.live(event, request.user)
    said = answers(request, found, request.user) if found else ""
    if said:
        messages.success(request, said)
    return redirect("delegates:own", event.slug)


@opens("delegates.register", to=find_event, methods=WRITE)
def own_again(request: Asked, event: Event) -> HttpResponse:
    found = queries.live(event, request.user)
    if found:
        do(request, lambda: ask_again(found, by=request.user), _("You asked for a place again."))
    return redirect("delegates:own", event.slug)


@opens("delegates.organise", to=find_registration, methods=WRITE)
def take_back(request: Asked, found: Registration) -> HttpResponse:
    said = _("The offer is taken back; the next one is asked.")
    do(request, lambda: actions.withdraw_offer(found, by=request.user), said)
    return redirect("delegates:registration", found.event.slug, found.uid)


@opens("delegates.organise", to=find_registration, methods=WRITE)
def revive(request: Asked, found: Registration) -> HttpResponse:
    said = _("The registration stands again.")
    do(request, lambda: ask_again(found, by=request.user, at_the_desk=True), said)
    return redirect("delegates:registration", found.event.slug, found.uid)


def do(request: Asked, act: Callable[[], Any], said: str) -> None:
    if done(request, act, said):
        messages.success(request, said)
