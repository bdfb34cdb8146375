"""One session for what became one by a fusion, and one for each meeting; and apart again."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from delegates.models import Registration
from events.homes import home
from languages import texts
from languages.folding import fold
from languages.models import Text
from languages.texts import Reach
from workshops.actions.people import follow_people
from workshops.actions.sessions import (
    add_co_hosts,
    cancel,
    named_of,
    part_of,
    restore,
    save_with_code,
    session_of,
)
from workshops.homes import ABSTRACT, TITLE
from workshops.models import Access, Joined, Link, Part, Proposal, Session

ACCEPTED = Proposal.State.ACCEPTED


def fusion_of(proposal: Proposal) -> Link | None:
    """The agreed fusion that it is part of. One query."""
    rows = Link.objects.filter(kind=Link.Kind.FUSION, state=Link.State.AGREED)
    return rows.filter(sides__proposal=proposal).first()


def meetings_of(proposal: Proposal) -> list[Link]:
    """The agreed meetings that it is part of. One query."""
    rows = Link.objects.filter(kind=Link.Kind.MEETING, state=Link.State.AGREED)
    return list(rows.filter(sides__proposal=proposal).select_related("event"))


def sides_of(link: Link) -> list[Proposal]:
    """In their order, as they are now. One query."""
    shown = ("title", "abstract", "event", "organisation", "theme")
    rows = link.sides.select_related(*(f"proposal__{name}" for name in shown))
    return [side.proposal for side in rows.order_by("position", "pk")]


def own_session(proposal: Proposal, *, by: Any, code: str = "") -> Session:
    """Its session, made where there is none, restored where it was cancelled."""
    session = Session.objects.filter(proposal=proposal).first()
    if session is None:
        return session_of(proposal, code)
    if session.state == Session.State.CANCELLED:
        session = restore(session, by=by)
        follow_people(session)
    return session


def hold(link: Link, *, by: Any, code: str = "") -> Session | None:
    """Makes one session of the accepted proposals of a fusion: that of the first of them, by
    whose title it goes. The others' own sessions, if they had any, are cancelled. None where
    nothing is accepted yet.
    """
    accepted = [each for each in sides_of(link) if each.state == ACCEPTED]
    if not accepted:
        return None
    Joined.objects.filter(proposal__in=[each.pk for each in accepted]).delete()
    session = own_session(accepted[0], by=by, code=code)
    _describe(session, accepted[:1])
    if len(accepted) > 1:
        for place, each in enumerate(accepted[1:], 1):
            _join(session, each, place, by=by)
        _describe(session, accepted, size=link.size)
    return session


def _join(session: Session, proposal: Proposal, place: int, *, by: Any) -> None:
    for own in Session.objects.filter(proposal=proposal, state=Session.State.CONFIRMED):
        cancel(own, by=by)
    joined = Joined.objects.create(session=session, proposal=proposal, position=place)
    add_co_hosts(session, proposal, joined)
    known = list(session.parts.select_related("registration"))
    there = {_who(each.registration, each.name) for each in known}
    new = [each for each in named_of(proposal) if _who(each.registration, each.name) not in there]
    parts = [part_of(session, named, len(known) + n) for n, named in enumerate(new)]
    for each in parts:
        each.joined = joined
    Part.objects.bulk_create(parts)


def _who(registration: Registration | None, name: str) -> str:
    return f"registration:{registration.pk}" if registration else f"name:{fold(name)}"


def _describe(session: Session, of: Sequence[Proposal], size: int | None = None) -> None:
    """What a session asks for: the longest, the largest, every language, a room for everybody."""
    session.minutes = max(each.minutes for each in of)
    session.size = size or max((each.size or 0 for each in of), default=0) or None
    session.spoken = list(dict.fromkeys(tag for each in of for tag in each.spoken))
    step_free = any(each.access == Access.STEP_FREE for each in of)
    session.access = Access.STEP_FREE if step_free else Access.ANY
    session.save()


def part(link: Link, *, by: Any) -> None:
    """Gives each accepted proposal of a fusion its own session back."""
    sides = sides_of(link)
    joined = Joined.objects.filter(proposal__in=[each.pk for each in sides])
    held = list(Session.objects.filter(joined__in=joined).distinct())
    joined.delete()
    for each in sides:
        if each.state == ACCEPTED:
            own_session(each, by=by)
    for session in Session.objects.filter(pk__in=[each.pk for each in held]):
        _describe(session, [each for each in sides if each.pk == session.proposal_id])


def open_meeting(link: Link, *, by: Any) -> Session | None:
    """A session for an agreed meeting, once all its proposals are accepted."""
    sides = sides_of(link)
    if link.kind != Link.Kind.MEETING or any(each.state != ACCEPTED for each in sides):
        return None
    found = Session.objects.filter(link=link).first()
    if found:
        return restore(found, by=by) if found.state == Session.State.CANCELLED else found
    session = Session(event=link.event, link=link, organisation=sides[0].organisation)
    session.title, session.abstract = _meeting_title(link, sides), _nothing(link)
    session.minutes, session.theme = 60, sides[0].theme
    session.spoken = list(dict.fromkeys(tag for each in sides for tag in each.spoken))
    save_with_code(session, "")
    for each in sides:
        add_co_hosts(session, each)
    sent = [side.sends for side in link.sides.select_related("sends") if side.sends]
    Part.objects.bulk_create(
        Part(
            session=session,
            registration=one.registration,
            name=one.name,
            contributor=one,
            position=place,
        )
        for place, one in enumerate(sent)
    )
    return session


def close_meeting(link: Link, *, by: Any) -> None:
    for session in Session.objects.filter(link=link, state=Session.State.CONFIRMED):
        cancel(session, by=by)


def _meeting_title(link: Link, sides: Iterable[Proposal]) -> Text:
    """“Meeting: A · B”, in each language of the event."""
    said, ids = {}, [each.title_id for each in sides]
    for lang in link.event.written_languages:
        read = texts.load(ids, [lang, *link.event.written_languages])
        with translation.override(lang):
            both = " · ".join(read[pk].body for pk in ids)
            said[lang] = _("Meeting: %(titles)s") % {"titles": both}
    source = said.pop(link.event.lang)
    return texts.create(
        body=source[:200],
        lang=link.event.lang,
        translations={lang: words[:200] for lang, words in said.items()},
        home=home(link.event, TITLE, Reach.OPEN),
    )


def _nothing(link: Link) -> Text:
    where = home(link.event, ABSTRACT, Reach.OPEN)
    return texts.create(body="", lang=link.event.lang, home=where)
