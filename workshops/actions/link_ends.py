"""What ends or fixes links that nobody answered about: the clock, a withdrawal, a release; and
what those suggest who facilitate a theme.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.records import note
from events.models import Event
from events.refusals import Refusal
from workshops import link_notices
from workshops.actions import holding, links
from workshops.linking import Linking, voices
from workshops.models import Consent, Link, Proposal, Step

State, What = Link.State, Step.What


@transaction.atomic
def suggest(*, asked: Linking, by: Any) -> Link:
    """Lays a link before those who stand behind the proposals; nobody is asked until one of them
    takes it up. Raises as `links.propose` does.
    """
    links.hold_links(asked.proposals[0].event_id)
    links.refuse(asked, voices(asked.proposals), None)
    link = links.write(asked, by=by, state=State.SUGGESTED, until=None)
    Step.objects.create(link=link, what=What.SUGGESTED, by=by, words=asked.words)
    note(by, "suggested a link", link)
    return link


@transaction.atomic
def take_up(link: Link, *, by: Any, words: str = "") -> Link:
    """Makes a suggestion one's own: the others are asked now. Raises as `links.propose` does."""
    link = links.standing(link, State.SUGGESTED)
    sides = holding.sides_of(link)
    found = voices(sides)
    hers = links.hers_of(found, by)
    asked = Linking(kind=link.kind, proposals=sides, rooms=link.rooms)
    links.refuse(asked, found, by)
    link.state, link.until, link.made_by = State.PROPOSED, links.deadline(asked), by
    link.save(update_fields=["state", "until", "made_by"])
    links.step(link, What.PROPOSED, by=by, voice=hers[0], words=words)
    links.ask(link, found, by)
    note(by, "took up the suggestion of a link", link)
    if not links.settle(link, by=by):
        link_notices.tell(link, "asked", by=by, words=words or link.words)
    return link


@transaction.atomic
def leave(link: Link, *, by: Any, words: str = "") -> Link:
    """Does not take up a suggestion. Raises LinkMovedOn, NotAsked."""
    link = links.standing(link, State.SUGGESTED)
    hers = links.hers_of(voices(holding.sides_of(link)), by)
    links.move(link, State.REFUSED)
    links.step(link, What.SAID_NO, by=by, voice=hers[0], words=words)
    return link


def end_links_of(proposal: Proposal, *, by: Any) -> int:
    """Ends the links of a proposal that is withdrawn or declined; returns how many. Within the
    transaction of that, which holds the event's links.
    """
    open_ = [State.SUGGESTED, State.PROPOSED, State.AGREED]
    rows = Link.objects.filter(sides__proposal=proposal, state__in=open_)
    found = list(rows.select_related("event__name"))
    for link in found:
        was = link.state
        links.end(link, State.ENDED, by=by)
        side = link.sides.get(proposal=proposal)
        Step.objects.create(
            link=link, what=What.ENDED, side=side, organisation=proposal.organisation
        )
        if was != State.SUGGESTED:
            link_notices.tell(link, "ended", by=by)
    return len(found)


@transaction.atomic
def lapse(link: Link) -> bool:
    """Ends a link that not all have answered by its deadline; whether it did."""
    links.hold_links(link.event_id)
    now = timezone.now()
    link = Link.objects.select_for_update().get(pk=link.pk)
    if link.state != State.PROPOSED or link.until is None or link.until > now:
        return False
    links.move(link, State.LAPSED)
    Step.objects.create(link=link, what=What.LAPSED)
    link_notices.tell(link, "lapsed")
    return True


def remind(link: Link) -> int:
    """Tells those whose answer is missing, once for a deadline."""
    missing = Consent.objects.filter(side__link=link, answer=Consent.Answer.ASKED)
    asked = set(missing.values_list("side__proposal", "host"))
    sides = holding.sides_of(link)
    only = [each for each in voices(sides) if (each.proposal_id, each.host_id) in asked]
    again = link.until.isoformat() if link.until else ""
    return link_notices.tell(link, "soon", only=only, again=again)


@transaction.atomic
def keep(link: Link) -> None:
    """What the clock does with an open link: agrees it where those whose answer was missing
    stand behind it no more, reminds those whose answer is missing, ends it after its deadline.
    """
    if lapse(link):
        return
    links.hold_links(link.event_id)
    link = Link.objects.get(pk=link.pk)
    if link.state != State.PROPOSED or link.until is None:
        return
    links.ask(link, voices(holding.sides_of(link)), None)
    try:
        with transaction.atomic():
            if links.settle(link, by=None):
                return
    except Refusal:
        return
    near = link.until - links.BEFORE
    if link.made_at < near <= timezone.now():
        remind(link)


def keep_links() -> None:
    """All that are open, one transaction each."""
    for link in Link.objects.filter(state=State.PROPOSED).order_by("pk"):
        keep(link)


def fix_fusions(event: Event) -> int:
    """A release of the programme names these sessions: what became one stays one. Within the
    release's transaction; returns how many.
    """
    links.hold_links(event.pk)
    rows = Link.objects.filter(
        event=event, kind=Link.Kind.FUSION, state=State.AGREED, fixed_at=None
    )
    found = list(rows.filter(sides__proposal__held_in__isnull=False).distinct())
    Link.objects.filter(pk__in=[each.pk for each in found]).update(fixed_at=timezone.now())
    Step.objects.bulk_create(Step(link=each, what=What.FROZEN) for each in found)
    return len(found)
