"""Proposers write to each other."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, opens
from access.limits import Limit, TooMany
from accounts.requests import Asked
from events.finders import find_event
from events.models import Event
from events.queries import event_shell
from events.refusals import Refusal
from workshops.actions import conversations as actions
from workshops.finders import find_proposal
from workshops.forms.themes import MessageForm
from workshops.models import Conversation, Message, Proposal
from workshops.queries import themes as queries
from workshops.queries.proposals import proposal_view, views_of
from workshops.refusals import TooManyMessages
from workshops.standing import hers
from workshops.theme_finders import find_conversation

LIMIT = Limit("workshops.messages", times=60, seconds=3600)


@opens("workshops.propose", to=find_event)
def conversations(request: Asked, event: Event) -> HttpResponse:
    context = {
        "event": event_shell(event, request.languages),
        "conversations": queries.conversations(event, request.user, request.languages),
    }
    return render(request, "workshops/conversations.html", context)


@opens("workshops.write_to", to=find_proposal, methods=FORM)
def write(request: Asked, found: Proposal) -> HttpResponse:
    """To those behind a proposal, in one step."""
    own = hers(found.event, request.user).exclude(pk=found.pk)
    own = own.select_related("theme", "organisation")
    form = MessageForm(request.POST or None, sides=views_of(list(own), request.languages)[0])
    shown = {"proposal": proposal_view(found, request.languages)}
    return take(request, form, found, "workshops/write.html", shown)


@opens("workshops.talk", to=find_conversation, methods=FORM)
def conversation(request: Asked, found: Conversation) -> HttpResponse:
    talk = queries.talk(found, request.user, request.languages)
    form = MessageForm(request.POST or None, sides=[talk.view.own])
    other = talk.view.other.proposal
    return take(request, form, other, "workshops/conversation.html", {"talk": talk})


def take(
    request: Asked, form: MessageForm, to: Proposal, template: str, shown: dict[str, Any]
) -> HttpResponse:
    """Sends what was written and leads to the conversation, or shows the form."""
    message = sent(request, form, to) if request.method == "POST" and form.is_valid() else None
    if message:
        return redirect("workshops:conversation", to.event.slug, message.conversation.uid)
    context = {"event": event_shell(to.event, request.languages), "form": form, **shown}
    return render(request, template, context, status=422 if form.errors else 200)


def sent(request: Asked, form: MessageForm, to: Proposal) -> Message | None:
    """The message, or None with the reason at the form."""
    given = form.cleaned_data
    try:
        LIMIT.take(str(request.user.pk))
        message = actions.write_to(to, asking=given["side"], words=given["words"], by=request.user)
    except TooMany:
        form.refuse(TooManyMessages())
    except Refusal as refusal:
        form.refuse(refusal)
    else:
        messages.success(request, _("Sent. Answers come here, and are told to you."))
        return message
    return None
