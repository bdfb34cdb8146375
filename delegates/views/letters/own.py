"""A person's own visa letter: asked for, compared with the passport, fetched."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from access.doors import FORM, opens
from accounts.records import note
from accounts.requests import Asked
from delegates.actions import letters as actions
from delegates.forms.letters import LetterForm, PassportForm, initial_of
from delegates.letters import paper
from delegates.letters import words as letter_words
from delegates.letters.codes import hash_of
from delegates.letters.destinations import Destination, destination
from delegates.letters.outcomes import is_asked
from delegates.models import Letter, LetterHead, Registration
from delegates.queries import letters as queries
from delegates.queries.registrations import live
from delegates.refusals import LetterMoved
from delegates.tasks.letters import outcome_token
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal
from files import papers

State = Letter.State


@opens("delegates.register", to=find_event, methods=FORM)
def letter(request: Asked, event: Event) -> HttpResponse:
    registration, head = live(event, request.user), queries.head_of(event)
    mine = queries.letters_of(registration) if registration else []
    newest = mine[0] if mine else None
    if registration is None or not actions.may_ask(registration) or not open_here(head):
        return show(request, event, head, mine=mine, registration=registration)
    if request.method == "POST" or newest is None or "change" in request.GET:
        return fill_in(request, registration, head, newest)
    if newest.state == State.WRITTEN:
        return redirect("delegates:letter_check", event.slug)
    return show(request, event, head, mine=mine, registration=registration)


def open_here(head: LetterHead | None) -> bool:
    """Whether the organisers have said who invites, and the operator has set a key."""
    return head is not None and papers.ready()


def fill_in(
    request: Asked, registration: Registration, head: LetterHead | None, newest: Letter | None
) -> HttpResponse:
    event = registration.event
    found = queries.destination_of(event, head)
    spoken = letter_words.spoken(event, found.code)
    answers = read(request, newest) if newest and newest.sealed else {}
    lang = newest.lang if newest and newest.lang in spoken else first_of(request, event, spoken)
    initial = initial_of(event, answers, lang)
    form = LetterForm(request.POST or None, destination=found, spoken=spoken, initial=initial)
    if request.method == "POST" and form.is_valid():
        return keep(request, registration, found, form)
    return show(request, event, head, form=form, registration=registration, found=found)


def keep(
    request: Asked, registration: Registration, found: Destination, form: LetterForm
) -> HttpResponse:
    try:
        actions.write(
            registration=registration,
            destination=found,
            lang=form.cleaned_data["lang"],
            answers=form.answers(),
            by=request.user,
        )
    except papers.Gone:
        messages.warning(request, _("The time of this event’s papers is over."))
        return redirect("delegates:letter", registration.event.slug)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("delegates:letter", registration.event.slug)
    return redirect("delegates:letter_check", registration.event.slug)


def first_of(request: Asked, event: Event, spoken: list[str]) -> str:
    """The first language of hers, then of the event's, in which there are words."""
    wanted = [*request.languages, *event.languages]
    return next((lang for lang in wanted if lang in spoken), spoken[0])


def read(request: Asked, letter: Letter) -> dict[str, str]:
    """Her answers; the reading is noted."""
    try:
        answers = paper.answers_of(letter)
    except (papers.Gone, papers.NoKey):
        return {}
    note(request.user, "read the papers", letter, sorted(answers))
    return answers


@opens("delegates.register", to=find_event, methods=FORM)
def check(request: Asked, event: Event) -> HttpResponse:
    registration = live(event, request.user)
    mine = queries.letters_of(registration) if registration else []
    if not mine or mine[0].state != State.WRITTEN:
        return redirect("delegates:letter", event.slug)
    if request.method == "POST":
        return confirmed(request, mine[0])
    answers = read(request, mine[0])
    context = {"event": event_shell(event, request.languages), "letter": mine[0]}
    context |= {"rows": rows_of(mine[0], answers), "name": queries.comparison(answers)}
    context["seen"] = seen(mine[0])
    return render(request, "delegates/letters/check.html", context)


def seen(letter: Letter) -> str:
    """What she looked at: what she confirms must be the same."""
    return hash_of(bytes(letter.sealed).hex())


def confirmed(request: Asked, letter: Letter) -> HttpResponse:
    try:
        if request.POST.get("seen") != seen(letter):
            raise LetterMoved
        actions.confirm(letter, by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("delegates:letter_check", letter.event.slug)
    messages.success(request, _("Your letter is asked for."))
    return redirect("delegates:letter", letter.event.slug)


def rows_of(letter: Letter, answers: dict[str, str]) -> list[tuple[Any, Any, bool]]:
    """Label, words, and whether it is one of those to compare digit by digit."""
    form = LetterForm(answers, destination=destination(letter.destination), spoken=[letter.lang])
    return queries.told(form.fields, answers)


@opens("delegates.register", to=find_event)
def pdf(request: Asked, event: Event) -> HttpResponse:
    registration = live(event, request.user)
    found = registration and registration.letters.filter(state=State.ISSUED).order_by("-pk").first()
    if not found or not found.pdf:
        raise Http404
    return handed_over(request, found)


def handed_over(request: Asked, letter: Letter) -> HttpResponse:
    """The PDF, decrypted; the reading is noted. Raises Http404 once it is erased."""
    try:
        content = papers.unseal(str(letter.event.uid), bytes(letter.pdf))
    except (papers.Gone, papers.NoKey) as error:
        raise Http404 from error
    note(request.user, "read the letter", letter, ["pdf"])
    name = f"{letter.shown_number}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def show(
    request: Asked, event: Event, head: LetterHead | None, *, mine: Any = (), **more: Any
) -> HttpResponse:
    registration, form = more.get("registration"), more.get("form")
    chosen = request.GET.get("passport") or passport_of(registration)
    context: dict[str, Any] = {
        "event": event_shell(event, request.languages),
        "advice": queries.advice(event, head, chosen, timezone.now().astimezone(event.tz).date()),
        "passport": PassportForm(initial={"passport": chosen}),
        "letters": mine,
        "letter": mine[0] if mine else None,
        "ready": open_here(head),
        "may_ask": registration is not None and actions.may_ask(registration),
        "head": head,
    } | more
    issued = context["letter"] and context["letter"].state == State.ISSUED
    if issued and is_asked(event):
        context["told"] = outcome_token(context["letter"])
    status = 422 if form is not None and form.errors else 200
    return render(request, "delegates/letters/own.html", context, status=status)


def passport_of(registration: Registration | None) -> str:
    """The first passport that she named when she registered."""
    return str((registration.passports or [""])[0]) if registration else ""
