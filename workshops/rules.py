"""Who may propose, who reads and decides, and who writes about sessions."""

from typing import Any

import rules
from django.db.models import Q

from access.common_rules import logged_in
from access.doors import open_to_strangers
from events.models import Role
from events.rules import has_role, organises
from workshops import standing
from workshops.models import Call, Host, Proposal
from workshops.standing import LIVE


@rules.predicate
def is_proposer(person: Any, proposal: Any) -> bool:
    return bool(person.is_authenticated and proposal.proposer_id == person.pk)


@rules.predicate
def was_handed_in(person: Any, proposal: Any) -> bool:
    """A draft is its writer's alone, also once she has withdrawn it."""
    never = proposal.state == "withdrawn" and proposal.handed_in_at is None
    return bool(proposal.state != "draft" and not never)


@rules.predicate
def is_confirmed(person: Any, session: Any) -> bool:
    return bool(session.state == "confirmed")


@rules.predicate
def is_shown(person: Any, call: Any) -> bool:
    """A call that is open, or was: what is being prepared is the organisers' alone."""
    return bool(call.was_opened)


@rules.predicate
def stands_behind(person: Any, proposal: Any) -> bool:
    """Its proposer, or who confirmed that another organisation holds it too."""
    return bool(person.is_authenticated and standing.stands_behind(person, proposal))


@rules.predicate
def lets_read(person: Any, proposal: Any) -> bool:
    """What is accepted is everybody's to read; what is handed in, as its call says."""
    if proposal.state == "accepted":
        return True
    if proposal.state not in {"submitted", "waiting"}:
        return False
    readers = proposal.call.readers
    if readers == Call.Readers.PROPOSERS and person.is_authenticated:
        hers = Proposal.objects.filter(event=proposal.event_id, proposer=person)
        return bool(hers.exclude(state__in=["draft", "withdrawn"]).exists())
    return bool(readers == Call.Readers.EVERYBODY)


plans = has_role(Role.PROGRAMME)

rules.add_rule("workshops.propose", logged_in)
# Whoever stands behind it writes on it; who leads it withdraws it, asks others and shows it.
rules.add_rule("workshops.own", stands_behind)
rules.add_rule("workshops.lead", is_proposer)
rules.add_rule("workshops.answer_host", rules.always_allow)
rules.add_rule("workshops.read_proposal", stands_behind | lets_read | (plans & was_handed_in))
rules.add_rule("workshops.read_shared", rules.always_allow)
open_to_strangers("workshops.read_proposal")
rules.add_rule("workshops.plan", plans)
rules.add_rule("workshops.review", plans & was_handed_in)
rules.add_rule("workshops.find_alike", is_proposer | (plans & was_handed_in))
rules.add_rule("workshops.read_session", is_confirmed | plans)
open_to_strangers("workshops.read_session")


@rules.predicate
def stands_behind_a_side(person: Any, link: Any) -> bool:
    if not person.is_authenticated:
        return False
    behind = Q(proposal__proposer=person) | Q(
        proposal__hosts__person=person, proposal__hosts__state=Host.State.CONFIRMED
    )
    return bool(link.sides.filter(behind).exists())


@rules.predicate
def facilitates_its_theme(person: Any, proposal: Any) -> bool:
    if not (person.is_authenticated and proposal.theme and proposal.state in LIVE):
        return False
    return bool(proposal.theme.facilitators.filter(person=person).exists())


# Whoever facilitates a theme suggests links there.
suggests = (plans | facilitates_its_theme) & was_handed_in
rules.add_rule("workshops.see_links", stands_behind | suggests)
rules.add_rule("workshops.answer_link", stands_behind_a_side)


@rules.predicate
def laid_it(person: Any, link: Any) -> bool:
    """A suggestion, until somebody takes it up."""
    return bool(link.state == "suggested" and link.made_by_id == person.pk)


rules.add_rule("workshops.see_link", stands_behind_a_side | laid_it | plans)
rules.add_rule("workshops.call", organises)
rules.add_rule("workshops.enter", has_role(Role.PROGRAMME, Role.DESK))
rules.add_rule("workshops.read_calls", rules.always_allow)
rules.add_rule("workshops.read_call", is_shown | plans)
open_to_strangers("workshops.read_session", "workshops.read_call")
