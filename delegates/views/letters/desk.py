"""The letters desk: who asked, and how each letter stands."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from access.doors import WRITE, View, allows, opens
from accounts.requests import Asked
from delegates.actions import letters as actions
from delegates.finders.blocks import find_delegation
from delegates.finders.letters import find_letter
from delegates.letters import outcomes
from delegates.letters.destinations import destination
from delegates.models import Delegation, Letter
from delegates.queries import letters as queries
from delegates.refusals import LetterMoved
from delegates.views.letters.own import handed_over, open_here, read, rows_of
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal


@opens("delegates.letters", to=find_event)
def letters(request: Asked, event: Event) -> HttpResponse:
    wanted, after = queries.Wanted.of(request.GET), request.GET.get("after", "")
    found = queries.desk(event, wanted, after=after, languages=request.languages)
    context = {
        "event": found.event,
        "list": found,
        "page": found.page,
        "wanted": wanted,
        "states": Letter.State.choices,
        "outcomes": Letter.Outcome.choices,
        "counts": outcomes.counts(event),
        "ready": open_here(queries.head_of(event)),
        "section": "letters",
    }
    return render(request, "delegates/letters/desk.html", context)


@opens("delegates.letters", to=find_event, methods=WRITE)
def issue_all(request: Asked, event: Event) -> HttpResponse:
    """Every letter of the list, as it was narrowed, that waits to be made."""
    wanted = queries.Wanted.of(request.POST)
    rows = wanted.rows(event).filter(state=Letter.State.CONFIRMED).defer("sealed", "pdf")
    say_how_many(request, actions.issue(rows, by=request.user))
    return redirect("delegates:letters", event.slug)


@opens("delegates.letters", to=find_delegation, methods=WRITE)
def issue_for_delegation(request: Asked, found: Delegation) -> HttpResponse:
    """Every letter of these people that waits to be made."""
    say_how_many(request, actions.issue(queries.waiting_of(found), by=request.user))
    return redirect("delegates:delegation", found.event.slug, found.uid)


def say_how_many(request: Asked, many: int) -> None:
    said = ngettext("%(many)d letter is being made.", "%(many)d letters are being made.", many) % {
        "many": many
    }
    messages.success(request, said)


@opens("delegates.letters", to=find_letter)
def one(request: Asked, letter: Letter) -> HttpResponse:
    return show(request, letter)


@opens("delegates.papers", to=find_letter, methods=WRITE)
def papers(request: Asked, letter: Letter) -> HttpResponse:
    """Asked for by a button, so that no browser that looks ahead leaves a record."""
    answers = read(request, letter)
    return show(request, letter, rows=rows_of(letter, answers), name=queries.comparison(answers))


@opens("delegates.papers", to=find_letter)
def pdf(request: Asked, letter: Letter) -> HttpResponse:
    if not letter.pdf:
        raise Http404
    return handed_over(request, letter)


def show(request: Asked, letter: Letter, **more: Any) -> HttpResponse:
    context = {
        "event": event_shell(letter.event, request.languages),
        "letter": letter,
        "destination": destination(letter.destination),
        "may_read": allows("delegates.papers", request.user, letter),
        "section": "letters",
    } | more
    return render(request, "delegates/letters/letter.html", context)


def move(action: Callable[..., Any], said: Any) -> View:
    """A view that does one thing with a letter and comes back to it."""

    @opens("delegates.letters", to=find_letter, methods=WRITE)
    def view(request: Asked, letter: Letter) -> HttpResponse:
        try:
            action(letter, by=request.user)
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, str(said))
        return redirect("delegates:desk_letter", letter.event.slug, letter.uid)

    return view


def issue_one(letter: Letter, *, by: Any) -> None:
    """Raises LetterMoved unless it waits to be made."""
    if not actions.issue([letter], by=by):
        raise LetterMoved


MOVES: dict[str, View] = {
    "issue": move(issue_one, _("The letter is being made.")),
    "revoke": move(actions.revoke, _("The letter is revoked.")),
    "reissue": move(actions.reissue, _("A new letter is being made. The old one is revoked then.")),
}
