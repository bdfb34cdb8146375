"""Who invites, in which words, and lists for embassies."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, opens
from accounts.requests import Asked
from delegates.actions import exports
from delegates.actions import letter_heads as actions
from delegates.finders.letters import find_letters_export
from delegates.forms.letter_desk import COLUMNS, EmbassyForm, HeadForm, WordsForm
from delegates.letters import embassy as lists
from delegates.letters import words as letter_words
from delegates.models import Export
from delegates.queries import letters as queries
from delegates.queries.exports import own_exports
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
    lang = request.languages[0] if request.languages[0] in event.written_languages else event.lang
    initial = {"words": written(found.words if found else None, lang)}
    form = WordsForm(request.POST or None, languages=event.written_languages, initial=initial)
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
            return asked_for(request, event, form.cleaned_data)
        except lists.Unfit as unfit:
            form.add_error("encoding", unfit.said)
    own = own_exports(event, Export.Subject.LETTERS, request.user)
    return show(request, event, "list", form=form, where=where, exports=own, free=exports.FREE)


@transaction.atomic
def asked_for(request: Asked, event: Event, given: dict[str, Any]) -> HttpResponse:
    """The list itself where it may leave at once, else the page on which it is waited for."""
    export = exports.ask(
        event=event,
        subject=Export.Subject.LETTERS,
        kind=Export.Kind.CSV,
        purpose=given["purpose"],
        columns=[name for name in COLUMNS if name in given["columns"]],
        encoding=given["encoding"],
        by=request.user,
    )
    export.refresh_from_db()
    if export.state == Export.State.READY:
        return file_of(request, export)
    lists.refuse_unfit(export, request.languages)
    messages.success(request, _("The other organisers are told. You read here how it stands."))
    return redirect("delegates:letters_list", event.slug)


@opens("delegates.papers", to=find_letters_export)
def embassy_file(request: Asked, export: Export) -> HttpResponse:
    """The list, for her who asked for it, made of the papers as they are by now."""
    if export.state != Export.State.READY or export.asked_by_id != request.user.pk:
        raise Http404
    try:
        return file_of(request, export)
    except lists.Unfit as unfit:
        messages.warning(request, unfit.said)
        return redirect("delegates:letters_list", export.event.slug)


def file_of(request: Asked, export: Export) -> HttpResponse:
    table = lists.table(export, by=request.user, languages=request.languages)
    charset = "utf-8" if export.encoding == "utf-8-sig" else export.encoding
    response = HttpResponse(table, content_type=f"text/csv; charset={charset}")
    name = f"letters-{export.event.slug}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def show(request: Asked, event: Event, page: str, *, form: Any, **more: Any) -> HttpResponse:
    context = {"event": event_shell(event, request.languages), "form": form, "section": "letters"}
    status = 422 if form.errors else 200
    return render(request, f"delegates/letters/{page}.html", context | more, status=status)
