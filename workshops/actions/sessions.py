"""What is done with sessions."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.records import note
from events.homes import home
from events.models import Event
from workshops.actions.words import organisation_in, save_text
from workshops.codes import new_code
from workshops.content import Described, Named
from workshops.homes import ABSTRACT, TITLE
from workshops.models import CoHost, Host, Joined, Part, Proposal, Session, WebLink


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
    save_with_code(session, code)
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


def session_of(proposal: Proposal, code: str) -> Session:
    """The session that a proposal becomes, sharing its texts."""
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
    save_with_code(session, code)
    Part.objects.bulk_create(
        part_of(session, named, place) for place, named in enumerate(named_of(proposal))
    )
    add_co_hosts(session, proposal)
    return session


def named_of(proposal: Proposal) -> list[Named]:
    """Who is named in a proposal, in the order in which they stand there."""
    return [
        Named(
            name="" if each.registration else each.name,
            registration=each.registration,
            kind=each.kind,
            contributor=each,
        )
        for each in proposal.contributors.select_related("registration")
    ]


def add_co_hosts(session: Session, proposal: Proposal, joined: Joined | None = None) -> None:
    """The organisations that hold a proposal hold its session, each once."""
    confirmed = proposal.hosts.filter(state=Host.State.CONFIRMED).order_by("pk")
    wished = [proposal.organisation_id, *confirmed.values_list("organisation", flat=True)]
    there = list(session.co_hosts.values_list("organisation", flat=True))
    new = [pk for pk in dict.fromkeys(wished) if pk and pk not in there]
    if session.organisation_id is None and new and joined is None:
        session.organisation_id = new[0]
        session.save(update_fields=["organisation", "changed_at"])
    CoHost.objects.bulk_create(
        CoHost(session=session, organisation_id=pk, joined=joined, position=len(there) + place)
        for place, pk in enumerate(each for each in new if each != session.organisation_id)
    )


def save_with_code(session: Session, code: str) -> None:
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
        _name_people(session, content.parts)
    if content.links is not None:
        sources = dict(session.web_links.values_list("url", "source_id"))
        session.web_links.all().delete()
        WebLink.objects.bulk_create(
            WebLink(
                session=session,
                title=title,
                url=url,
                position=place,
                source_id=sources.get(url, ""),
            )
            for place, (title, url) in enumerate(content.links)
        )


def _name_people(session: Session, named: list[Named]) -> None:
    """Who came by a fusion goes with it, also after the list was written anew."""
    before = list(session.parts.all())
    known = {each.name: each.source_id for each in before}
    came = {(each.registration_id, each.name): each for each in before}
    session.parts.all().delete()
    parts = [
        part_of(session, each, place, source=known.get(each.name, ""))
        for place, each in enumerate(named)
    ]
    for each in parts:
        was = came.get((each.registration_id, each.name))
        if was:
            each.joined_id, each.contributor_id = was.joined_id, was.contributor_id
    Part.objects.bulk_create(parts)


def part_of(session: Session, named: Named, place: int, source: str = "") -> Part:
    return Part(
        session=session,
        registration=named.registration,
        name=named.name,
        kind=named.kind,
        position=place,
        source_id=source,
        contributor=named.contributor,
    )
