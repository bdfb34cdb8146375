"""One's own registration: what is asked and why, registering, changing, withdrawing."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked, Read
from delegates.actions import registrations as actions
from delegates.actions import unsent
from delegates.actions.consents import consent, consent_first
from delegates.actions.paid_places import pays_first
from delegates.actions.wishes import wait_to_change
from delegates.forms.filling import CHANGE, REGISTRATION, Filling, filling
from delegates.forms.registrations import RegistrationForm, initial_of
from delegates.models import Registration
from delegates.queries import letters as letter_queries
from delegates.queries import own as own_queries
from delegates.queries import questions
from delegates.queries import registrations as queries
from delegates.queries.consents import given_kinds
from delegates.queries.wishes import wish_view
from delegates.refusals import Full, RegisteredAlready
from delegates.views.unsent import keep_for_later
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal

WAIT = "wait"


@opens("events.read", to=find_event)
def before(request: Read, event: Event) -> HttpResponse:
    """The page before the form: what we know, who can read it, what nobody can prevent."""
    person = request.user
    registered = person.is_authenticated and queries.is_registered(event, person)
    context = {"event": event_shell(event, request.languages), "registered": registered}
    return render(request, "delegates/before.html", context)


@opens("delegates.register", to=find_event, methods=FORM)
def register(request: Asked, event: Event) -> HttpResponse:
    if request.method != "POST" and queries.is_registered(event, request.user):
        return to_own(request, event, RegisteredAlready())
    initial = {"called": request.user.called, "reads": request.user.languages}
    filled = own_form(request, event, place=REGISTRATION, initial=initial)
    if request.method == "POST" and request.POST.get("then") == "later":
        return keep_for_later(request, event, REGISTRATION)
    if request.method == "POST" and filled.form.is_valid():
        return enter(request, event, filled)
    return show(request, event, filled, "delegates/register.html")


def own_form(
    request: Asked,
    event: Event,
    *,
    place: str,
    initial: dict[str, Any],
    held: Registration | None = None,
) -> Filling:
    version = questions.current(event)
    more: dict[str, Any] = {"event": event, "languages": request.languages, "held": held}
    make = partial(_form, more | {"initial": initial})
    return filling(request, event, place=place, version=version, make=make)


def _form(more: dict[str, Any], data: Any, version: Any) -> RegistrationForm:
    return RegistrationForm(data, version=version, **more)


def enter(request: Asked, event: Event, filled: Filling) -> HttpResponse:
    try:
        made = actions.register(
            event=event,
            person=request.user,
            answers=filled.form.answers(),
            by=request.user,
            lang=request.languages[0],
            seat=request.GET.get("seat", "")[:100],
        )
    except RegisteredAlready as refusal:
        return to_own(request, event, refusal)
    except Refusal as refusal:
        filled.form.refuse(refusal)
        return show(request, event, filled, "delegates/register.html")
    kinds = filled.form.cleaned_data["consents"]
    consent_first(made, kinds=kinds, lang=request.languages[0])
    # A message would write the session: one statement more in the rush.
    return redirect(reverse("delegates:own", args=[event.slug]) + "?new")


def agree(request: Asked, registration: Registration, filled: Filling) -> None:
    """Keeps what she agreed to in the words that she read."""
    kinds, lang = filled.form.cleaned_data["consents"], request.languages[0]
    if set(kinds) != set(given_kinds(registration)):
        consent(registration, kinds=kinds, lang=lang, by=request.user)


def welcome(made: Registration) -> str:
    if made.state == Registration.State.WAITING:
        return _("Your answers are kept, and you are on the waiting list.")
    if made.state == Registration.State.OFFERED:
        return _("Your answers are kept, and a place is held for you. We have written you a mail.")
    return _("You are registered. We have written you a mail.")


def to_own(request: Asked, event: Event, refusal: Refusal) -> HttpResponse:
    messages.info(request, str(refusal))
    return redirect("delegates:own", event.slug)


@opens("delegates.register", to=find_event)
def own(request: Asked, event: Event) -> HttpResponse:
    found = queries.live(event, request.user)
    context: dict[str, Any] = {"event": event_shell(event, request.languages)}
    if found:
        context["welcome"] = welcome(found) if "new" in request.GET else ""
        context["shown"] = queries.shown(found, request.languages)
        context["wait"] = queries.wait_of(found)
        context["pays_first"] = found.offered_until and pays_first(found)
        context["wish"] = wish_view(found, request.languages, sensitive=True)
        context["form"] = own_queries.form_answers(found, request.languages, sensitive=True)
        context["visa"] = letter_queries.warning(found, timezone.now().date())
        context["asks_more"] = own_queries.asks_more(found)
        context["follow_ups"] = own_queries.follow_ups(found, request.languages)
    return render(request, "delegates/own.html", context)


@opens("delegates.register", to=find_event, methods=FORM)
def change(request: Asked, event: Event) -> HttpResponse:
    found = queries.live(event, request.user)
    if found is None:
        return redirect("delegates:own", event.slug)
    initial = initial_of(found, request.languages)
    filled = own_form(request, event, place=CHANGE, initial=initial, held=found)
    if request.method == "POST" and request.POST.get("then") == "later":
        return keep_for_later(request, event, CHANGE)
    if request.method == "POST" and filled.form.is_valid():
        return rewrite(request, found, filled)
    return show(request, event, filled, "delegates/change.html")


def rewrite(request: Asked, found: Registration, filled: Filling) -> HttpResponse:
    answers = filled.form.answers()
    try:
        actions.change(found, answers=answers, by=request.user)
    except Full as full:
        return no_room(request, found, filled, full)
    except Refusal as refusal:
        filled.form.refuse(refusal)
        return show(request, found.event, filled, "delegates/change.html")
    messages.success(request, _("Your answers are saved."))
    return sent(request, found, filled)


def sent(request: Asked, found: Registration, filled: Filling) -> HttpResponse:
    agree(request, found, filled)
    unsent.forget(event=found.event, person=request.user, place=CHANGE)
    return redirect("delegates:own", found.event.slug)


def no_room(request: Asked, found: Registration, filled: Filling, full: Full) -> HttpResponse:
    """Puts her on the list for what she wants to change, if she said so, else offers to."""
    if request.POST.get("then") == WAIT:
        try:
            wait_to_change(found, answers=filled.form.answers(), by=request.user)
        except Refusal as refusal:
            filled.form.refuse(refusal)
            return show(request, found.event, filled, "delegates/change.html")
        messages.success(request, _("You are on the waiting list for the change."))
        return sent(request, found, filled)
    filled.form.add_error(*own_queries.no_room(full, found, filled.form.answers()))
    may_wait = own_queries.may_wait_to_change(found)
    more = {"may_wait": may_wait, "full": full.name}
    return show(request, found.event, filled, "delegates/change.html", more)


@opens("delegates.register", to=find_event, methods=WRITE)
def withdraw(request: Asked, event: Event) -> HttpResponse:
    found = queries.live(event, request.user)
    try:
        if found:
            actions.withdraw(found, by=request.user)
            messages.success(request, _("Your registration is withdrawn."))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("delegates:own", event.slug)


def show(
    request: Asked,
    event: Event,
    filled: Filling,
    template: str,
    more: Mapping[str, Any] = MappingProxyType({}),
) -> HttpResponse:
    """The form; what was sent and refused is kept for her too, on whatever device she goes on."""
    wrong = bool(filled.form.errors)
    if wrong:
        unsent.try_to_keep(request, event, filled.place)
    context = {
        **more,
        "event": event_shell(event, request.languages),
        "form": filled.form,
        "filling": filled,
        "open": event.is_open("registration") or "seat" in request.GET,
    }
    return render(request, template, context, status=422 if wrong else 200)
