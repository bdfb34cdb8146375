"""What a proposal answers to its call's own questions, for any page that shows one."""

from typing import Any

from django import template

from access.doors import allows
from workshops.models import Proposal
from workshops.queries.call_answers import answers_of

register = template.Library()


@register.inclusion_tag("workshops/_call_answers.html", takes_context=True)
def call_answers(context: Any, proposal: Any) -> dict[str, Any]:
    """Its proposer reads all; others get the sensitive ones on a page of their own."""
    request, found = context["request"], getattr(proposal, "proposal", proposal)
    if not isinstance(found, Proposal) or not found.form_version_id:
        return {}
    own = allows("workshops.lead", request.user, found)
    rows, left_out = answers_of(found, request.languages, sensitive=own)
    may = left_out and allows("workshops.review", request.user, found)
    return {"event": found.event, "proposal": found, "answers": rows, "left_out": may}
