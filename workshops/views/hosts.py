"""A proposer asks organisations to hold her proposal too; they answer by a link."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from access.limits import Limit, TooMany
from accounts.requests import Asked, Read
from events.queries import event_shell
from events.refusals import Refusal
from workshops.actions import hosts as actions
from workshops.finders import find_host, find_proposal
from workshops.forms.hosts import HostForm
from workshops.models import Host, Proposal
from workshops.queries import hosts as queries
from workshops.queries.proposals import proposal_view
from workshops.refusals import TooManyAsked

# A day's, of one person and to one address.
ASKS = Limit("workshops.host_asks", times=30, seconds=86_400)
ADDRESS = Limit("workshops.host_address", times=3, seconds=86_400)


@opens("workshops.lead", to=find_proposal, methods=FORM)
def hosts(request: Asked, found: Proposal) -> HttpResponse:
    form = HostForm(request.POST or None, event=found.event)
    if request.method == "POST" and form.is_valid():
        try:
            ask(request, found, form)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("A mail with a link is on its way."))
            return redirect("workshops:hosts", found.event.slug, found.uid)
    return show(request, found, form)


def ask(request: Asked, found: Proposal, form: HostForm) -> None:
    """Each of these sends a mail to somebody who never asked for it. Raises TooManyAsked."""
    asked = form.asked()
    try:
        ASKS.take(str(request.user.pk))
        ADDRESS.take(asked["email"].casefold())
    except TooMany as error:
        raise TooManyAsked from error
    actions.ask(found, by=request.user, **asked)


def show(request: Asked, found: Proposal, form: HostForm) -> HttpResponse:
    context = {
        "event": event_shell(found.event, request.languages),
        "proposal": proposal_view(found, request.languages),
        "hosts": queries.hosts_of(found, request.languages),
        "form": form,
    }
    return render(request, "workshops/hosts.html", context, status=422 if form.errors else 200)


@opens("workshops.lead", to=find_proposal, methods=WRITE)
def take_back(request: Asked, found: Proposal) -> HttpResponse:
    pk = request.POST.get("host", "")
    if pk.isdecimal() and len(pk) < 12 and actions.take_back(found, by=request.user, pk=int(pk)):
        messages.success(request, _("The question is taken back; its link opens no longer."))
    return redirect("workshops:hosts", found.event.slug, found.uid)


@opens("workshops.own", to=find_proposal, methods=WRITE)
def leave(request: Asked, found: Proposal) -> HttpResponse:
    if actions.leave(found, by=request.user):
        messages.success(request, _("Your organisation no longer holds this proposal."))
    return redirect("workshops:proposals", found.event.slug)


@opens("workshops.answer_host", to=find_host, methods=FORM)
def answer(request: Read, found: Host) -> HttpResponse:
    """By the link of the mail: no without an account, yes with one, as she writes from then on."""
    if request.method == "POST" and request.POST.get("answer") == "no":
        return say(request, found, yes=False)
    if request.method == "POST" and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if request.method == "POST" and request.POST.get("answer") == "yes":
        return say(request, found, yes=True)
    [host] = queries.hosts_of(found.proposal, request.languages, only=found.pk)
    context = {
        "event": event_shell(found.proposal.event, request.languages),
        "proposal": proposal_view(found.proposal, request.languages),
        "host": host,
    }
    return render(request, "workshops/host.html", context)


def say(request: Read, found: Host, *, yes: bool) -> HttpResponse:
    by = request.user if request.user.is_authenticated else None
    try:
        actions.answer(found, by=by, yes=yes)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(f"/{found.proposal.event.slug}/")
    if yes:
        messages.success(request, _("Your organisation holds it too; you may write on it now."))
        return redirect("workshops:proposal", found.proposal.event.slug, found.proposal.uid)
    messages.success(request, _("Your answer is no. Nothing else is asked of you."))
    return redirect(f"/{found.proposal.event.slug}/")
