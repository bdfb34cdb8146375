"""What an address means. Each finder raises Http404."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.crypto import constant_time_compare

from delegates.actions.devices import hash_of
from workshops.models import Call, Host, Link, Proposal, Session

SHOWN = ("event", "theme", "organisation", "title", "abstract")


def find_proposal(event: str, proposal: UUID) -> Proposal:
    rows = Proposal.objects.select_related(*SHOWN, "proposer", "call", "kind")
    return get_object_or_404(rows, event__slug=event, uid=proposal)


def find_call(event: str, call: UUID) -> Call:
    rows = Call.objects.select_related("event", "title", "about", "questionnaire")
    return get_object_or_404(rows, event__slug=event, uid=call)


def find_written(event: str, proposal: UUID) -> Proposal:
    """With what a save of its draft asks, and no more."""
    rows = Proposal.objects.select_related("event", "call__event")
    return get_object_or_404(rows, event__slug=event, uid=proposal)


def find_shared(event: str, proposal: UUID, key: str) -> Proposal:
    """By the link that its proposer gave away."""
    found = find_proposal(event, proposal)
    if not found.share_key or not constant_time_compare(found.share_key, key):
        raise Http404
    return found


def find_host(event: str, token: str) -> Host:
    """By the token of a link that nobody has answered yet."""
    shown = ("event", "theme", "organisation", "title", "abstract", "kind")
    rows = Host.objects.select_related(*(f"proposal__{name}" for name in shown))
    asked = rows.filter(state=Host.State.ASKED, token_hash=hash_of(token))
    return get_object_or_404(asked, proposal__event__slug=event)


def find_session(event: str, code: str) -> Session:
    return get_object_or_404(Session.objects.select_related(*SHOWN), event__slug=event, code=code)


def find_link(event: str, linked: UUID) -> Link:
    rows = Link.objects.select_related("event")
    return get_object_or_404(rows, event__slug=event, uid=linked)
