"""The link by which somebody without an account reads a proposal that is not public."""

import secrets
from typing import Any

from django.db import transaction

from accounts.records import note
from workshops.models import Proposal


@transaction.atomic
def share(proposal: Proposal, *, by: Any) -> Proposal:
    """Makes a link, in place of the one that there was, which opens no longer."""
    return _set(proposal, secrets.token_urlsafe(18), by=by, did="showed the proposal by a link")


@transaction.atomic
def hide(proposal: Proposal, *, by: Any) -> Proposal:
    """Takes the link away."""
    return _set(proposal, "", by=by, did="took the link of the proposal away")


def _set(proposal: Proposal, key: str, *, by: Any, did: str) -> Proposal:
    Proposal.objects.filter(pk=proposal.pk).update(share_key=key)
    proposal.share_key = key
    note(by, did, proposal)
    return proposal
