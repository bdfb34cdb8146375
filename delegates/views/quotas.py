"""Organisers' pages: how many may come."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, opens
from accounts.requests import Asked
from delegates.actions import quotas as actions
from delegates.finders.registrations import find_quota
from delegates.forms.quotas import QuotaForm
from delegates.models import Quota
from delegates.queries import quotas as queries
from events.finders import find_event
from events.models import Event
from events.queries import event_shell


@opens("delegates.organise", to=find_event, methods=FORM)
def quotas(request: Asked, event: Event) -> HttpResponse:
    form = QuotaForm(request.POST or None, event=event, languages=request.languages)
    if request.method == "POST" and form.is_valid():
        return set_quota(request, event, form)
    return show_quotas(request, event, form)


@opens("delegates.organise", to=find_quota, methods=FORM)
def quota(request: Asked, found: Quota) -> HttpResponse:
    initial = {"name": found.name, "size": found.size, **found.rule}
    initial["country"] = " ".join(found.rule.get("country", []))
    keys = found.rule.get("organisation", [])
    named = queries.organisation_names(found.event, keys, request.languages)
    initial["organisation"] = "\n".join(named.values())
    form = QuotaForm(
        request.POST or None, event=found.event, languages=request.languages, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        return set_quota(request, found.event, form, found)
    return show_quotas(request, found.event, form, found)


def set_quota(
    request: Asked, event: Event, form: QuotaForm, found: Quota | None = None
) -> HttpResponse:
    given = form.cleaned_data
    made = actions.set_quota(
        event=event,
        name=given["name"],
        size=given["size"],
        rule=form.rule(found.rule if found else {}),
        quota=found,
        by=request.user,
    )
    if made.over_by:
        over = _("Saved. %(over)d places too many are taken now; nobody was removed.")
        messages.warning(request, over % {"over": made.over_by})
    else:
        messages.success(request, _("Saved."))
    return redirect("delegates:quotas", event.slug)


def show_quotas(
    request: Asked, event: Event, form: QuotaForm, found: Quota | None = None
) -> HttpResponse:
    quotas = queries.quotas(event)
    named = queries.names_in(event, quotas, request.languages)
    rows = [(each, queries.rule_in_words(each, named)) for each in quotas]
    context: dict[str, Any] = {"event": event_shell(event, request.languages)}
    context |= {"quotas": rows, "form": form, "quota": found, "section": "registrations"}
    return render(request, "delegates/quotas.html", context, status=422 if form.errors else 200)
