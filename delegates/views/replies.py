"""Forms for those who are registered: answering, changing, taking back; and what was answered."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.records import note
from accounts.requests import Asked
from delegates.actions import questions as actions
from delegates.actions import unsent
from delegates.finders.forms import find_follow_up, find_reply
from delegates.finders.registrations import find_registration
from delegates.forms.filling import Filling, filling
from delegates.forms.follow_ups import ReplyForm
from delegates.models import Questionnaire, Registration, Reply
from delegates.queries import own as own_queries
from delegates.queries import questions as queries
from delegates.queries import registrations
from delegates.questions.document import read
from delegates.refusals import FormClosed, NotSeated
from delegates.views.questions import page, reader
from delegates.views.unsent import keep_for_later
from events.queries import event_shell
from events.refusals import Refusal


@opens("delegates.register", to=find_follow_up, methods=FORM)
def follow_up(request: Asked, found: Questionnaire) -> HttpResponse:
    registration = registrations.live(found.event, request.user)
    version = queries.latest(found)
    if registration is None or version is None or found.state != Questionnaire.State.OPEN:
        messages.info(request, str(NotSeated() if registration is None else FormClosed()))
        return redirect("delegates:own", found.event.slug)
    return answer(request, found, registration, version)


@opens("delegates.own_reply", to=find_reply, methods=FORM)
def reply(request: Asked, found: Reply) -> HttpResponse:
    questionnaire = found.questionnaire
    version = queries.latest(questionnaire)
    return answer(request, questionnaire, found.registration, version, found)


def answer(
    request: Asked,
    found: Questionnaire,
    registration: Registration,
    version: Any,
    held: Reply | None = None,
) -> HttpResponse:
    place = str(held.uid if held else found.uid)
    make = partial(_form, {"event": found.event, "languages": request.languages, "held": held})
    filled = filling(request, found.event, place=place, version=version, make=make)
    if request.method == "POST" and request.POST.get("then") == "later":
        return keep_for_later(request, found.event, place)
    if request.method == "POST" and filled.form.is_valid():
        return send(request, found, registration, filled, held)
    return show(request, found, filled, held)


def _form(more: dict[str, Any], data: Any, version: Any) -> ReplyForm:
    return ReplyForm(data, version=version, **more)


def send(
    request: Asked,
    found: Questionnaire,
    registration: Registration,
    filled: Filling,
    held: Reply | None,
) -> HttpResponse:
    try:
        actions.send_reply(
            found,
            registration=registration,
            filled=filled.form.filled(),
            by=request.user,
            reply=held,
        )
    except Refusal as refusal:
        filled.form.refuse(refusal)
        return show(request, found, filled, held)
    unsent.forget(event=found.event, person=request.user, place=filled.place)
    messages.success(request, _("Your answers are sent."))
    return redirect("delegates:own", found.event.slug)


def show(request: Asked, found: Questionnaire, filled: Filling, held: Reply | None) -> HttpResponse:
    wrong = bool(filled.form.errors)
    if wrong:
        unsent.try_to_keep(request, found.event, filled.place)
    title = queries.title_of(read(found.draft), reader(request, found.event))
    context = {"event": event_shell(found.event, request.languages), "form": filled.form}
    context |= {"filling": filled, "title": title, "held": held}
    return render(request, "delegates/follow_up.html", context, status=422 if wrong else 200)


@opens("delegates.own_reply", to=find_reply, methods=WRITE)
def take_back(request: Asked, found: Reply) -> HttpResponse:
    event = found.registration.event
    actions.take_back(found, by=request.user)
    messages.success(request, _("Your answer is taken back and deleted."))
    return redirect("delegates:own", event.slug)


@opens("delegates.organise", to=find_follow_up)
def replies(request: Asked, found: Questionnaire) -> HttpResponse:
    """Who answered what; each time somebody opens it, it is noted."""
    shown = own_queries.replies(found, reader(request, found.event), request.GET.get("after", ""))
    note(request.user, "read the answers to a form", found)
    return page(request, found.event, "replies", questionnaire=found, **shown)


@opens("delegates.organise", to=find_registration)
def sensitive(request: Asked, found: Registration) -> HttpResponse:
    """All answers of one person, the sensitive ones too; it is noted who opened them."""
    shown = own_queries.form_answers(found, request.languages, sensitive=True)
    keys = [each.question.key for each in shown.rows if each.sensitive]
    note(request.user, "read sensitive answers", found, keys)
    return page(request, found.event, "sensitive", shown=shown, registration=found)
