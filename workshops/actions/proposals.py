"""What is done with proposals."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from accounts.records import note
from delegates.actions.organisations import list_publicly
from events.homes import home
from events.models import Event
from events.refusals import Refusal
from languages import texts
from languages.folding import fold
from languages.forms import Written
from languages.texts import Reach
from workshops import tasks
from workshops.actions import admission, holding
from workshops.actions.call_answers import keep_answers
from workshops.actions.calls import first_call
from workshops.actions.link_ends import end_links_of
from workshops.actions.links import hold_links
from workshops.actions.people import write_needs, write_people
from workshops.actions.sessions import cancel
from workshops.actions.words import organisation_in, save_text
from workshops.content import Proposed
from workshops.homes import ABSTRACT, TITLE
from workshops.models import Call, Joined, Link, Proposal, Session
from workshops.queries.proposals import language_word
from workshops.refusals import CallClosed, Overwritten, WrongState
from workshops.states import MOVES

State = Proposal.State
COLUMNS = (
    *("theme", "kind", "spoken", "wished", "size", "minutes"),
    *("access", "presence", "needs"),
)
# How far the words of a proposal go: what is handed in may be translated, what is accepted is read.
REACH: dict[str, str] = {
    **dict.fromkeys(State, Reach.INSIDE),
    State.SUBMITTED: Reach.DESK,
    State.WAITING: Reach.DESK,
    State.ACCEPTED: Reach.OPEN,
}


@transaction.atomic
def save_draft(
    *,
    event: Event,
    by: Any,
    content: Proposed,
    proposal: Proposal | None = None,
    call: Call | None = None,
    revision: int | None = None,
) -> Proposal:
    """Keeps what is written so far, in a new draft or in `proposal`, whose state stays; a new one
    belongs to `call`, or to the event's first.

    A draft is kept whether its call is open or not. Raises CallClosed, LimitReached and
    OrganisationsOnly where another organisation is named in what was handed in, WrongState;
    Overwritten where it is no longer at the `revision` that its writer saw.
    """
    if proposal is None:
        call = call or first_call(event)
        admission.check_new(call)
        proposal = Proposal(event=event, proposer=by, call=call)
    else:
        proposal = _standing(proposal, *MOVES["write"].since)
        if not admission.may_be_written(proposal):
            raise CallClosed
    if revision not in (None, proposal.revision):
        raise Overwritten
    proposal.revision += 1
    organisation = proposal.organisation_id
    _write(proposal, content, by=by)
    if proposal.state == State.SUBMITTED and proposal.organisation_id != organisation:
        admission.admit(proposal, past_deadline=True)
    note(by, "wrote the proposal", proposal)
    return proposal


@transaction.atomic
def settle(proposal: Proposal, *, content: Proposed, revision: int) -> bool:
    """Writes what was typed into a draft; not where something else was typed since."""
    standing = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if standing.revision != revision or standing.state != State.DRAFT:
        return False
    if not standing.search:
        note(standing.typed_by, "wrote the proposal", standing)
    _write(standing, content, by=standing.typed_by)
    return True


@transaction.atomic
def hand_in(proposal: Proposal, *, by: Any) -> Proposal:
    """Raises CallOver, RegisteredOnly, OrganisationsOnly, LimitReached, WrongState."""
    admission.admit(proposal)
    return _move(proposal, State.SUBMITTED, by=by, did="handed in", since=MOVES["hand in"].since)


@transaction.atomic
def propose(*, event: Event, by: Any, content: Proposed) -> Proposal:
    """Writes a proposal and hands it in. Raises as `save_draft` and `hand_in`."""
    return hand_in(save_draft(event=event, by=by, content=content), by=by)


@transaction.atomic
def enter(
    *, call: Call, proposer: Person, content: Proposed, why: str, past_limit: bool, by: Any
) -> Proposal:
    """Hands in for somebody who cannot do it herself, or not any more; she is told and may change
    it until it is decided. The deadline is passed; the limit only where that is said.

    Raises RegisteredOnly, OrganisationsOnly, LimitReached.
    """
    proposal = Proposal(
        event=call.event, call=call, proposer=proposer, entered_by=by, entry_note=why
    )
    _write(proposal, content, by=by)
    admission.admit(proposal, past_deadline=True, past_limit=past_limit)
    tasks.tell_of_entry.enqueue(str(proposal.uid))
    return _move(proposal, State.SUBMITTED, by=by, did="entered for her", since=[State.DRAFT])


def save(
    *,
    event: Event,
    by: Any,
    content: Proposed,
    proposal: Proposal | None = None,
    call: Call | None = None,
    to_be_handed_in: bool,
    revision: int | None = None,
) -> tuple[Proposal, Refusal | None]:
    """Keeps what is written and hands a draft in where that is wished; what keeps it from being
    handed in comes beside the draft, which stays. Raises CallClosed, LimitReached, WrongState,
    Overwritten.
    """
    saved = save_draft(
        event=event, by=by, content=content, proposal=proposal, call=call, revision=revision
    )
    if not to_be_handed_in or saved.state != State.DRAFT:
        return saved, None
    try:
        return hand_in(saved, by=by), None
    except Refusal as refusal:
        return saved, refusal


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Any) -> Proposal:
    """Takes back what was not decided yet. Raises WrongState."""
    since = MOVES["withdraw"].since
    return _move(proposal, State.WITHDRAWN, by=by, did="withdrew the proposal", since=since)


@transaction.atomic
def accept(proposal: Proposal, *, by: Any, code: str = "") -> Session:
    """Makes it a session, or restores the one that it was before. Raises WrongState.

    What is to be one session with it is accepted with it. The session shares the proposal's
    texts, so that a correction or a translation at one place is one at both; nothing has to be
    copied back and forth, and nothing drifts apart.
    """
    hold_links(proposal.event_id)
    fusion = holding.fusion_of(proposal)
    since = MOVES["accept"].since
    for each in _together(proposal, fusion, State.SUBMITTED):
        proposal = _move(each, State.ACCEPTED, by=by, did="accepted", since=since)
        if proposal.organisation:
            list_publicly(proposal.organisation, by=by)
        tasks.write_to_proposer.enqueue(str(proposal.uid), State.ACCEPTED)
    held = holding.hold(fusion, by=by, code=code) if fusion else None
    session = held or holding.own_session(proposal, by=by, code=code)
    for meeting in holding.meetings_of(proposal):
        holding.open_meeting(meeting, by=by)
    return session


def _together(proposal: Proposal, fusion: Link | None, state: str) -> list[Proposal]:
    """The proposal with those in this state that become one session with it."""
    others = holding.sides_of(fusion) if fusion else []
    others = [each for each in others if each.pk != proposal.pk and each.state == state]
    return [*others, proposal]


@transaction.atomic
def let_wait(proposal: Proposal, *, by: Any) -> Proposal:
    """Puts it on the waiting list of the programme. Raises WrongState."""
    since = MOVES["let wait"].since
    return _move(proposal, State.WAITING, by=by, did="put on the waiting list", since=since)


@transaction.atomic
def decline(proposal: Proposal, *, by: Any, reason: str) -> Proposal:
    """Raises WrongState."""
    since = MOVES["decline"].since
    proposal = _move(proposal, State.DECLINED, by=by, did="declined", since=since, reason=reason)
    tasks.write_to_proposer.enqueue(str(proposal.uid), State.DECLINED)
    return proposal


@transaction.atomic
def reopen(proposal: Proposal, *, by: Any) -> Proposal:
    """Brings a decided or withdrawn proposal back to be decided, with those that are one session
    with it; the session is cancelled.
    """
    hold_links(proposal.event_id)
    since = MOVES["reopen"].since
    fusion = holding.fusion_of(proposal)
    together = _together(proposal, fusion, State.ACCEPTED)
    reopened = [
        _move(each, State.SUBMITTED, by=by, did="reopened", since=since) for each in together
    ]
    Joined.objects.filter(proposal__in=[each.pk for each in reopened]).delete()
    for session in Session.objects.filter(
        proposal__in=[each.pk for each in reopened], state=Session.State.CONFIRMED
    ):
        cancel(session, by=by)
    for meeting in [link for each in reopened for link in holding.meetings_of(each)]:
        holding.close_meeting(meeting, by=by)
    return reopened[-1]


def _standing(proposal: Proposal, *states: str) -> Proposal:
    """The proposal as it is now, its row held until the commit. Raises WrongState."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state not in states:
        raise WrongState(proposal.state)
    return proposal


def _move(
    proposal: Proposal, state: str, *, by: Any, did: str, since: Sequence[str], reason: str = ""
) -> Proposal:
    hold_links(proposal.event_id)
    proposal = _standing(proposal, *since)
    proposal.state, proposal.reason = state, reason
    if state == State.SUBMITTED:
        proposal.handed_in_at = proposal.handed_in_at or timezone.now()
    proposal.share_key = "" if state == State.WITHDRAWN else proposal.share_key
    proposal.save(update_fields=["state", "reason", "handed_in_at", "share_key", "changed_at"])
    if state in {State.WITHDRAWN, State.DECLINED}:
        end_links_of(proposal, by=by)
    texts.offer([proposal.title_id, proposal.abstract_id], REACH[state])
    note(by, did, proposal)
    tasks.renew_likeness.enqueue(proposal.event_id)
    return proposal


def _write(proposal: Proposal, content: Proposed, *, by: Any) -> None:
    title = proposal.title if proposal.title_id else None
    abstract = proposal.abstract if proposal.abstract_id else None
    event, reach = proposal.event, REACH[proposal.state or State.DRAFT]
    proposal.title = save_text(title, content.title, home(event, TITLE, reach), by=by)
    proposal.abstract = save_text(abstract, content.abstract, home(event, ABSTRACT, reach), by=by)
    proposal.organisation = organisation_in(content, event=proposal.event, by=by)
    for name in COLUMNS:
        setattr(proposal, name, getattr(content, name))
    keep_answers(proposal, content.filled)
    proposal.typed = {}
    proposal.save()
    write_people(proposal, content.people)
    # By the names that are shown: a pen name must not be found by the name behind it.
    people = [each.shown_name for each in proposal.contributors.select_related("registration")]
    proposal.search = searched(content.title, people, spoken=content.spoken)
    proposal.save(update_fields=["search"])
    write_needs(proposal, content.needed)


def searched(title: Written, people: Iterable[str], *, spoken: Iterable[str] = ()) -> str:
    """By which the lists find a proposal: its title in every language, who speaks, and in what."""
    words = [title.body, *title.translations.values(), *people]
    languages = [language_word(tag) for tag in spoken]
    return " ".join(dict.fromkeys([*languages, *map(fold, words)]))[:4_000]
