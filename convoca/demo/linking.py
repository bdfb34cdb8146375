"""Links between proposals with who was asked, who answered and their stories, written in bulk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from django.utils import timezone

from convoca.demo.bonds import Planned
from convoca.demo.bulk import uid, write
from convoca.demo.hosting import before
from convoca.demo.scheduling import Meeting
from convoca.demo.sheets import table
from workshops.linking import USUAL, Voice, voices
from workshops.models import Consent, Contributor, Link, Proposal, Side, Step

State = Link.State
What: TypeAlias = Step.What
Answer: TypeAlias = Consent.Answer
HOUR = timedelta(hours=1)


@dataclass
class Story:
    """A link, and what was said about it; `said` are moments, since the database has its own."""

    plan: Planned
    link: Link
    sides: list[Side]
    voices: list[Voice]
    begun: datetime
    consents: list[Consent] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    said: list[datetime] = field(default_factory=list)


def add_links(
    meeting: Meeting, plans: Sequence[Planned], proposals: Mapping[str, Proposal]
) -> list[Link]:
    """The links as they were planned; `proposals` by their keys. They begin no session."""
    links = write(Link, [_link(meeting, plan, proposals) for plan in plans])
    wanted = [proposals[key] for plan in plans for key in plan.keys]
    by_proposal = _voices(wanted)
    sent = _first_speakers(wanted)
    stories = []
    for number, (plan, link) in enumerate(zip(plans, links, strict=True)):
        sides = [
            _side(link, proposals[key], place, sent.get(proposals[key].pk))
            for place, key in enumerate(plan.keys)
        ]
        heard = [each for key in plan.keys for each in by_proposal.get(proposals[key].pk, ())]
        stories.append(Story(plan, link, sides, heard, _begun(meeting, plan, number)))
    write(Side, [side for story in stories for side in story.sides])
    _tell(stories, proposals)
    return links


def _side(link: Link, proposal: Proposal, place: int, speaker: Contributor | None) -> Side:
    sends = speaker if link.kind == Link.Kind.DIALOGUE else None
    return Side(link=link, proposal=proposal, position=place, sends=sends)


def _link(meeting: Meeting, plan: Planned, proposals: Mapping[str, Proposal]) -> Link:
    first = proposals[plan.keys[0]]
    return Link(
        uid=uid("link", meeting.event.slug, plan.name),
        event=meeting.event,
        kind=plan.kind,
        state=plan.state,
        rooms=plan.rooms,
        words=_words("asks", first),
        made_by=first.proposer,
        until=_until(meeting, plan),
    )


def _words(what: str, proposal: Proposal) -> str:
    said = table("linking")[what]
    return str(said.get(proposal.spoken[0], said["en"]))


def _until(meeting: Meeting, plan: Planned) -> datetime:
    """What still waits is not over, whenever the meeting takes place."""
    return timezone.now() + USUAL if plan.state == State.PROPOSED else before(meeting.event, 20)


def _begun(meeting: Meeting, plan: Planned, number: int) -> datetime:
    if plan.state == State.PROPOSED:
        return timezone.now() - timedelta(days=1 + number % 3)
    return before(meeting.event, 35 + number % 20)


def _voices(proposals: Iterable[Proposal]) -> dict[int, list[Voice]]:
    found: dict[int, list[Voice]] = {}
    for each in voices(proposals):
        found.setdefault(each.proposal_id, []).append(each)
    return found


def _first_speakers(proposals: Sequence[Proposal]) -> dict[int, Contributor]:
    rows = Contributor.objects.filter(proposal__in=proposals).order_by("-position", "-pk")
    return {each.proposal_id: each for each in rows}


def _tell(stories: Sequence[Story], proposals: Mapping[str, Proposal]) -> None:
    for story in stories:
        _live(story, {proposals[key].pk: proposals[key] for key in story.plan.keys})
    write(Consent, [each for story in stories for each in story.consents])
    steps = write(Step, [each for story in stories for each in story.steps])
    moments = [moment for story in stories for moment in story.said]
    for step, moment in zip(steps, moments, strict=True):
        step.at = moment
    Step.objects.bulk_update(steps, ["at"], batch_size=200)
    for story in stories:
        story.link.made_at = story.begun
    Link.objects.bulk_update([story.link for story in stories], ["made_at"], batch_size=200)


def _live(story: Story, proposals: Mapping[int, Proposal]) -> None:
    """Whoever asks has said yes; the others answer one after the other, or do not."""
    asker = story.voices[0]
    _step(story, What.PROPOSED, asker, words=story.link.words)
    others = [each for each in story.voices if each.person_id != asker.person_id]
    heard = _heard(story, others)
    for each in story.voices:
        _consent(story, each, Answer.YES if each not in others else heard.get(each))
    told = set()
    for each, answer in heard.items():
        if each.person_id not in told:
            told.add(each.person_id)
            yes = answer == Answer.YES
            words = _words("yes" if yes else "no", proposals[each.proposal_id])
            _step(story, What.SAID_YES if yes else What.SAID_NO, each, words=words)
    end = {State.AGREED: What.AGREED, State.LAPSED: What.LAPSED}.get(State(story.link.state))
    if end:
        _step(story, end)


def _heard(story: Story, others: Sequence[Voice]) -> dict[Voice, Answer]:
    """What the others have answered, by what became of the link."""
    if story.link.state == State.AGREED:
        return dict.fromkeys(others, Answer.YES)
    if story.link.state == State.REFUSED:
        return {others[-1]: Answer.NO}
    return dict.fromkeys([each for each in others[:-1] if each.host_id], Answer.YES)


def _consent(story: Story, voice: Voice, answer: Answer | None) -> None:
    side = next(each for each in story.sides if each.proposal_id == voice.proposal_id)
    row = Consent(side=side, host_id=voice.host_id)
    if answer:
        row.answer, row.answered_by_id = answer, voice.person_id
        row.answered_at = story.begun + len(story.consents) * 5 * HOUR
    story.consents.append(row)


def _step(story: Story, what: What, voice: Voice | None = None, words: str = "") -> None:
    row: Any = Step(link=story.link, what=what, words=words)
    if voice:
        row.side = next(each for each in story.sides if each.proposal_id == voice.proposal_id)
        row.organisation_id, row.by_id = voice.organisation_id, voice.person_id
    story.said.append(
        story.link.until
        if what == What.LAPSED and story.link.until
        else story.begun + len(story.steps) * 5 * HOUR
    )
    story.steps.append(row)
