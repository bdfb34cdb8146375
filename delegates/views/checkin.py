"""The team's pages of check-in: lists, devices, badges, who came."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.records import note
from accounts.requests import Asked
from delegates import badge_sheets, printing
from delegates.actions import badges as badge_actions
from delegates.actions import devices as actions
from delegates.desks import keep_secret
from delegates.finders.checkin import (
    PrintedFile,
    find_device,
    find_list,
    find_print,
)
from delegates.finders.registrations import find_registration
from delegates.forms.checkin import DeviceForm, ListForm, PrintForm, initial_of
from delegates.models import Badge, BadgePrint, CheckinList, Device, Registration
from delegates.queries import checkin as queries
from events.finders import find_event
from events.models import Event
from events.queries import event_shell


@opens("delegates.desk", to=find_event)
def checkin(request: Asked, event: Event) -> HttpResponse:
    return show(request, event)


def show(request: Asked, event: Event, status: int = 200, **more: Any) -> HttpResponse:
    """The page with whatever form was sent."""
    context: dict[str, Any] = {
        "event": event_shell(event, request.languages),
        "section": "checkin",
        "board": queries.board(event, request.languages),
        "device_form": DeviceForm(event=event),
        "prints": BadgePrint.objects.filter(event=event).order_by("-pk")[:3],
        "print_form": PrintForm(),
    }
    return render(request, "delegates/checkin.html", context | more, status=status)


@opens("delegates.desk", to=find_event)
def counts(request: Asked, event: Event) -> JsonResponse:
    """The counts, for the page that asks again and again."""
    found = queries.counts(event)
    rows = [{"uid": str(each.uid), "inside": each.inside, "came": each.came} for each in found]
    return JsonResponse({"lists": rows})


@opens("delegates.desk", to=find_event, methods=WRITE)
def open_desk(request: Asked, event: Event) -> HttpResponse:
    """Makes the browser in which she sits a desk of her own."""
    _device, secret = actions.make_own_device(event=event, by=request.user)
    return keep_secret(redirect("delegates:desk", event.slug), event, secret)


@opens("delegates.organise", to=find_event, methods=FORM)
def new_list(request: Asked, event: Event) -> HttpResponse:
    return edit_list(request, event, ListForm(request.POST or None, event=event))


@opens("delegates.organise", to=find_list, methods=FORM)
def change_list(request: Asked, found: CheckinList) -> HttpResponse:
    form = ListForm(request.POST or None, event=found.event, initial=initial_of(found))
    return edit_list(request, found.event, form, found)


def edit_list(
    request: Asked, event: Event, form: ListForm, found: CheckinList | None = None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        actions.set_list(event=event, by=request.user, checkin_list=found, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("delegates:checkin", event.slug)
    shell = event_shell(event, request.languages)
    context = {"event": shell, "section": "checkin", "form": form, "found": found}
    status = 422 if form.errors else 200
    return render(request, "delegates/checkin_list.html", context, status=status)


@opens("delegates.organise", to=find_event, methods=WRITE)
def new_device(request: Asked, event: Event) -> HttpResponse:
    form = DeviceForm(request.POST, event=event)
    if not form.is_valid():
        return show(request, event, 422, device_form=form)
    given = form.cleaned_data
    _device, token = actions.make_device(
        event=event,
        name=given["name"],
        reach=given["reach"],
        until=form.ends_at(),
        by=request.user,
    )
    link = settings.ADDRESS + reverse("delegates:pair", args=[event.slug, token])
    return show(request, event, link=link, link_qr=badge_sheets.qr(link))


@opens("delegates.organise", to=find_device, methods=WRITE)
def end_device(request: Asked, device: Device) -> HttpResponse:
    actions.end_device(device, by=request.user)
    messages.success(request, _("The device is shut out."))
    return redirect("delegates:checkin", device.event.slug)


@opens("delegates.organise", to=find_event, methods=WRITE)
def new_print(request: Asked, event: Event) -> HttpResponse:
    form = PrintForm(request.POST)
    if not form.is_valid():
        return show(request, event, 422, print_form=form)
    printing.ask_for_print(event=event, by=request.user, **form.cleaned_data)
    messages.success(request, _("The badges are being made; this page shows how far they are."))
    return redirect("delegates:checkin", event.slug)


@opens("delegates.organise", to=find_print)
def printed(request: Asked, found: PrintedFile) -> HttpResponseBase:
    try:
        file = printing.file_of(found.made, found.number).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    note(request.user, "downloaded a file of badges", found.made, [f"file:{found.number}"])
    name = f"badges-{found.event.slug}-{found.number}.pdf"
    return FileResponse(file, content_type="application/pdf", filename=name)


@opens("delegates.organise", to=find_registration)
def badge_file(request: Asked, registration: Registration) -> HttpResponse:
    """Her badge alone, on a page of its own size."""
    badge = registration.badges.filter(state=Badge.State.VALID).first()
    if badge is None:
        raise Http404
    size = request.GET.get("size", "single")
    size = size if size in badge_sheets.SIZES else "single"
    made = badge_sheets.sheet(registration.event, [badge], size)
    return HttpResponse(made, content_type="application/pdf")


@opens("delegates.organise", to=find_registration, methods=WRITE)
def new_badge(request: Asked, registration: Registration) -> HttpResponse:
    """Gives her a badge; whoever lost hers gets another code, and the old one is taken back."""
    badge_actions.renew(registration, by=request.user)
    messages.success(request, _("There is a new badge. One that she had before opens no door now."))
    return redirect("delegates:registration", registration.event.slug, registration.uid)


@opens("delegates.organise", to=find_registration, methods=WRITE)
def revoke_badge(request: Asked, registration: Registration) -> HttpResponse:
    for badge in registration.badges.filter(state=Badge.State.VALID).select_related("event"):
        badge_actions.revoke(badge, by=request.user)
    messages.success(request, _("The badge is taken back."))
    return redirect("delegates:registration", registration.event.slug, registration.uid)
