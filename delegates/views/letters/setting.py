"""Who invites, in which words, and lists for embassies."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, opens
from accounts.requests import Asked
from delegates.actions import letter_heads as actions
from delegates.forms.letter_desk import COLUMNS, EmbassyForm, HeadForm, WordsForm
from delegates.letters import embassy as lists
from delegates.letters import words as letter_words
from delegates.queries import letters as queries
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from languages.forms import written

HEAD = (
    *("destination", "host", "host_address", "host_phone", "host_id", "signer"),
    *("signer_position", "event_code", "way", "latest_days", "decide_days"),
)


@opens("delegates.letters", to=find_event, methods=FORM)
def head(request: Asked, event: Event) -> HttpResponse:
    found = queries.head_of(event)
    initial = {name: getattr(found, name) for name in HEAD} if found else {}
    where = queries.destination_of(event, found)
    form = HeadForm(request.POST or None, destination=where, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.set_head(event=event, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("delegates:letters", event.slug)
    return show(request, event, "head", form=form, where=where)


@opens("delegates.letters", to=find_event, methods=FORM)
def words(request: Asked, event: Event) -> HttpResponse:
    found = actions.words_of(event)
    lang = request.languages[0] if request.languages[0] in event.languages else event.lang
    initial = {"words": written(found.words if found else None, lang)}
    form = WordsForm(request.POST or None, languages=event.languages, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.set_words(event=event, words=form.cleaned_data["words"], by=request.user)
        messages.success(request, _("Saved."))
        return redirect("delegates:letters_words", event.slug)
    known = letter_words.common().get(lang, letter_words.common()["en"])
    return show(request, event, "words", form=form, common=known["letter"].strip())


@opens("delegates.papers", to=find_event, methods=FORM)
def embassy(request: Asked, event: Event) -> HttpResponse:
    where = queries.destination_of(event, queries.head_of(event))
    initial = {"columns": where.columns, "encoding": where.encoding}
    form = EmbassyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return file_of(request, event, form.cleaned_data)
        except lists.Unfit as unfit:
            form.add_error("encoding", unfit.said)
    return show(request, event, "list", form=form, where=where)


def file_of(request: Asked, event: Event, given: dict[str, Any]) -> HttpResponse:
    columns = [name for name in COLUMNS if name in given["columns"]]
    table = lists.table(
        event,
        columns=columns,
        encoding=given["encoding"],
        purpose=given["purpose"],
        by=request.user,
        languages=request.languages,
    )
    charset = "utf-8" if given["encoding"] == "utf-8-sig" else given["encoding"]
    response = HttpResponse(table, content_type=f"text/csv; charset={charset}")
    response["Content-Disposition"] = f'attachment; filename="letters-{event.slug}.csv"'
    return response


def show(request: Asked, event: Event, page: str, *, form: Any, **more: Any) -> HttpResponse:
    context = {"event": event_shell(event, request.languages), "form": form, "section": "letters"}
    status = 422 if form.errors else 200
    return render(request, f"delegates/letters/{page}.html", context | more, status=status)
