"""The links of a proposal, for any page that shows one."""

from typing import Any

from django import template

from access.doors import allows
from events.models import Event
from workshops.forms.links import AnswerForm
from workshops.models import Proposal
from workshops.queries import links as queries

register = template.Library()


@register.inclusion_tag("workshops/_links.html", takes_context=True)
def proposal_links(context: Any, proposal: Any) -> dict[str, Any]:
    """Its links as the reader may see them, with what she may do. Eleven queries."""
    request, found = context["request"], getattr(proposal, "proposal", proposal)
    if not isinstance(found, Proposal) or not found.pk:
        return {}
    if not allows("workshops.see_links", request.user, found):
        return {}
    plans = allows("workshops.plan", request.user, found.event)
    rows = queries.links_of(found, request.user, request.languages, plans=plans)
    return {
        "event": context["event"],
        "proposal": found,
        "links": rows,
        "held_in": queries.held_in(found),
        "stands": found.state in {"submitted", "accepted"},
        "csrf_token": context.get("csrf_token"),
        "request": request,
    }


@register.inclusion_tag("workshops/_links_waiting.html", takes_context=True)
def links_waiting(context: Any, event: Any) -> dict[str, Any]:
    """The links that wait for the reader's answer. Nine queries, and one where there are none."""
    request = context["request"]
    row: Event = getattr(event, "event", event)
    rows = queries.waiting(row, request.user)
    found = queries.views(rows, request.user, request.languages) if rows.exists() else []
    return {"event": event, "links": found}


@register.simple_tag
def answer_form(link: Any) -> AnswerForm:
    """Its fields, with the people of her own proposals."""
    people = [each for side in link.hers for each in side.contributors]
    return AnswerForm(people=people, auto_id=f"{link.link.uid}-%s")
