"""The desk: the page that works offline, and what its device asks and sends."""

import json
from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from access import scripts
from access.doors import FORM, WRITE, opens
from access.limits import Limit, TooMany
from accounts.requests import Read
from delegates import badge_sheets, codes
from delegates.actions import desk as desk_actions
from delegates.actions import devices as actions
from delegates.actions import scans as scan_actions
from delegates.desks import at_a_desk, even_ended, keep_secret, secret_of
from delegates.finders.checkin import device_by_secret, find_link
from delegates.forms.checkin import StrangerForm, TypedForm
from delegates.models import Badge, Category, Device, Registration
from delegates.queries import checkin as queries
from delegates.queries import snapshots
from delegates.refusals import DeviceEnded
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal

REASONS = (
    *("unknown", "revoked", "waiting", "withdrawn", "excluded", "other_list", "other_day"),
    *("closed_day", "too_early", "too_late", "in_already", "not_in"),
)
# What fingers can type; a stolen device must not read out everybody's name.
SEARCHES = (Limit("delegates.desk_search", 90, 60), Limit("delegates.desk_searches", 1_500, 3_600))


@opens("access.anyone", to=find_link, methods=FORM)
def pair(request: Read, device: Device) -> HttpResponse:
    """Shows what the link gives; the browser in which the button is pressed becomes the device."""
    if request.method == "POST":
        try:
            secret = actions.pair(device)
        except DeviceEnded as error:
            raise Http404 from error
        return keep_secret(redirect("delegates:desk", device.event.slug), device.event, secret)
    context = {"event": event_shell(device.event, request.languages), "device": device}
    return render(request, "delegates/checkin_pair.html", context)


@opens("access.anyone", to=find_event)
def desk(request: Read, event: Event) -> HttpResponse:
    """The desk's page; whoever has no device is led to where the team opens one."""
    try:
        device = device_by_secret(event, secret_of(request))
    except Http404:
        return redirect("delegates:checkin", event.slug)
    actions.has_called(device)
    return show(request, device)


def show(request: Read, device: Device, status: int = 200, **more: Any) -> HttpResponse:
    event = device.event
    lists = queries.offered_lists(event)
    context: dict[str, Any] = {
        "event": event_shell(event, request.languages),
        "device": device,
        "searches": device.reach == Device.Reach.SEARCHES,
        "lists": lists,
        "stranger": StrangerForm(),
        "reasons": [(name.replace("_", "-"), name) for name in REASONS],
        "categories": Category.choices,
        "book": {
            "device": str(device.uid),
            "event": str(event.uid),
            "slug": event.slug,
            "zone": event.zone,
            "begins": event.begins.isoformat(),
            "days": len(event.days),
            "keys": codes.public_keys(event),
            "categories": list(codes.CATEGORIES),
            "lists": snapshots.lists_of(event),
            "now": timezone.now().isoformat(),
        },
    }
    return render(request, "delegates/checkin_desk.html", context | more, status=status)


@opens("access.anyone", to=find_event, methods=WRITE)
@at_a_desk
def typed(request: Read, device: Device) -> HttpResponse:
    """A code typed in a browser without scripts."""
    form = TypedForm(request.POST, lists=queries.offered_lists(device.event))
    if not form.is_valid():
        return show(request, device, 422, wrong=True)
    given = form.cleaned_data
    decided = desk_actions.scan_typed(
        device,
        checkin_list=form.lists[given["at"]],
        typed=given["code"],
        kind=given["kind"],
    )
    return show(request, device, decided=decided, chosen=given["at"])


@opens("access.anyone", to=find_event)
@at_a_desk
def snapshot(request: Read, device: Device) -> HttpResponse:
    number = snapshots.number_of(device.event)
    etag = snapshots.etag(device.event, number)
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=304)
    else:
        body = snapshots.snapshot(device.event, number)
        response = HttpResponse(body, content_type="application/octet-stream")
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


@opens("access.anyone", to=find_event)
@at_a_desk
def changes(request: Read, device: Device) -> JsonResponse:
    after = request.GET.get("after", "")
    known = int(after) if after.isascii() and after.isdigit() and len(after) < 16 else 0
    actions.has_called(device)
    found = snapshots.changes(device.event, known)
    rows = queries.counts(device.event)
    found["counts"] = {str(each.uid): [each.inside, each.came] for each in rows}
    return JsonResponse(found)


@opens("access.anyone", to=find_event, methods=WRITE)
@even_ended
def scans(request: Read, device: Device) -> JsonResponse:
    """Takes a batch and answers each item; what is no list of at most 500 is answered 422."""
    try:
        items = json.loads(request.body)["scans"]
        answers = scan_actions.receive(device, list(items))
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"wrong": "a list of at most 500 scans"}, status=422)
    except Refusal as refusal:
        return JsonResponse({"wrong": str(refusal)}, status=503)
    found = [asdict(answer) for answer in answers]
    number = snapshots.number_of(device.event)
    return JsonResponse({"answers": found, "number": number, "now": timezone.now().isoformat()})


@opens("access.anyone", to=find_event)
@at_a_desk
def search(request: Read, device: Device) -> JsonResponse:
    """A few people by their names, for desks that may."""
    refuse_unless_searching(device)
    try:
        for limit in SEARCHES:
            limit.take(str(device.pk))
    except TooMany:
        return JsonResponse({"found": []}, status=429)
    found = desk_actions.find_people(device, request.GET.get("q", ""), request.languages)
    return JsonResponse({"found": [found_as_json(each) for each in found]})


@opens("access.anyone", to=find_event)
@at_a_desk
def who(request: Read, device: Device) -> JsonResponse:
    """Whose badge it is, for desks that may know."""
    refuse_unless_searching(device)
    badge = badge_at(device, request.GET.get("code", ""))
    found = desk_actions.show_wearer(device, badge, request.languages)
    return JsonResponse({"found": [found_as_json(each) for each in found]})


def refuse_unless_searching(device: Device) -> None:
    if device.reach != Device.Reach.SEARCHES:
        raise Http404


def badge_at(device: Device, code: str) -> Badge:
    rows = Badge.objects.select_related("event")
    rows = rows.select_related("registration__organisation", "registration__person")
    found = rows.filter(event=device.event, code=codes.normalised(code)).first()
    if found is None:
        raise Http404
    return found


def found_as_json(each: queries.Found) -> dict[str, Any]:
    registration = each.shown.registration
    return {
        "name": each.name,
        "category": registration.get_category_display(),
        "country": each.shown.country_name,
        "organisation": each.shown.organisation.body,
        "state": registration.state,
        "said": registration.get_state_display(),
        "code": each.badge.code if each.badge else "",
        "inside": each.inside,
        # Whoever has an address logs in by mail, and needs no card.
        "card": bool(each.badge) and not getattr(registration.person, "has_address", False),
    }


@opens("access.anyone", to=find_event, methods=WRITE)
@at_a_desk
def stranger(request: Read, device: Device) -> HttpResponse:
    """Registers somebody who stands at the desk."""
    refuse_unless_searching(device)
    form = StrangerForm(request.POST)
    if form.is_valid():
        given = {"answers": form.answers(), "address": form.cleaned_data["address"]}
        try:
            made = desk_actions.register_stranger(device, lang=request.languages[0], **given)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return registered(request, device, made)
    return show(request, device, 422, stranger=form)


def registered(request: Read, device: Device, made: Registration) -> HttpResponse:
    """Says so, to a script or on the page."""
    found = queries.found_people([made], request.languages)[0]
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"found": [found_as_json(found)]})
    return show(request, device, made=found, mailed=bool(request.POST.get("address")))


@opens("access.anyone", to=find_event)
@at_a_desk
def badge(request: Read, device: Device) -> HttpResponse:
    """A badge to print at the desk."""
    refuse_unless_searching(device)
    found = badge_at(device, request.GET.get("code", ""))
    if found.state != Badge.State.VALID:
        raise Http404
    made = badge_sheets.sheet(device.event, [found], "single")
    return HttpResponse(made, content_type="application/pdf")


@opens("access.anyone", to=find_event)
def worker(request: Read, event: Event) -> HttpResponse:
    """The service worker: at an address of the desk's, so that it reaches no other page."""
    return scripts.worker("page-worker")
