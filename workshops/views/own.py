"""A facilitator's proposals: written, handed in, changed, withdrawn."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal
from workshops.actions import proposals as actions
from workshops.actions.admission import may_be_written
from workshops.finders import find_proposal
from workshops.forms.proposals import ProposalForm, initial_of
from workshops.models import Call, Proposal
from workshops.queries import proposals as queries
from workshops.queries.versions import differing
from workshops.refusals import Overwritten
from workshops.settling import form_of
from workshops.views.choosing import ManyCalls, choose, chosen_call

State = Proposal.State


@opens("workshops.propose", to=find_event, methods=FORM)
def propose(request: Asked, event: Event) -> HttpResponse:
    try:
        call = chosen_call(request, event)
    except ManyCalls:
        return choose(request, event)
    form = form_for(request, event, draft=grows(request) or "save" in request.POST, call=call)
    if request.method == "POST" and not grows(request) and form.is_valid():
        return keep(request, event, form, call=call)
    return show(request, event, form, call=call)


@opens("workshops.own", to=find_proposal, methods=FORM)
def proposal(request: Asked, found: Proposal) -> HttpResponse:
    """Its form as long as it may be written on, else what became of it."""
    if not may_be_written(found):
        return show_as_it_is(request, found)
    form = form_on(request, found)
    if request.method == "POST" and not grows(request) and form.is_valid():
        return keep(request, found.event, form, found, found.call)
    return show(request, found.event, form, found, found.call)


def form_on(request: Asked, found: Proposal) -> ProposalForm:
    """What is sent, or what was typed, or what stands."""
    if request.method != "POST" and found.typed:
        return form_of(found, request.languages)
    draft = grows(request) or ("save" in request.POST and found.state == State.DRAFT)
    return form_for(
        request,
        found.event,
        draft=draft,
        call=found.call,
        held=found,
        initial=initial_of(found, request.languages),
    )


def grows(request: Asked) -> bool:
    """Whether only a row was asked for, where no script adds it."""
    return any(name.startswith("more-") for name in request.POST)


def form_for(request: Asked, event: Event, **options: Any) -> ProposalForm:
    return ProposalForm(request.POST or None, event=event, languages=request.languages, **options)


def keep(
    request: Asked,
    event: Event,
    form: ProposalForm,
    found: Proposal | None = None,
    call: Call | None = None,
) -> HttpResponse:
    """Saves what is written; hands it in unless only a draft was to be saved."""
    try:
        made, refused = actions.save(
            event=event,
            by=request.user,
            content=form.content(),
            proposal=found,
            call=call,
            to_be_handed_in="save" not in request.POST,
            revision=revision_of(request),
        )
    except Overwritten as refusal:
        form.refuse(refusal)
        return show(request, event, form, found, call, **both(request, form, found))
    except Refusal as refusal:
        form.refuse(refusal)
        return show(request, event, form, found, call)
    if refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, said_of(made))
    return redirect("workshops:proposal", event.slug, made.uid)


def said_of(made: Proposal) -> str:
    said = {
        State.DRAFT: _("Your draft is saved. Hand it in when it is ready."),
        State.SUBMITTED: _(
            "Your proposal is handed in. You may change it as long as the call is open."
        ),
    }
    return said[State(made.state)]


def revision_of(request: Asked) -> int | None:
    """The revision that its writer saw; None where the page says none."""
    given = request.POST.get("revision", "")
    return int(given) if given.isdecimal() and len(given) < 9 else None


def both(request: Asked, form: ProposalForm, found: Proposal | None) -> dict[str, Any]:
    """What another device saved, beside what is typed here; whoever sends again has seen both."""
    if found is None:
        return {}
    standing = form_of(found, request.languages) if found.typed else None
    standing = standing or ProposalForm(
        event=found.event,
        languages=request.languages,
        call=found.call,
        held=found,
        initial=initial_of(found, request.languages),
    )
    return {"differing": differing(standing, form), "revision": found.revision}


def show(
    request: Asked,
    event: Event,
    form: ProposalForm,
    found: Proposal | None = None,
    call: Call | None = None,
    **more: Any,
) -> HttpResponse:
    context = {
        "event": event_shell(event, request.languages),
        "form": form,
        "proposal": found,
        "open": call.is_open() if call else event.is_open("call"),
        "call": call,
        "uid": uuid4(),
        "leads": bool(found and found.proposer_id == request.user.pk),
        "revision": revision_of(request) or (found.revision if found else 0),
        **more,
    }
    wrong = request.method == "POST" and form.errors
    return render(request, "workshops/propose.html", context, status=422 if wrong else 200)


def show_as_it_is(request: Asked, found: Proposal) -> HttpResponse:
    late = request.method == "POST"
    context = {
        "event": event_shell(found.event, request.languages),
        "proposal": queries.proposal_view(found, request.languages),
        "late": late,
        "leads": found.proposer_id == request.user.pk,
    }
    return render(request, "workshops/proposal.html", context, status=422 if late else 200)


@opens("workshops.propose", to=find_event)
def proposals(request: Asked, event: Event) -> HttpResponse:
    context = {
        "event": event_shell(event, request.languages),
        "proposals": queries.own(event, request.user, request.languages),
    }
    return render(request, "workshops/own.html", context)


@opens("workshops.lead", to=find_proposal, methods=WRITE)
def withdraw(request: Asked, found: Proposal) -> HttpResponse:
    try:
        actions.withdraw(found, by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Your proposal is withdrawn."))
    return redirect("workshops:proposals", found.event.slug)
