"""Whether a call takes a proposal: who may, until when, and how many of one organisation."""

from datetime import timedelta

from django.utils import timezone

from delegates.models import Delegation, Organisation, Registration
from workshops.models import Call, Proposal
from workshops.refusals import CallClosed, CallOver, LimitReached, OrganisationsOnly, RegisteredOnly

State = Proposal.State
# What counts toward the limit: neither drafts nor what was withdrawn.
COUNTED = [State.SUBMITTED, State.WAITING, State.ACCEPTED, State.DECLINED]
# Whoever had the form of something new before her when the call closed finds it kept as a draft.
GRACE = timedelta(days=1)


def admit(proposal: Proposal, *, past_deadline: bool = False, past_limit: bool = False) -> None:
    """Holds the call until the commit, so that of two for the last place one gets it.

    Raises CallOver, RegisteredOnly, OrganisationsOnly, LimitReached.
    """
    call = held(proposal.call_id)
    if not past_deadline and not call.is_open():
        raise CallOver
    check_who(call, proposal)
    if not past_limit:
        check_limit(call, proposal)


def held(pk: int) -> Call:
    """The call as it is now, its row held. A new proposal that points at it goes on beside."""
    rows = Call.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("event").get(pk=pk)


def check_who(call: Call, proposal: Proposal) -> None:
    """At most two queries. Raises RegisteredOnly, OrganisationsOnly."""
    rows = Registration.objects.filter(event=call.event_id)
    standing = rows.exclude(state=Registration.State.WITHDRAWN)
    if call.who == Call.Who.REGISTERED and not standing.filter(person=proposal.proposer_id):
        raise RegisteredOnly
    if call.who == Call.Who.ORGANISATIONS and not is_registered(call, proposal.organisation):
        raise OrganisationsOnly


def is_registered(call: Call, organisation: Organisation | None) -> bool:
    """By a registration that stands, or by a delegation whose seats are granted."""
    if organisation is None:
        return False
    rows = Registration.objects.filter(event=call.event_id, organisation=organisation)
    granted = Delegation.objects.filter(
        event=call.event_id, organisation=organisation, state=Delegation.State.GRANTED
    )
    return rows.exclude(state=Registration.State.WITHDRAWN).exists() or granted.exists()


def check_limit(call: Call, proposal: Proposal) -> None:
    """Who names no organisation counts for herself. Raises LimitReached."""
    if call.limit is None:
        return
    others = Proposal.objects.filter(call=call, state__in=COUNTED).exclude(pk=proposal.pk)
    if proposal.organisation_id:
        others = others.filter(organisation=proposal.organisation_id)
    else:
        others = others.filter(organisation=None, proposer=proposal.proposer_id)
    if others.count() >= call.limit:
        raise LimitReached(call.limit)


def check_new(call: Call) -> None:
    """Something new is begun while the call is open, or was open just now. Raises CallClosed."""
    now = timezone.now()
    call.event.refresh_from_db(fields=["call"])
    just_over = call.until is not None and call.until <= now < call.until + GRACE
    if not call.is_open(now) and not just_over:
        raise CallClosed


def may_be_written(proposal: Proposal) -> bool:
    """Drafts always: nobody loses what she wrote. What is handed in while its call is open, and
    until it is decided where the team entered it late.
    """
    call = proposal.call
    call.event = proposal.event
    if proposal.state == State.DRAFT:
        return True
    is_late = bool(proposal.entry_note)
    return proposal.state == State.SUBMITTED and (is_late or call.is_open())
