"""One's own stay: lodging offered or asked for, journeys, meals and the care of children."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.records import note
from accounts.requests import Asked
from delegates.actions import staying as actions
from delegates.actions.exclusions import block as block_person
from delegates.finders.registrations import OwnMatch, OwnService
from delegates.forms.staying import BookingForm, JourneyForm, OfferForm, WishForm
from delegates.models import Journey, Lodging, Registration
from delegates.queries import staying as queries
from delegates.views.privacy import own_or_404
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal

OFFER, WISH = Lodging.Kind.OFFER, Lodging.Kind.WISH


@opens("delegates.stay", to=find_event)
def staying(request: Asked, event: Event) -> HttpResponse:
    found = own_or_404(event, request)
    view = queries.own(found, request.languages)
    for each in view.matches:
        if each.address:
            note(request.user, "read the address", each.other)
    context = {"event": event_shell(event, request.languages), "own": view, "zone": event.tz}
    return render(request, "delegates/staying.html", context)


@opens("delegates.stay", to=find_event, methods=FORM)
def offer(request: Asked, event: Event) -> HttpResponse:
    return lodging(request, event, OFFER, OfferForm)


@opens("delegates.stay", to=find_event, methods=FORM)
def wish(request: Asked, event: Event) -> HttpResponse:
    return lodging(request, event, WISH, WishForm)


def lodging(request: Asked, event: Event, kind: str, form_of: type[WishForm]) -> HttpResponse:
    found = own_or_404(event, request)
    held = found.lodgings.filter(kind=kind, state=Lodging.State.OPEN).first()
    form = form_of(request.POST or None, initial=initial_of(held, event))
    context = {"kind": kind, "held": held}
    if request.method == "POST" and "withdraw" in request.POST and held:
        actions.withdraw_lodging(held, by=request.user)
        return redirect("delegates:staying", event.slug)

    def act() -> None:
        actions.write_lodging(found, kind=kind, by=request.user, **form.cleaned_data)

    return answered(request, event, form, act, "delegates/lodging.html", context)


def initial_of(held: Lodging | None, event: Event) -> dict[str, Any]:
    if held is None:
        return {"begins": event.begins, "ends": event.ends}
    plain = {name: getattr(held, name) for name in ("beds", "begins", "ends", "area", "about")}
    return plain | queries.sealed_of(held)


def answered(
    request: Asked,
    event: Event,
    form: Form,
    act: Callable[[], None],
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Does what the form asks and leads back to the stay; else shows it with what is wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is kept."))
            return redirect("delegates:staying", event.slug)
    context |= {"event": event_shell(event, request.languages), "form": form}
    return render(request, template, context, status=422 if form.errors else 200)


@opens("delegates.stay", to=OwnMatch, methods=WRITE)
def answer(request: Asked, two: OwnMatch) -> HttpResponse:
    found = side_of(two, request)
    try:
        yes = request.POST.get("to") == "yes"
        actions.answer(two.match, registration=found, yes=yes, by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("delegates:staying", two.event.slug)


@opens("delegates.stay", to=OwnMatch, methods=WRITE)
def block(request: Asked, two: OwnMatch) -> HttpResponse:
    """No to this match, and the two are never brought together again."""
    found = side_of(two, request)
    hosts = two.match.offer.registration_id == found.pk
    other = (two.match.wish if hosts else two.match.offer).registration
    if not two.match.refused:
        actions.answer(two.match, registration=found, yes=False, by=request.user)
    if other.person:
        name = other.shown_name
        block_person(person=request.user, blocked=other.person, name=name, by=request.user)
    messages.success(request, _("You are not brought together with this person any more."))
    return redirect("delegates:staying", two.event.slug)


def side_of(two: OwnMatch, request: Asked) -> Registration:
    """Raises Http404 for somebody who is neither host nor guest."""
    sides = [two.match.offer.registration, two.match.wish.registration]
    hers = [each for each in sides if each.person_id == request.user.pk]
    if not hers:
        raise Http404
    return hers[0]


def journey(way: str) -> Any:
    """The view of one way."""

    @opens("delegates.stay", to=find_event, methods=FORM)
    def write(request: Asked, event: Event) -> HttpResponse:
        found = own_or_404(event, request)
        held = found.journeys.filter(way=way).first()
        form = JourneyForm(request.POST or None, initial=journey_initial(held, event))

        def act() -> None:
            given = form.cleaned_data
            actions.write_journey(found, way=way, by=request.user, **moment(given, event))

        context = {"way": way}
        return answered(request, event, form, act, "delegates/journey.html", context)

    return write


def journey_initial(held: Journey | None, event: Event) -> dict[str, Any]:
    if held is None:
        return {}
    local = held.at.astimezone(event.tz)
    return {"day": local.date(), "hour": local.time(), "place": held.place, "means": held.by}


def moment(given: dict[str, Any], event: Event) -> dict[str, Any]:
    at = None
    if given.get("day"):
        at = datetime.combine(given["day"], given["hour"], tzinfo=event.tz)
    return {"at": at, "place": given["place"], "means": given["means"]}


@opens("delegates.stay", to=OwnService, methods=WRITE)
def book(request: Asked, found: OwnService) -> HttpResponse:
    her, form = own_or_404(found.event, request), BookingForm(request.POST)
    if form.is_valid():
        try:
            actions.book(her, service=found.service, by=request.user, **form.cleaned_data)
            messages.success(request, _("It is kept."))
        except Refusal as refusal:
            messages.warning(request, str(refusal))
    else:
        messages.warning(request, _("Write a number from 0 to 20."))
    return redirect("delegates:staying", found.event.slug)
