"""What is done with proposals and sessions."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.records import note
from delegates.actions.organisations import find_or_add, list_publicly
from delegates.models import Organisation, Registration
from events.homes import home
from events.models import Event
from languages import texts
from languages.folding import fold
from languages.forms import Written
from languages.models import Text
from languages.texts import Home, Reach
from workshops import tasks
from workshops.codes import new_code
from workshops.content import Described, Named, Proposed
from workshops.homes import ABSTRACT, TITLE
from workshops.models import Link, Part, Proposal, Session
from workshops.queries import language_word
from workshops.refusals import CallClosed, WrongState

State = Proposal.State
# How far the words of a proposal go: what is handed in may be translated, what is accepted is read.
REACH: dict[str, str] = {
    **dict.fromkeys(State, Reach.INSIDE),
    State.SUBMITTED: Reach.DESK,
    State.ACCEPTED: Reach.OPEN,
}


@transaction.atomic
def save_draft(
    *, event: Event, by: Any, content: Proposed, proposal: Proposal | None = None
) -> Proposal:
    """Keeps what is written so far, in a new draft or in `proposal`, whose state stays.

    Raises CallClosed, WrongState once it was decided.
    """
    _open_call(event)
    if proposal is None:
        proposal = Proposal(event=event, proposer=by)
    else:
        proposal = _standing(proposal, State.DRAFT, State.SUBMITTED)
    _write(proposal, content, by=by)
    note(by, "wrote the proposal", proposal)
    return proposal


@transaction.atomic
def hand_in(proposal: Proposal, *, by: Any) -> Proposal:
    """Raises CallClosed, WrongState."""
    _open_call(proposal.event)
    return _move(proposal, State.SUBMITTED, by=by, did="handed in", since=[State.DRAFT])


def propose(*, event: Event, by: Any, content: Proposed) -> Proposal:
    """Writes a proposal and hands it in. Raises CallClosed."""
    return save(event=event, by=by, content=content, hand_in=True)


@transaction.atomic
def save(
    *,
    event: Event,
    by: Any,
    content: Proposed,
    proposal: Proposal | None = None,
    hand_in: bool,
) -> Proposal:
    """Keeps what is written and hands a draft in where that is wished.

    Raises CallClosed, WrongState.
    """
    saved = save_draft(event=event, by=by, content=content, proposal=proposal)
    if hand_in and saved.state == State.DRAFT:
        return _move(saved, State.SUBMITTED, by=by, did="handed in", since=[State.DRAFT])
    return saved


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Any) -> Proposal:
    """Takes back what was not decided yet. Raises WrongState."""
    since = [State.DRAFT, State.SUBMITTED]
    return _move(proposal, State.WITHDRAWN, by=by, did="withdrew the proposal", since=since)


@transaction.atomic
def accept(proposal: Proposal, *, by: Any, code: str = "") -> Session:
    """Makes it a session, or restores the one that it was before. Raises WrongState.

    The session shares the proposal's texts, so that a correction or a translation at one place
    is one at both; nothing has to be copied back and forth, and nothing drifts apart.
    """
    proposal = _move(proposal, State.ACCEPTED, by=by, did="accepted", since=[State.SUBMITTED])
    if proposal.organisation:
        list_publicly(proposal.organisation, by=by)
    session = Session.objects.filter(proposal=proposal).first()
    if session is None:
        session = _session_of(proposal, code)
    elif session.state == Session.State.CANCELLED:
        session = restore(session, by=by)
    tasks.write_to_proposer.enqueue(str(proposal.uid), State.ACCEPTED)
    return session


@transaction.atomic
def decline(proposal: Proposal, *, by: Any, reason: str) -> Proposal:
    """Raises WrongState."""
    proposal = _move(
        proposal, State.DECLINED, by=by, did="declined", since=[State.SUBMITTED], reason=reason
    )
    tasks.write_to_proposer.enqueue(str(proposal.uid), State.DECLINED)
    return proposal


@transaction.atomic
def reopen(proposal: Proposal, *, by: Any) -> Proposal:
    """Brings a decided or withdrawn proposal back to be decided; its session is cancelled."""
    session = Session.objects.filter(proposal=proposal).first()
    since = [State.ACCEPTED, State.DECLINED, State.WITHDRAWN]
    proposal = _move(proposal, State.SUBMITTED, by=by, did="reopened", since=since)
    if session and session.state == Session.State.CONFIRMED:
        cancel(session, by=by)
    return proposal


@transaction.atomic
def add_session(
    *,
    event: Event,
    by: Any,
    content: Described,
    code: str = "",
    guid: UUID | None = None,
    source_id: str = "",
) -> Session:
    """A session that organisers or an import bring in; without `code` it gets a new one."""
    session = Session(event=event, source_id=source_id)
    if guid:
        session.guid = guid
    _describe(session, content, by=by)
    _save_with_code(session, code)
    _name(session, content)
    note(by, "added the session", session)
    return session


@transaction.atomic
def change_session(session: Session, *, by: Any, content: Described) -> Session:
    """Writes what organisers changed; `changed_at` moves."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    _describe(session, content, by=by)
    session.save()
    _name(session, content)
    note(by, "changed the session", session)
    return session


def cancel(session: Session, *, by: Any) -> Session:
    return _set_state(session, Session.State.CANCELLED, by=by)


def restore(session: Session, *, by: Any) -> Session:
    return _set_state(session, Session.State.CONFIRMED, by=by)


@transaction.atomic
def _set_state(session: Session, state: str, *, by: Any) -> Session:
    session = Session.objects.select_for_update().get(pk=session.pk)
    session.state = state
    session.save(update_fields=["state", "changed_at"])
    note(by, f"set the session {state}", session)
    return session


def _open_call(event: Event) -> None:
    if not Event.objects.get(pk=event.pk).is_open("call"):
        raise CallClosed


def _standing(proposal: Proposal, *states: str) -> Proposal:
    """The proposal as it is now, its row held until the commit. Raises WrongState."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state not in states:
        raise WrongState(proposal.state)
    return proposal


def _move(
    proposal: Proposal, state: str, *, by: Any, did: str, since: Sequence[str], reason: str = ""
) -> Proposal:
    proposal = _standing(proposal, *since)
    proposal.state, proposal.reason = state, reason
    proposal.save(update_fields=["state", "reason", "changed_at"])
    texts.offer([proposal.title_id, proposal.abstract_id], REACH[state])
    note(by, did, proposal)
    return proposal


def _write(proposal: Proposal, content: Proposed, *, by: Any) -> None:
    title = proposal.title if proposal.title_id else None
    abstract = proposal.abstract if proposal.abstract_id else None
    event, reach = proposal.event, REACH[proposal.state or State.DRAFT]
    proposal.title = save_text(title, content.title, home(event, TITLE, reach), by=by)
    proposal.abstract = save_text(abstract, content.abstract, home(event, ABSTRACT, reach), by=by)
    proposal.organisation = organisation_in(content, event=proposal.event, by=by)
    for name in ("theme", "speakers", "spoken", "wished", "size", "minutes", "access", "needs"):
        setattr(proposal, name, getattr(content, name))
    words = [content.title.body, *content.title.translations.values(), *content.speakers]
    languages = [language_word(tag) for tag in content.spoken]
    proposal.search = " ".join(dict.fromkeys([*languages, *map(fold, words)]))[:4_000]
    proposal.save()


def organisation_in(content: Proposed | Described, *, event: Event, by: Any) -> Organisation | None:
    """The one that was chosen, or the one of that name, added where it is new."""
    name = content.organisation_name
    if content.organisation or not name:
        return content.organisation
    return find_or_add(event=event, name=name, lang=content.title.lang, by=by)


def save_text(text: Text | None, written: Written, where: Home, *, by: Any) -> Text:
    return texts.save(
        text,
        body=written.body,
        lang=written.lang,
        by=by,
        translations=written.translations,
        is_small=written.is_small,
        home=where,
    )


def _session_of(proposal: Proposal, code: str) -> Session:
    session = Session(
        event=proposal.event,
        proposal=proposal,
        organisation=proposal.organisation,
        title=proposal.title,
        abstract=proposal.abstract,
        theme=proposal.theme,
        spoken=proposal.spoken,
        size=proposal.size,
        minutes=proposal.minutes,
        access=proposal.access,
    )
    _save_with_code(session, code)
    hers = _registration_of(proposal)
    Part.objects.bulk_create(
        _part(session, _speaker(name, hers), place) for place, name in enumerate(proposal.speakers)
    )
    return session


def _registration_of(proposal: Proposal) -> Registration | None:
    rows = Registration.objects.filter(event=proposal.event_id, person=proposal.proposer_id)
    return (
        rows.exclude(state=Registration.State.WITHDRAWN).first() if proposal.proposer_id else None
    )


def _speaker(name: str, hers: Registration | None) -> Named:
    """By the proposer's registration where the name is one of hers, so that she cannot be placed
    at two sessions at once and a pseudonym reaches every page.
    """
    if hers and fold(name) in {fold(own) for own in (hers.full_name, hers.public_name) if own}:
        return Named(registration=hers)
    return Named(name=name)


def _save_with_code(session: Session, code: str) -> None:
    """Raises IntegrityError if a code that was asked for is taken."""
    if code:
        session.code = code
        session.save()
        return
    for _ in range(10):
        session.code = new_code()
        if not Session.objects.filter(event=session.event_id, code=session.code).exists():
            session.save()
            return
    raise IntegrityError("No free code was found.")


def _describe(session: Session, content: Described, *, by: Any) -> None:
    title = session.title if session.title_id else None
    abstract = session.abstract if session.abstract_id else None
    session.title = save_text(title, content.title, home(session.event, TITLE), by=by)
    session.abstract = save_text(abstract, content.abstract, home(session.event, ABSTRACT), by=by)
    session.organisation = organisation_in(content, event=session.event, by=by)
    for name in DESCRIBED:
        setattr(session, name, getattr(content, name))


DESCRIBED = (
    "subtitle",
    "theme",
    "kind",
    "spoken",
    "interpreted",
    "size",
    "minutes",
    "access",
)


def _name(session: Session, content: Described) -> None:
    """Replaces the parts and links that were given; whom an import named stays known to it."""
    if content.parts is not None:
        known = dict(session.parts.values_list("name", "source_id"))
        session.parts.all().delete()
        Part.objects.bulk_create(
            _part(session, named, place, source=known.get(named.name, ""))
            for place, named in enumerate(content.parts)
        )
    if content.links is not None:
        known = dict(session.links.values_list("url", "source_id"))
        session.links.all().delete()
        Link.objects.bulk_create(
            Link(
                session=session, title=title, url=url, position=place, source_id=known.get(url, "")
            )
            for place, (title, url) in enumerate(content.links)
        )


def _part(session: Session, named: Named, place: int, source: str = "") -> Part:
    return Part(
        session=session,
        registration=named.registration,
        name=named.name,
        kind=named.kind,
        position=place,
        source_id=source,
    )
