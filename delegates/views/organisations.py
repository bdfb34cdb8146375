"""Organisations: suggestions while one types, and the keepers' list and form."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked
from delegates.actions.organisations import describe, list_publicly
from delegates.directories import directory_of
from delegates.finders.directory import OrganisationAt
from delegates.forms.organisations import OrganisationForm
from delegates.models import Organisation
from delegates.queries import keeping
from delegates.queries import organisations as queries
from delegates.queries.inventory import Wanted
from events import countries
from events.finders import find_event
from events.models import Event
from events.queries import event_shell

State = Organisation.State
SECTION = "organisations"


@opens("delegates.suggest", to=find_event)
def suggest(request: Asked, event: Event) -> HttpResponse:
    """A fragment: the organisations that may be meant by what was typed so far."""
    words = request.GET.get("organisation", "")
    found = queries.suggestions(event, words, request.languages)
    return render(request, "delegates/_suggestions.html", {"found": found, "words": words})


@opens("delegates.keep", to=find_event)
def named(request: Asked, event: Event) -> HttpResponse:
    """All of them, those that somebody named and that are not listed yet too."""
    wanted, directory = Wanted.of(request.GET), directory_of(event)
    rows = wanted.rows(directory.organisations).annotate(contact_count=Count("contacts"))
    after = request.GET.get("after", "")
    context = {
        "event": event_shell(event, request.languages),
        "listed": queries.listed(
            rows, directory, after=after, languages=request.languages, public=False
        ),
        "wanted": wanted,
        "section": SECTION,
        "countries": countries.choices(),
        **choices(),
    }
    return render(request, "delegates/named.html", context)


def choices() -> dict[str, Any]:
    """What the list can be narrowed to."""
    return {
        "states": [each for each in State.choices if each[0] != State.MERGED],
        "kinds": Organisation.Kind.choices,
        "follows": Organisation.Follow.choices,
    }


@opens("delegates.keep", to=find_event, methods=FORM)
def add(request: Asked, event: Event) -> HttpResponse:
    form = OrganisationForm(request.POST or None, event=event, languages=request.languages)
    if request.method == "POST" and form.is_valid():
        made = describe(None, event=event, content=form.content(), by=request.user)
        messages.success(request, _("The organisation is added. Now name two contacts."))
        return redirect("delegates:contacts", event.slug, made.uid)
    context = {"event": event_shell(event, request.languages), "form": form, "section": SECTION}
    status = 422 if form.errors else 200
    return render(request, "delegates/organisation_add.html", context, status=status)


@opens("delegates.keep", to=find_event)
def look(request: Asked, event: Event) -> HttpResponse:
    """A fragment: those that are known already and look like what a keeper types."""
    found = keeping.known(event, request.GET.get("name", ""), request.languages)
    context = {"event": event, "found": found}
    return render(request, "delegates/_known.html", context)


@opens("delegates.keep", to=OrganisationAt, methods=FORM)
def edit(request: Asked, found: OrganisationAt) -> HttpResponse:
    event, organisation = found.event, found.organisation
    form = OrganisationForm(
        request.POST or None, event=event, organisation=organisation, languages=request.languages
    )
    if request.method == "POST" and form.is_valid():
        describe(organisation, event=event, content=form.content(), by=request.user)
        messages.success(request, _("The organisation is saved."))
        return redirect("delegates:edit_organisation", event.slug, organisation.uid)
    context = keeping.kept(found.organisation, event, request.languages)
    context |= {"form": form, "section": SECTION, "at": "facts"}
    status = 422 if form.errors else 200
    return render(request, "delegates/edit.html", context, status=status)


@opens("delegates.keep", to=OrganisationAt, methods=WRITE)
def list_one(request: Asked, found: OrganisationAt) -> HttpResponse:
    list_publicly(found.organisation, by=request.user)
    return redirect("delegates:named", found.event.slug)
