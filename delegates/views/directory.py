"""The public directory: the inventory and a page for each organisation."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from access.doors import opens
from accounts.requests import Read
from delegates.directories import Directory, directory_of
from delegates.finders.directory import PublicOrganisation
from delegates.models import Organisation
from delegates.queries import inventory as queries
from delegates.queries.organisations import whole
from events.finders import find_event, find_series
from events.models import Event, Series
from events.queries import event_shell
from languages import texts


def frame_of(event: Event | None, series: Series | None, languages: Sequence[str]) -> Any:
    """What the frame needs: an event's own, or the series' where there is none."""
    if event:
        base = reverse("delegates:organisations", args=[event.slug])
        return {"event": event_shell(event, languages), "base": base}
    assert series  # noqa: S101
    name = texts.load([series.name_id], languages)[series.name_id]
    base = reverse("delegates:directory", args=[series.slug])
    return {"series": series, "series_name": name, "base": base}


def show(request: Read, directory: Directory, frame: dict[str, Any]) -> HttpResponse:
    wanted = queries.Wanted.of(request.GET)
    after = request.GET.get("after", "")
    found = queries.inventory(directory, wanted, after=after, languages=request.languages)
    context = {"inventory": found, "kinds": Organisation.Kind.choices, "lasting": directory.address}
    return render(request, "delegates/organisations.html", frame | context)


@opens("events.read", to=find_event)
def organisations(request: Read, event: Event) -> HttpResponse:
    return show(request, directory_of(event), frame_of(event, None, request.languages))


@opens("events.read", to=find_series)
def directory(request: Read, series: Series) -> HttpResponse:
    """It has its address for ever, whichever editions come and go."""
    return show(request, Directory(series=series), frame_of(None, series, request.languages))


def show_one(request: Read, found: PublicOrganisation) -> HttpResponse:
    frame = frame_of(found.event, found.directory.series, request.languages)
    if found.moved:
        return redirect(f"{frame['base']}{found.organisation.uid}/")
    lasting = f"{found.directory.address}{found.organisation.uid}/"
    context = {"found": whole(found.organisation, request.languages), "lasting": lasting}
    return render(request, "delegates/organisation.html", frame | context)


def in_event(event: str, organisation: UUID) -> PublicOrganisation:
    return PublicOrganisation(organisation, event=event)


def in_series(series: str, lasting: UUID) -> PublicOrganisation:
    return PublicOrganisation(lasting, series=series)


@opens("delegates.read_organisation", to=in_event)
def organisation_at(request: Read, found: PublicOrganisation) -> HttpResponse:
    return show_one(request, found)


@opens("delegates.read_organisation", to=in_series)
def organisation(request: Read, found: PublicOrganisation) -> HttpResponse:
    return show_one(request, found)
