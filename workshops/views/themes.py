"""Themes, where proposers find each other."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from access.limits import Limit, TooMany
from accounts.requests import Asked
from events.finders import find_event
from events.models import Event, Theme
from events.queries import event_shell
from events.refusals import Refusal
from workshops.actions import conversations
from workshops.actions import themes as actions
from workshops.forms.themes import FacilitatorForm, MessageForm
from workshops.models import Facilitator, ThemeMessage
from workshops.queries import themes as queries
from workshops.refusals import TooManyMessages
from workshops.rules import plans
from workshops.theme_finders import find_facilitator, find_theme, find_theme_message

# Each of these reaches everybody who proposes in a theme.
LIMIT = Limit("workshops.theme_said", times=5, seconds=3600)


@opens("workshops.propose", to=find_event)
def themes(request: Asked, event: Event) -> HttpResponse:
    context = {
        "event": event_shell(event, request.languages),
        "themes": queries.themes(event, request.user, request.languages),
    }
    return render(request, "workshops/themes.html", context)


@opens("workshops.propose", to=find_theme, methods=FORM)
def theme(request: Asked, found: Theme) -> HttpResponse:
    """A POST says something to all who propose in it."""
    words, after = request.GET.get("q", "")[:200], request.GET.get("after", "")
    shown = queries.theme_page(
        found, request.user, words=words, after=after, languages=request.languages
    )
    form = MessageForm(request.POST or None, sides=shown.hers, needed=False)
    if request.method == "POST" and form.is_valid() and said(request, found, form):
        return redirect("workshops:theme", found.event.slug, found.uid)
    event = event_shell(found.event, request.languages)
    context = {"event": event, "shown": shown, "form": form, "page": shown.page, "words": words}
    context["plans"] = plans(request.user, found)
    return render(request, "workshops/theme.html", context, status=422 if form.errors else 200)


def said(request: Asked, found: Theme, form: MessageForm) -> bool:
    """Whether it was."""
    given = form.cleaned_data
    try:
        LIMIT.take(str(request.user.pk))
        conversations.say_to_all(
            found, words=given["words"], by=request.user, proposal=given["side"]
        )
    except TooMany:
        form.refuse(TooManyMessages())
        return False
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("It is said to all who propose in this theme."))
    return True


@opens("workshops.hide_message", to=find_theme_message, methods=WRITE)
def hide(request: Asked, found: ThemeMessage) -> HttpResponse:
    conversations.hide(found, by=request.user)
    messages.success(request, _("It is taken off the page."))
    return redirect("workshops:theme", found.theme.event.slug, found.theme.uid)


@opens("workshops.facilitate", to=find_theme)
def pairs(request: Asked, found: Theme) -> HttpResponse:
    context = {
        "event": event_shell(found.event, request.languages),
        "theme": found,
        "pairs": queries.pairs(found, request.languages),
    }
    return render(request, "workshops/pairs.html", context)


@opens("workshops.plan", to=find_theme, methods=FORM)
def facilitators(request: Asked, found: Theme) -> HttpResponse:
    """Who facilitates it; a POST names one more."""
    form = FacilitatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and named(request, found, form):
        return redirect("workshops:facilitators", found.event.slug, found.uid)
    context = {
        "event": event_shell(found.event, request.languages),
        "theme": found,
        "named": found.facilitators.select_related("person"),
        "form": form,
        "section": "proposals",
    }
    status = 422 if form.errors else 200
    return render(request, "workshops/facilitators.html", context, status=status)


def named(request: Asked, found: Theme, form: FacilitatorForm) -> bool:
    """Whether somebody was."""
    try:
        actions.name_facilitator(found, by=request.user, **form.cleaned_data)
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


@opens("workshops.plan_facilitator", to=find_facilitator, methods=WRITE)
def dismiss(request: Asked, found: Facilitator) -> HttpResponse:
    event, uid = found.theme.event.slug, found.theme.uid
    actions.dismiss(found, by=request.user)
    return redirect("workshops:facilitators", event, uid)
