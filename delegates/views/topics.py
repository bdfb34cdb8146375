"""The themes on which organisations work."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked
from delegates.actions import topics as actions
from delegates.directories import directory_of
from delegates.finders.directory import TopicAt
from delegates.forms.keeping import TopicForm
from delegates.models import Topic
from delegates.queries.organisations import named_in_order
from delegates.refusals import TopicThere
from delegates.views.organisations import SECTION
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from languages import texts


@opens("delegates.keep", to=find_event, methods=FORM)
def topics(request: Asked, event: Event) -> HttpResponse:
    return form_of(request, event, None)


@opens("delegates.keep", to=TopicAt, methods=FORM)
def topic(request: Asked, found: TopicAt) -> HttpResponse:
    return form_of(request, found.event, found.topic)


def form_of(request: Asked, event: Event, topic: Topic | None) -> HttpResponse:
    """All themes, with the form of one: a new one where `topic` is None."""
    form = TopicForm(request.POST or None, event=event, topic=topic)
    if request.method == "POST" and form.is_valid() and saved(request, event, topic, form):
        return redirect("delegates:topics", event.slug)
    rows = directory_of(event).topics.annotate(many=Count("organisations"))
    read = texts.load([each.name_id for each in rows], request.languages)
    context = {"event": event_shell(event, request.languages), "form": form, "topic": topic}
    context |= {"topics": named_in_order(rows, read), "section": SECTION}
    return render(request, "delegates/topics.html", context, status=422 if form.errors else 200)


def saved(request: Asked, event: Event, topic: Topic | None, form: TopicForm) -> bool:
    name = form.cleaned_data["name"]
    try:
        actions.save_topic(directory_of(event), name=name, topic=topic, by=request.user)
    except TopicThere as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("The theme is saved."))
    return True


@opens("delegates.keep", to=find_event, methods=WRITE)
def take_over(request: Asked, event: Event) -> HttpResponse:
    new = actions.take_over_themes(event=event, by=request.user)
    words = ngettext("%(new)d theme was added.", "%(new)d themes were added.", new)
    messages.success(request, words % {"new": new})
    return redirect("delegates:topics", event.slug)


@opens("delegates.keep", to=TopicAt, methods=WRITE)
def remove(request: Asked, found: TopicAt) -> HttpResponse:
    actions.remove_topic(found.topic, by=request.user)
    messages.success(request, _("The theme is removed; the organisations stay."))
    return redirect("delegates:topics", found.event.slug)
