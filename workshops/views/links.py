"""Proposals are linked: proposed, answered, answered otherwise, undone."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.doors import FORM, WRITE, allows, opens
from access.limits import Limit, TooMany
from accounts.requests import Asked
from events.queries import event_shell
from events.refusals import Refusal
from languages import texts
from workshops.actions import link_ends, links
from workshops.actions.holding import sides_of
from workshops.finders import find_link, find_proposal
from workshops.forms.links import AnswerForm, LinkForm, initial_of_link, people_of
from workshops.linking import voices
from workshops.models import Link, Proposal
from workshops.queries import links as queries
from workshops.queries.proposals import proposal_view
from workshops.refusals import LinkMovedOn, TooManyMessages

# Each link that is asked for tells all who stand behind the others.
LIMIT = Limit("workshops.links", times=40, seconds=3600)


@opens("workshops.see_links", to=find_proposal, methods=FORM)
def of_proposal(request: Asked, found: Proposal) -> HttpResponse:
    """Its links; others are searched (`q`) and chosen (`with`); a POST asks them."""
    others = queries.chosen(found.event, request.user, chosen_in(request))
    sides = [found, *(each for each in others if each.pk != found.pk)]
    form = form_of(request, sides) if len(sides) > 1 else None
    if request.method == "POST" and form and form.is_valid():
        try:
            return ask(request, form)
        except Refusal as refusal:
            form.refuse(refusal)
    return show(request, found, sides, form)


def chosen_in(request: Asked) -> list[str]:
    asked = request.POST if request.method == "POST" else request.GET
    return asked.getlist("with")


def form_of(request: Asked, sides: Sequence[Proposal], link: Link | None = None) -> LinkForm:
    return LinkForm(
        request.POST or None,
        sides=sides,
        read=texts.load([each.title_id for each in sides], request.languages),
        own=own_of(request, sides),
        initial=initial_of_link(link) if link else None,
    )


def own_of(request: Asked, sides: Sequence[Proposal]) -> list[Proposal]:
    hers = {each.proposal_id for each in voices(sides) if each.person_id == request.user.pk}
    return [each for each in sides if each.pk in hers]


def ask(request: Asked, form: LinkForm) -> HttpResponse:
    """Whoever stands behind one of them proposes; others suggest. Raises TooManyMessages."""
    try:
        LIMIT.take(str(request.user.pk))
    except TooMany as error:
        raise TooManyMessages from error
    if form.own:
        made = links.propose(asked=form.asked(), by=request.user)
        agreed = made.state == Link.State.AGREED
        said = _("The link is agreed.") if agreed else _("The others are asked.")
    else:
        made = link_ends.suggest(asked=form.asked(), by=request.user)
        said = _("It is suggested. Nobody is asked until one of the proposers takes it up.")
    messages.success(request, said)
    return redirect("workshops:link", made.event.slug, made.uid)


def show(
    request: Asked, found: Proposal, sides: Sequence[Proposal], form: LinkForm | None
) -> HttpResponse:
    words = request.GET.get("q", "")
    read = texts.load([each.title_id for each in sides], request.languages)
    context = {
        "event": event_shell(found.event, request.languages),
        "proposal": proposal_view(found, request.languages),
        "others": [(each.uid, read[each.title_id]) for each in sides[1:]],
        "words": words,
        "found": queries.candidates(found, request.user, words, request.languages),
        "form": form,
        "suggests": not own_of(request, sides),
    }
    wrong = bool(form and form.errors)
    return render(request, "workshops/links.html", context, status=422 if wrong else 200)


@opens("workshops.see_link", to=find_link)
def link(request: Asked, found: Link) -> HttpResponse:
    plans = allows("workshops.plan", request.user, found.event)
    context = {
        "event": event_shell(found.event, request.languages),
        "link": queries.link_view(found, request.user, request.languages, plans=plans),
    }
    return render(request, "workshops/link.html", context)


@opens("workshops.answer_link", to=find_link, methods=WRITE)
def answer(request: Asked, found: Link) -> HttpResponse:
    """`answer` is yes or no; up takes a suggestion up, leave does not; back takes it back."""
    people = people_of(own_of(request, sides_of(found)))
    given = AnswerForm(request.POST, people=people).given()
    act, done = ANSWERS[request.POST.get("answer", "")]
    return do(request, found, done, lambda: act(found, by=request.user, **given))


def say_yes(found: Link, *, by: Any, words: str, sends: Any) -> Link:
    return links.answer(found, by=by, yes=True, words=words, sends=sends)


def say_no(found: Link, *, by: Any, words: str, sends: Any) -> Link:
    return links.answer(found, by=by, yes=False, words=words)


def take_up(found: Link, *, by: Any, words: str, sends: Any) -> Link:
    return link_ends.take_up(found, by=by, words=words)


def leave(found: Link, *, by: Any, words: str, sends: Any) -> Link:
    return link_ends.leave(found, by=by, words=words)


def take_back(found: Link, *, by: Any, words: str, sends: Any) -> Link:
    return links.take_back(found, by=by, words=words)


def stay(found: Link, *, by: Any, words: str, sends: Any) -> Link:
    raise LinkMovedOn


# What each button does, and what is said then.
ANSWERS: dict[str, tuple[Callable[..., Link], Any]] = defaultdict(lambda: (stay, ""))
ANSWERS |= {
    "yes": (say_yes, _("You said yes.")),
    "no": (say_no, _("You said no; the link is refused.")),
    "up": (take_up, _("The others are asked.")),
    "leave": (leave, _("The suggestion is put aside.")),
    "back": (take_back, _("The link is taken back.")),
}


@opens("workshops.see_link", to=find_link, methods=WRITE)
def undo(request: Asked, found: Link) -> HttpResponse:
    words = AnswerForm(request.POST).given()["words"]
    plans = allows("workshops.plan", request.user, found.event)
    act = partial(links.undo, found, by=request.user, words=words, plans=plans)
    return do(request, found, _("The link is undone."), act)


def do(request: Asked, found: Link, said: Any, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, str(said))
    return redirect("workshops:link", found.event.slug, found.uid)


@opens("workshops.answer_link", to=find_link, methods=FORM)
def counter(request: Asked, found: Link) -> HttpResponse:
    """Another kind, order or room for the same proposals, instead of what is asked."""
    form = form_of(request, sides_of(found), found)
    if request.method == "POST" and form.is_valid():
        try:
            made = links.counter(found, by=request.user, asked=form.asked())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, gettext("The others are asked about yours instead."))
            return redirect("workshops:link", found.event.slug, made.uid)
    event = event_shell(found.event, request.languages)
    context = {"event": event, "link": found, "form": form}
    return render(request, "workshops/counter.html", context, status=422 if form.errors else 200)
