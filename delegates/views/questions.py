"""Organisers' pages: the sections and questions of a form's draft."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked
from delegates.actions import questions as actions
from delegates.answers import document_of
from delegates.finders.forms import InDraft, find_form
from delegates.forms.questions import KindForm, NewQuestionForm, QuestionForm, SectionForm
from delegates.models import Questionnaire
from delegates.queries import questions as queries
from delegates.questions import editing
from delegates.questions.document import Document, Kind, Question, read, spoken
from events.forms import StateForm
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal


def page(request: Asked, event: Event, name: str, form: Any = None, **more: Any) -> HttpResponse:
    """One of the pages of forms, whatever it shows."""
    context = {"event": event_shell(event, request.languages), "section": "forms", "form": form}
    status = 422 if form is not None and form.errors else 200
    return render(request, f"delegates/forms/{name}.html", context | more, status=status)


def back(form: Questionnaire, to: Any = "") -> HttpResponse:
    """To the draft, at the section or question just changed."""
    response = redirect("delegates:form", form.event.slug, form.uid)
    if to:
        response["Location"] += f"#at-{to}"
    return response


def done(
    request: Asked, form: Questionnaire, change: editing.Edit, did: str, to: Any = ""
) -> HttpResponse:
    try:
        actions.edit(form, change=change, by=request.user, did=did)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return back(form, to)


@opens("delegates.organise", to=find_form, methods=FORM)
def add_section(request: Asked, form: Questionnaire) -> HttpResponse:
    return edit_section(request, form, editing.new_section({}), _("Add a section"))


@opens("delegates.organise", to=InDraft, methods=FORM)
def section(request: Asked, at: InDraft) -> HttpResponse:
    return edit_section(request, at.form, at.section, _("Change the section"), at.section)


def edit_section(
    request: Asked, form: Questionnaire, part: Any, heading: str, old: Any = None
) -> HttpResponse:
    asked = SectionForm(request.POST or None, event=form.event, section=part)
    if request.method == "POST" and asked.is_valid():
        made = asked.made()
        change = partial(editing.put_section, section=made)
        return done(request, form, change, "changed a section", made.uid)
    return page(request, form.event, "edit", asked, questionnaire=form, heading=heading, part=old)


@opens("delegates.organise", to=InDraft, methods=WRITE)
def drop_section(request: Asked, at: InDraft) -> HttpResponse:
    if at.section.questions:
        messages.warning(request, _("Only a section without questions can go."))
        return back(at.form, at.section.uid)
    change = partial(editing.drop_section, uid=at.section.uid)
    return done(request, at.form, change, "dropped a section")


@opens("delegates.organise", to=InDraft, methods=WRITE)
def move_section(request: Asked, at: InDraft) -> HttpResponse:
    change = partial(editing.move_section, uid=at.section.uid, up=is_up(request))
    return done(request, at.form, change, "moved a section", at.section.uid)


@opens("delegates.organise", to=InDraft, methods=FORM)
def add_question(request: Asked, at: InDraft) -> HttpResponse:
    asked = NewQuestionForm(request.POST or None, event=at.event)
    if request.method == "POST" and asked.is_valid():
        made = asked.made()
        change = partial(editing.put_question, question=made, section=at.section.uid)
        done(request, at.form, change, "added a question")
        return redirect("delegates:question", at.event.slug, at.form.uid, made.uid)
    heading = _("Add a question")
    return page(request, at.event, "edit", asked, questionnaire=at.form, heading=heading)


@opens("delegates.organise", to=InDraft, methods=FORM)
def question(request: Asked, at: InDraft) -> HttpResponse:
    part = whole(at)
    languages = reader(request, at.event)
    asked = QuestionForm(
        request.POST or None, event=at.event, question=part, draft=at.draft, languages=languages
    )
    if request.method == "POST" and asked.is_valid():
        return save_question(request, at, asked)
    more = {"questionnaire": at.form, "question": part, "kinds": KindForm({"kind": part.kind})}
    more["words"] = spoken(part.label, languages)[0]
    return page(request, at.event, "question", asked, **more)


def save_question(request: Asked, at: InDraft, asked: QuestionForm) -> HttpResponse:
    """Back to the draft; or to the question itself where one of its options was moved or added."""
    change = partial(editing.put_question, question=asked.made(), section=at.section.uid)
    response = done(request, at.form, change, "changed a question", whole(at).uid)
    if request.POST.get("then"):
        return redirect("delegates:question", at.event.slug, at.form.uid, whole(at).uid)
    return response


@opens("delegates.organise", to=InDraft, methods=WRITE)
def move_question(request: Asked, at: InDraft) -> HttpResponse:
    uid = whole(at).uid
    change = partial(editing.move_question, uid=uid, up=is_up(request))
    return done(request, at.form, change, "moved a question", uid)


@opens("delegates.organise", to=InDraft, methods=WRITE)
def set_asked(request: Asked, at: InDraft) -> HttpResponse:
    """Asks a question no longer, or again."""
    form = StateForm(request.POST, states=["retired", "asked"])
    if not form.is_valid():
        raise Http404
    uid = whole(at).uid
    if form.cleaned_data["to"] == "asked":
        change: editing.Edit = partial(editing.ask_again, uid=uid)
        return done(request, at.form, change, "asked a question again", uid)
    published = document_of(queries.latest(at.form))
    change = partial(editing.retire, uid=uid, published=published)
    return done(request, at.form, change, "retired a question", at.section.uid)


@opens("delegates.organise", to=InDraft, methods=WRITE)
def set_kind(request: Asked, at: InDraft) -> HttpResponse:
    """A new question of another kind in its place, which takes over what fits."""
    form = KindForm(request.POST)
    if not form.is_valid() or form.cleaned_data["kind"] == whole(at).kind:
        return redirect("delegates:question", at.event.slug, at.form.uid, whole(at).uid)
    published, made = document_of(queries.latest(at.form)), []

    def change(draft: Document) -> Document:
        kind = Kind(form.cleaned_data["kind"])
        after, uid = editing.as_another_kind(draft, whole(at).uid, kind, published=published)
        made.append(uid)
        return after

    done(request, at.form, change, "changed the kind of a question")
    return redirect("delegates:question", at.event.slug, at.form.uid, made[0])


@opens("delegates.organise", to=InDraft, methods=FORM)
def purge(request: Asked, at: InDraft) -> HttpResponse:
    part = whole(at)
    if request.method == "POST":
        try:
            actions.purge(at.form, question=part.uid, by=request.user)
            messages.success(request, _("The question is closed; its answers are being deleted."))
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        return back(at.form, part.uid)
    words = spoken(part.label, reader(request, at.event))[0]
    return page(request, at.event, "purge", questionnaire=at.form, words=words)


def is_up(request: Asked) -> bool:
    form = StateForm(request.POST, states=["up", "down"])
    if not form.is_valid():
        raise Http404
    return bool(form.cleaned_data["to"] == "up")


def whole(at: InDraft) -> Question:
    if at.question is None:
        raise Http404
    return at.question


def reader(request: Asked, event: Event) -> list[str]:
    return [*request.languages, *event.languages]


def draft_of(form: Questionnaire) -> Document:
    return read(form.draft)
