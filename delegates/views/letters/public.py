"""Pages without log-in: is a letter genuine, and how did it go."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.addresses import client_address
from access.doors import FORM, WRITE, opens
from access.limits import Limit
from access.waiting import asks_to_wait
from accounts.requests import Read
from delegates.actions import letters as actions
from delegates.finders.letters import Code, find_code, find_told
from delegates.forms.letters import OutcomeForm
from delegates.letters.refunds import refunds
from delegates.models import Letter
from delegates.queries import letters as queries
from delegates.tasks.letters import outcome_token
from events.queries import event_shell
from events.refusals import Refusal

OFTEN = Limit("delegates.letters", 60, 60)


@opens("delegates.read_proof", to=find_code)
@asks_to_wait
def proof(request: Read, asked: Code) -> HttpResponse:
    """Genuine, revoked or unknown: the same page, as quickly, for every code."""
    OFTEN.take(client_address(request))
    verdict = queries.verdict(asked.event, asked.code)
    context = {"event": event_shell(asked.event, request.languages), "verdict": verdict.value}
    return render(request, "delegates/letters/proof.html", context)


@opens("delegates.read_proof", to=find_told, methods=FORM)
def outcome(request: Read, letter: Letter) -> HttpResponse:
    told = {"outcome": letter.outcome, "ground": letter.ground}
    form = OutcomeForm(request.POST or None, initial=told)
    if request.method == "POST" and form.is_valid():
        actions.tell_outcome(letter, **form.cleaned_data)
        messages.success(request, _("Thank you. You may change it later by the same link."))
        return again(letter)
    return show_outcome(request, letter, form)


def show_outcome(request: Read, letter: Letter, form: OutcomeForm) -> HttpResponse:
    context = {
        "event": event_shell(letter.event, request.languages),
        "letter": letter,
        "form": form,
        "token": outcome_token(letter),
        "on_site": letter.registration and actions.may_ask(letter.registration),
        "refunds": [each for each in refunds if each.offers(letter.registration)],
        "refund_asked": any(each.asked(letter.registration) for each in refunds),
    }
    status = 422 if form.errors else 200
    return render(request, "delegates/letters/outcome.html", context, status=status)


@opens("delegates.read_proof", to=find_told, methods=WRITE)
def afar(request: Read, letter: Letter) -> HttpResponse:
    """Whoever has the link acts for its owner."""
    try:
        actions.take_part_from_afar(letter, by=letter.registration and letter.registration.person)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("You take part from afar. Your place on site is free."))
    return again(letter)


@opens("delegates.read_proof", to=find_told, methods=WRITE)
def refund(request: Read, letter: Letter) -> HttpResponse:
    """Asks whoever keeps the fees."""
    offered = [each for each in refunds if each.offers(letter.registration)]
    if not offered:
        raise Http404
    for each in offered:
        each.ask(letter.registration)
    messages.success(request, _("The refund is asked for. We write to you."))
    return again(letter)


def again(letter: Letter) -> HttpResponse:
    return redirect("delegates:letter_outcome", letter.event.slug, outcome_token(letter))
