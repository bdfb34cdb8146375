"""What is done with links between proposals: asked, answered, answered otherwise, ended.

Whatever decides about an event's links follows one after the other: the event's row is held, in
a way that keeps nobody from adding something to the event.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from accounts.records import note
from delegates.models import Block
from events.models import Event
from workshops import link_notices, refusals
from workshops.actions import holding
from workshops.linking import (
    USUAL,
    Bond,
    Linking,
    Voice,
    refuse_impossible,
    refuse_unfit,
    voices,
)
from workshops.models import Consent, Contributor, Link, Proposal, Side, Step
from workshops.standing import LIVE

Kind, State, What, Answer = Link.Kind, Link.State, Step.What, Consent.Answer
BEFORE = timedelta(days=3)


def hold_links(event_id: int) -> Event:
    """Lets nobody else decide about the event's links until the commit."""
    return Event.objects.select_for_update(no_key=True).get(pk=event_id)


def latest(proposals: list[Proposal]) -> datetime:
    """Until when a link of these may be answered: as long as their calls are decided about, and
    no longer than to the beginning of the event.
    """
    event = proposals[0].event
    begins = datetime.combine(event.begins, datetime.min.time(), tzinfo=event.tz)
    ends = [getattr(each.call, "decided_until", None) for each in proposals]
    return min([begins, *filter(None, ends)])


@transaction.atomic
def propose(*, asked: Linking, by: Any, instead_of: Link | None = None) -> Link:
    """Asks all who stand behind the proposals; whoever asks has said yes. What she alone stands
    behind is agreed at once.

    Raises TooFew, TooMany, NotHandedIn, NotAsked, NobodyToAsk, CannotReach, AskedAlready,
    LinkTooLate, LinkMomentIsOver, and what `refuse_impossible` does.
    """
    hold_links(asked.proposals[0].event_id)
    found = voices(asked.proposals)
    hers = hers_of(found, by)
    refuse(asked, found, by)
    link = write(asked, by=by, state=State.PROPOSED, until=deadline(asked))
    link.instead_of = instead_of
    link.save(update_fields=["instead_of"])
    step(link, What.PROPOSED, by=by, voice=hers[0], words=asked.words)
    ask(link, found, by)
    note(by, "proposed a link", link)
    if not settle(link, by=by):
        link_notices.tell(link, "asked", by=by, words=asked.words)
    return link


def hers_of(found: list[Voice], by: Any) -> list[Voice]:
    """Raises NotAsked where she stands behind none."""
    hers = [each for each in found if each.person_id == by.pk]
    if not hers:
        raise refusals.NotAsked
    return hers


def refuse(asked: Linking, found: list[Voice], by: Any) -> None:
    now = Proposal.objects.filter(pk__in=[each.pk for each in asked.proposals])
    states = dict(now.values_list("pk", "state"))
    for each in asked.proposals:
        each.state = states[each.pk]
    refuse_unfit(asked)
    keys = [each.pk for each in asked.proposals]
    if {each.proposal_id for each in found} != set(keys):
        raise refusals.NobodyToAsk
    people = {each.person_id for each in found} - {by.pk if by else 0}
    if by and Block.objects.filter(person__in=people, blocked=by).exists():
        raise refusals.CannotReach
    if by and Block.objects.filter(person=by, blocked__in=people).exists():
        raise refusals.CannotReach
    bond = Bond(asked.kind, tuple(keys))
    event = asked.proposals[0].event_id
    refuse_impossible(bond, _bonds(event, State.AGREED))
    waiting = [State.PROPOSED, State.SUGGESTED] if by is None else [State.PROPOSED]
    if any(_same(bond, each) for each in _bonds(event, *waiting)):
        raise refusals.AskedAlready


def _same(one: Bond, other: Bond) -> bool:
    return one.kind == other.kind and set(one.sides) == set(other.sides)


def _bonds(event_id: int, *states: str) -> list[Bond]:
    """The event's links in these states. Two queries."""
    sides = Prefetch("sides", Side.objects.order_by("position", "pk"))
    rows = Link.objects.filter(event=event_id, state__in=states).prefetch_related(sides)
    return [Bond(each.kind, tuple(s.proposal_id for s in each.sides.all())) for each in rows]


def deadline(asked: Linking) -> datetime:
    now, last = timezone.now(), latest(list(asked.proposals))
    if last <= now:
        raise refusals.LinkTooLate
    until = min(asked.until or now + USUAL, last)
    if until <= now:
        raise refusals.LinkMomentIsOver
    return until


def write(asked: Linking, *, by: Any, state: str, until: datetime | None) -> Link:
    sequence, fusion = asked.kind == Kind.SEQUENCE, asked.kind == Kind.FUSION
    link = Link.objects.create(
        event=asked.proposals[0].event,
        kind=asked.kind,
        state=state,
        rooms=asked.rooms if sequence else Link.Rooms.ANY,
        size=asked.size if fusion else None,
        words=asked.words,
        made_by=by,
        until=until,
    )
    Side.objects.bulk_create(
        Side(link=link, proposal=each, position=place, sends=_sent(asked.sends.get(each.pk), each))
        for place, each in enumerate(asked.proposals)
    )
    return link


def _sent(who: Contributor | None, proposal: Proposal) -> Contributor | None:
    return who if who and who.proposal_id == proposal.pk else None


def ask(link: Link, found: list[Voice], by: Any) -> list[Consent]:
    """A consent for each voice that has none yet; those who stand behind no more are not waited
    for. `by` says yes.
    """
    sides = dict(link.sides.values_list("proposal", "pk"))
    known = {(each.side_id, each.host_id): each for each in _consents(link)}
    now = timezone.now()
    wanted = {(sides[each.proposal_id], each.host_id): each for each in found}
    gone = [each.pk for key, each in known.items() if key not in wanted]
    Consent.objects.filter(pk__in=gone).delete()
    new = [
        Consent(side_id=side, host_id=host, **_said_by(by, now, each))
        for (side, host), each in wanted.items()
        if (side, host) not in known
    ]
    return Consent.objects.bulk_create(new)


def _said_by(by: Any, now: datetime, voice: Voice) -> dict[str, Any]:
    if by is None or voice.person_id != by.pk:
        return {}
    return {"answer": Answer.YES, "answered_by": by, "answered_at": now}


def _consents(link: Link) -> list[Consent]:
    return list(Consent.objects.filter(side__link=link))


def standing(link: Link, *states: str) -> Link:
    """The link as it is now, the event's links held. Raises LinkMovedOn."""
    hold_links(link.event_id)
    link = Link.objects.select_for_update().get(pk=link.pk)
    if link.state not in states:
        raise refusals.LinkMovedOn
    if link.state == State.PROPOSED and link.until and link.until <= timezone.now():
        raise refusals.LinkMovedOn
    return link


def _voices(link: Link) -> list[Voice]:
    return voices(holding.sides_of(link))


def step(
    link: Link, what: str, *, by: Any = None, voice: Voice | None = None, words: str = ""
) -> None:
    side = link.sides.filter(proposal=voice.proposal_id).first() if voice else None
    row = Step(link=link, what=what, side=side, by=by, words=words)
    row.organisation_id = voice.organisation_id if voice else None
    row.save()


@transaction.atomic
def answer(
    link: Link, *, by: Any, yes: bool, words: str = "", sends: Contributor | None = None
) -> Link:
    """Says yes or no for all of the sides that she stands behind. Everybody's yes agrees the
    link, one no refuses it.

    Raises LinkMovedOn, NotAsked, and where the last yes would agree what cannot be (see
    `refuse_impossible`), in which case nothing is changed.
    """
    link = standing(link, State.PROPOSED)
    found = _voices(link)
    hers = hers_of(found, by)
    added = ask(link, found, None)
    _say(link, hers, by, yes)
    if sends:
        link.sides.filter(proposal=sends.proposal_id).update(sends=sends)
    step(link, What.SAID_YES if yes else What.SAID_NO, by=by, voice=hers[0], words=words)
    note(by, "answered about a link", link)
    if not yes:
        move(link, State.REFUSED)
        link_notices.tell(link, "refused", by=by, words=words)
    elif not settle(link, by=by):
        if added:
            link_notices.tell(link, "asked", by=by, words=link.words)
        link_notices.tell(link, "answered", by=by, again=by.pk)
    return link


def _say(link: Link, hers: list[Voice], by: Any, yes: bool) -> None:
    said = Answer.YES if yes else Answer.NO
    for each in hers:
        rows = Consent.objects.filter(
            side__link=link, side__proposal=each.proposal_id, host=each.host_id
        )
        rows.update(answer=said, answered_by=by, answered_at=timezone.now())


def move(link: Link, state: str) -> None:
    link.state = state
    link.save(update_fields=["state"])


def settle(link: Link, *, by: Any) -> bool:
    """Agrees the link where everybody has said yes; whether it did."""
    if any(each.answer != Answer.YES for each in _consents(link)):
        return False
    sides = holding.sides_of(link)
    if any(each.state not in LIVE for each in sides):
        raise refusals.NotHandedIn
    bond = Bond(link.kind, tuple(each.pk for each in sides))
    refuse_impossible(bond, _bonds(link.event_id, State.AGREED))
    move(link, State.AGREED)
    step(link, What.AGREED)
    if link.kind == Kind.FUSION:
        holding.hold(link, by=by)
    holding.open_meeting(link, by=by)
    link_notices.tell(link, "agreed", by=by)
    return True


@transaction.atomic
def counter(link: Link, *, by: Any, asked: Linking) -> Link:
    """Answers by another proposal, which is asked instead. Raises as `propose` and `answer` do."""
    link = standing(link, State.PROPOSED)
    hers = hers_of(_voices(link), by)
    move(link, State.COUNTERED)
    step(link, What.COUNTERED, by=by, voice=hers[0], words=asked.words)
    return propose(asked=asked, by=by, instead_of=link)


@transaction.atomic
def take_back(link: Link, *, by: Any, words: str = "") -> Link:
    """By those who stand behind what the asker does. Raises LinkMovedOn, NotAsked."""
    link = standing(link, State.PROPOSED)
    hers = hers_of(_voices(link), by)
    asker = link.steps.select_related("side").filter(what=What.PROPOSED).last()
    asking = asker.side.proposal_id if asker and asker.side else None
    if asking not in {each.proposal_id for each in hers}:
        raise refusals.NotAsked
    move(link, State.TAKEN_BACK)
    step(link, What.TAKEN_BACK, by=by, voice=hers[0], words=words)
    note(by, "took a link back", link)
    link_notices.tell(link, "taken_back", by=by, words=words)
    return link


@transaction.atomic
def undo(link: Link, *, by: Any, words: str = "", plans: bool = False) -> Link:
    """Undoes an agreed link, by any side, or by who `plans` the programme. A fusion that a
    release has fixed is undone by the latter only, with a word why.

    Raises LinkMovedOn, NotAsked, FixedByRelease, SayWhyUndone.
    """
    link = standing(link, State.AGREED)
    hers = [each for each in _voices(link) if each.person_id == by.pk]
    if not hers and not plans:
        raise refusals.NotAsked
    if link.fixed_at and not plans:
        raise refusals.FixedByRelease
    if (link.fixed_at or not hers) and not words.strip():
        raise refusals.SayWhyUndone
    end(link, State.UNDONE, by=by)
    step(link, What.UNDONE, by=by, voice=hers[0] if hers else None, words=words)
    note(by, "undid a link", link)
    link_notices.tell(link, "undone", by=by, words=words)
    return link


def end(link: Link, state: str, *, by: Any) -> None:
    """Out of force, with what followed from it."""
    was = link.state
    move(link, state)
    if was == State.AGREED and link.kind == Kind.FUSION:
        holding.part(link, by=by)
    if was == State.AGREED and link.kind == Kind.MEETING:
        holding.close_meeting(link, by=by)
