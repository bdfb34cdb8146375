"""Organisers' pages: the forms of an event, published, shown, taken out and brought in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked
from delegates.actions import questions as actions
from delegates.finders.forms import find_follow_up, find_form
from delegates.forms.questions import offered, words_of
from delegates.forms.whole_forms import CountryNameForm, FollowUpForm, ImportForm, WholeForm
from delegates.models import CountryName, FormVersion, Questionnaire
from delegates.queries import draft as draft_queries
from delegates.queries import questions as queries
from delegates.questions.document import read, written
from delegates.refusals import Faulty
from delegates.views.previews import answering_form
from delegates.views.questions import back, page, reader
from events.finders import find_event
from events.forms import StateForm
from events.models import Event
from events.refusals import Refusal


@opens("delegates.organise", to=find_event, methods=FORM)
def forms(request: Asked, event: Event) -> HttpResponse:
    """All forms; a new one for those who are registered."""
    if request.POST.get("begin") == "registration":
        return back(actions.registration_form(event=event, by=request.user))
    form = FollowUpForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        title, replies = words_of(given["title"]), given["replies"]
        made = actions.add_follow_up(event=event, title=title, replies=replies, by=request.user)
        return back(made)
    rows = queries.forms(event, reader(request, event))
    return page(request, event, "forms", form, forms=rows)


@opens("delegates.organise", to=find_form)
def form(request: Asked, found: Questionnaire) -> HttpResponse:
    """The draft."""
    languages = reader(request, found.event)
    shown = draft_queries.draft(found, languages, actions.own_questions(found))
    return page(request, found.event, "form", questionnaire=found, draft=shown)


@opens("delegates.organise", to=find_form, methods=FORM)
def whole_form(request: Asked, found: Questionnaire) -> HttpResponse:
    draft = read(found.draft)
    asked = WholeForm(request.POST or None, event=found.event, questionnaire=found, draft=draft)
    if request.method == "POST" and asked.is_valid():
        replies = asked.cleaned_data.get("replies", found.replies)
        actions.set_whole(found, document=asked.made(), replies=replies, by=request.user)
        return back(found)
    heading = _("The form as a whole")
    return page(request, found.event, "edit", asked, questionnaire=found, heading=heading)


@opens("delegates.organise", to=find_form, methods=FORM)
def publish(request: Asked, found: Questionnaire) -> HttpResponse:
    if request.method != "POST":
        return show_changes(request, found)
    try:
        made = actions.publish(found, seen=request.POST.get("seen", ""), by=request.user)
    except Faulty:
        return show_changes(request, found, 422)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("delegates:publish_form", found.event.slug, found.uid)
    said = _("Version %(number)d is asked from now on.")
    messages.success(request, said % {"number": made.number})
    return back(found)


def show_changes(request: Asked, found: Questionnaire, status: int = 200) -> HttpResponse:
    languages = reader(request, found.event)
    last = queries.latest(found)
    wrong = draft_queries.wrong(read(found.draft), languages, actions.own_questions(found))
    effects = queries.effects(found, last, languages)
    more: dict[str, Any] = {"effects": effects, "wrong": wrong, "last": last}
    response = page(request, found.event, "publish", questionnaire=found, **more)
    response.status_code = status
    return response


@opens("delegates.organise", to=find_form)
def preview(request: Asked, found: Questionnaire) -> HttpResponse:
    """The draft as a reader of one language gets it; nothing can be sent."""
    draft = read(found.draft)
    languages = list(dict.fromkeys([*draft.languages, *offered(found.event)]))
    lang = request.GET.get("in", languages[0])
    lang = lang if lang in languages else languages[0]
    shown = FormVersion(questionnaire=found, number=0, document=found.draft)
    with translation.override(lang):
        form = answering_form(found, shown, [lang], request)
        more = {"questionnaire": found, "languages": languages, "lang": lang, "preview": form}
        return page(request, found.event, "preview", **more)


@opens("delegates.organise", to=find_form)
def export(request: Asked, found: Questionnaire) -> HttpResponse:
    """The draft as a file, which another event may bring in."""
    response = HttpResponse(written(read(found.draft)), content_type="application/json")
    name = f"form-{found.event.slug}-{found.use}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@opens("delegates.organise", to=find_form, methods=FORM)
def bring_in(request: Asked, found: Questionnaire) -> HttpResponse:
    asked = ImportForm(request.POST or None, request.FILES or None)
    wrong: list[Any] = []
    if request.method == "POST" and asked.is_valid():
        try:
            actions.bring_in(found, document=asked.cleaned_data["document"], by=request.user)
        except Faulty as faulty:
            asked.refuse(faulty)
            wrong = draft_queries.in_words(faulty.faults, reader(request, found.event))
        else:
            messages.success(request, _("The draft is what the file says. Nothing is published."))
            return back(found)
    return page(request, found.event, "import", asked, questionnaire=found, wrong=wrong)


@opens("delegates.organise", to=find_follow_up, methods=WRITE)
def set_state(request: Asked, found: Questionnaire) -> HttpResponse:
    form = StateForm(request.POST, states=Questionnaire.State.values)
    if not form.is_valid():
        raise Http404
    actions.set_state(found, state=form.cleaned_data["to"], by=request.user)
    return back(found)


@opens("delegates.organise", to=find_event, methods=FORM)
def country_names(request: Asked, event: Event) -> HttpResponse:
    """What the event calls countries and territories where it is not the usual name."""
    form = CountryNameForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        code, names = form.cleaned_data["code"], form.names()
        actions.name_country(event=event, code=code, names=names, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("delegates:country_names", event.slug)
    rows = CountryName.objects.filter(event=event).order_by("code", "lang")
    return page(request, event, "country_names", form, rows=list(rows))
