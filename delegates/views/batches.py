"""Organisers' pages: lists that are kept, and what is done with everybody on one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked
from delegates.actions import batches as actions
from delegates.actions import lists, mailing
from delegates.filters import Wanted
from delegates.finders.registrations import find_batch, find_saved_list
from delegates.forms.lists import AskForm, SavedListForm, TurnForm, WordsForm
from delegates.forms.organisations import languages_offered
from delegates.models import Batch, SavedList
from delegates.placeholders import PLACEHOLDERS
from delegates.queries import batches as queries
from delegates.queries.lists import in_words
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal
from languages.forms import written

State = Batch.State


@opens("delegates.organise", to=find_event, methods=WRITE)
def save_list(request: Asked, event: Event) -> HttpResponse:
    """Keeps the list that the address names."""
    form, wanted = SavedListForm(request.POST, event=event), Wanted.of(request.GET)
    if form.is_valid():
        name = form.cleaned_data["name"]
        lists.save(event=event, name=name, wanted=wanted, by=request.user)
        messages.success(request, _("The list is kept."))
    else:
        messages.error(request, " ".join(map(str, form.errors["name"])))
    return redirect(f"{reverse('delegates:registrations', args=[event.slug])}?{wanted.query}")


@opens("delegates.organise", to=find_saved_list, methods=WRITE)
def drop_list(request: Asked, saved: SavedList) -> HttpResponse:
    lists.drop(saved, by=request.user)
    messages.success(request, _("The list is kept no longer. Nobody on it was touched."))
    return redirect("delegates:registrations", saved.event.slug)


@opens("delegates.organise", to=find_event, methods=FORM)
def batches(request: Asked, event: Event) -> HttpResponse:
    """What was done with many; a POST freezes the list that the address names."""
    if request.method == "POST":
        return ask(request, event)
    page = queries.batches(event, request.GET.get("after", ""), request.languages)
    shell = event_shell(event, request.languages)
    context = {"event": shell, "section": "registrations", "page": page}
    return render(request, "delegates/batches.html", context)


def ask(request: Asked, event: Event) -> HttpResponse:
    form, wanted = AskForm(request.POST), Wanted.of(request.GET)
    if not form.is_valid():
        raise Http404
    given = form.cleaned_data
    try:
        batch = actions.ask(event=event, wanted=wanted, by=request.user, **given)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        there = reverse("delegates:registrations", args=[event.slug])
        return redirect(f"{there}?{wanted.query}")
    name = "words" if batch.kind == Batch.Kind.WRITE else "batch"
    return redirect(f"delegates:{name}", event.slug, batch.uid)


@opens("delegates.organise", to=find_batch)
def batch(request: Asked, found: Batch) -> HttpResponse:
    form = TurnForm(event=found.event)
    return show(request, found, form)


def show(request: Asked, found: Batch, form: TurnForm) -> HttpResponse:
    languages = request.languages
    context = {
        "event": event_shell(found.event, languages),
        "section": "registrations",
        "batch": found,
        "form": form,
        "progress": queries.progress(found),
        "narrowed": in_words(found.event, Wanted.from_query(found.asked), languages),
        "came_back": queries.came_back(found),
    }
    status = 422 if form.errors else 200
    return render(request, "delegates/batch.html", context, status=status)


@opens("delegates.organise", to=find_batch)
def progress(request: Asked, found: Batch) -> HttpResponse:
    """Asked again and again; 286 says that it need not be any more."""
    context = {"batch": found, "progress": queries.progress(found), "event": found.event}
    runs = found.state == State.RUNNING
    return render(request, "delegates/_progress.html", context, status=200 if runs else 286)


@opens("delegates.organise", to=find_batch, methods=WRITE)
def turn(request: Asked, found: Batch) -> HttpResponse:
    form = TurnForm(request.POST, event=found.event)
    if not form.is_valid():
        return show(request, found, form)
    try:
        done = STEPS[form.cleaned_data["to"]](found, form.cleaned_data, request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        done = found
    if done is None:
        return redirect("delegates:registrations", found.event.slug)
    return redirect("delegates:batch", found.event.slug, found.uid)


STEPS: dict[str, Any] = {
    "begin": lambda batch, _, by: actions.begin(batch, by=by),
    "plan": lambda batch, given, by: actions.begin(batch, by=by, at=given["at"]),
    "pause": lambda batch, _, by: actions.turn(batch, to=State.PAUSED, by=by),
    "resume": lambda batch, _, by: actions.turn(batch, to=State.RUNNING, by=by),
    "drop": lambda batch, _, by: actions.drop(batch, by=by),
}


@opens("delegates.organise", to=find_batch, methods=FORM)
def words(request: Asked, found: Batch) -> HttpResponse:
    """What a mail to many says."""
    form = words_form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            mailing.set_words(found, **form.cleaned_data, by=request.user)
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        return redirect("delegates:preview", found.event.slug, found.uid)
    shell = event_shell(found.event, request.languages)
    context = {"event": shell, "section": "registrations", "batch": found, "form": form}
    context |= {"placeholders": PLACEHOLDERS, "earlier": queries.earlier_mails(found)}
    status = 422 if form.errors else 200
    return render(request, "delegates/words.html", context, status=status)


def words_form(request: Asked, found: Batch) -> WordsForm:
    """Empty, with what stands there, or with an earlier mail's words (`?from=`)."""
    offered = languages_offered(found.event)
    earlier = queries.earlier_mail(found, request.GET.get("from", ""))
    initial = {}
    if earlier:
        initial = {
            "subject": written(earlier.subject, offered[0]),
            "body": written(earlier.body, offered[0]),
        }
    return WordsForm(request.POST or None, batch=found, offered=offered, initial=initial)


@opens("delegates.organise", to=find_batch)
def preview(request: Asked, found: Batch) -> HttpResponse:
    """The mail as each recipient gets it, one after the other."""
    if not (found.subject_id and found.body_id):
        return redirect("delegates:words", found.event.slug, found.uid)
    shown = queries.preview(found, request.GET.get("after", ""))
    if shown is None:
        raise Http404
    shell = event_shell(found.event, request.languages)
    context = {"event": shell, "section": "registrations", "batch": found, "shown": shown}
    context |= {"progress": queries.progress(found), "form": TurnForm(event=found.event)}
    return render(request, "delegates/preview.html", context)
