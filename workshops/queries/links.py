"""What pages read of links, and the rules that agreed ones are for the programme."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from events.models import Event
from languages import texts
from languages.folding import fold
from languages.texts import Reading
from workshops.models import (
    Consent,
    Contributor,
    Host,
    Link,
    Need,
    Proposal,
    Session,
    Side,
    Step,
)
from workshops.queries.alike import readable as read_by
from workshops.queries.proposals import ProposalView, views_of
from workshops.rules import plans
from workshops.standing import LIVE, hers

Kind, State, Answer = Link.Kind, Link.State, Consent.Answer
OPEN = (State.SUGGESTED, State.PROPOSED, State.AGREED)
SHOWN, FOUND = 50, 30
NAMES = {
    Kind.FUSION: _("Fusion"),
    Kind.SEQUENCE: _("Sequence"),
    Kind.DIALOGUE: _("Dialogue"),
    Kind.MEETING: _("Meeting"),
}


@dataclass(frozen=True)
class Said:
    """One of those who are asked: her organisation, and what she answered."""

    organisation: Reading
    answer: str
    label: str


@dataclass(frozen=True)
class SideView:
    """A proposal in a link; `hers` if the reader stands behind it."""

    proposal: Proposal
    title: Reading
    organisation: Reading
    sends: str
    hers: bool
    said: list[Said]
    contributors: list[Contributor] = field(default_factory=list)


@dataclass(frozen=True)
class StepView:
    """One line of a link's story."""

    step: Step
    who: Reading

    @property
    def label(self) -> str:
        return str(self.step.get_what_display())


@dataclass(frozen=True)
class LinkView:
    """A link as one reader sees it, with what she may do about it."""

    link: Link
    sides: list[SideView]
    story: list[StepView]
    waits_for_her: bool
    is_hers: bool
    asked_by_her: bool
    plans: bool

    @property
    def name(self) -> str:
        return str(NAMES[Kind(self.link.kind)])

    @property
    def is_over(self) -> bool:
        return self.link.until is not None and self.link.until <= timezone.now()

    @property
    def may_answer(self) -> bool:
        return self.link.state == State.PROPOSED and self.is_hers and not self.is_over

    @property
    def may_take_up(self) -> bool:
        return self.link.state == State.SUGGESTED and self.is_hers

    @property
    def may_take_back(self) -> bool:
        return self.may_answer and self.asked_by_her

    @property
    def may_undo(self) -> bool:
        """A fusion that a release has fixed, by those who plan the programme only."""
        fixed = self.link.fixed_at is not None
        return self.link.state == State.AGREED and (self.plans or (self.is_hers and not fixed))

    @property
    def must_say_why(self) -> bool:
        return self.link.fixed_at is not None or not self.is_hers

    @property
    def hers(self) -> list[SideView]:
        return [side for side in self.sides if side.hers]


def links_of(
    proposal: Proposal, person: Any, languages: Sequence[str], *, plans: bool = False
) -> list[LinkView]:
    """A proposal's links, what is open first, then the latest. Nine queries."""
    rows = Link.objects.filter(sides__proposal=proposal)
    found = views(rows, person, languages, plans=plans)
    return sorted(found, key=lambda each: (not each.waits_for_her, each.link.state not in OPEN))


def link_view(
    link: Link, person: Any, languages: Sequence[str], *, plans: bool = False
) -> LinkView:
    """One link. Nine queries."""
    return views(Link.objects.filter(pk=link.pk), person, languages, plans=plans)[0]


def views(
    rows: QuerySet[Link], person: Any, languages: Sequence[str], *, plans: bool = False
) -> list[LinkView]:
    """The latest first, at most fifty. Nine queries."""
    people = Contributor.objects.select_related("registration")
    sides = (
        Side.objects.select_related("proposal__organisation", "sends__registration")
        .prefetch_related(
            Prefetch("consents", Consent.objects.select_related("host__organisation")),
            Prefetch("proposal__contributors", people),
        )
        .order_by("position", "pk")
    )
    steps = Step.objects.select_related("organisation", "side__proposal__organisation")
    with_all = rows.select_related("instead_of").prefetch_related(
        Prefetch("sides", sides), Prefetch("steps", steps), "answers"
    )
    found = list(with_all.order_by("-pk")[:SHOWN])
    hosted = Host.objects.filter(person=person, state=Host.State.CONFIRMED)
    mine = dict(hosted.values_list("pk", "proposal_id"))
    read = texts.load(_text_ids(found), languages)
    return [_view(each, person, mine, read, plans) for each in found]


def _text_ids(links: Iterable[Link]) -> list[int | None]:
    ids: list[int | None] = []
    for link in links:
        for side in link.sides.all():
            ids += [side.proposal.title_id, _name(side.proposal)]
            ids += [each.host.organisation.name_id for each in side.consents.all() if each.host]
        ids += [step.organisation.name_id for step in link.steps.all() if step.organisation]
    return ids


def _name(proposal: Proposal) -> int | None:
    return proposal.organisation.name_id if proposal.organisation else None


def _view(
    link: Link, person: Any, mine: dict[int, int], read: dict[int | None, Reading], plans: bool
) -> LinkView:
    sides = list(link.sides.all())
    hers = {
        side.pk
        for side in sides
        if side.proposal.proposer_id == person.pk or side.proposal_id in mine.values()
    }
    steps = list(link.steps.all())
    asked = [step for step in steps if step.what == Step.What.PROPOSED]
    return LinkView(
        link=link,
        sides=[_side(side, side.pk in hers, read) for side in sides],
        story=[StepView(step, _who(step, read)) for step in steps],
        waits_for_her=link.state == State.PROPOSED and _waits(sides, person, mine),
        is_hers=bool(hers),
        asked_by_her=bool(asked and asked[-1].side_id in hers),
        plans=plans,
    )


def _waits(sides: Iterable[Side], person: Any, mine: dict[int, int]) -> bool:
    return any(
        each.answer == Answer.ASKED
        and (each.host_id in mine if each.host_id else side.proposal.proposer_id == person.pk)
        for side in sides
        for each in side.consents.all()
    )


def _side(side: Side, hers: bool, read: dict[int | None, Reading]) -> SideView:
    own = _name(side.proposal)
    said = [
        Said(
            read[each.host.organisation.name_id if each.host else own],
            each.answer,
            str(each.get_answer_display()),
        )
        for each in side.consents.all()
    ]
    return SideView(
        proposal=side.proposal,
        title=read[side.proposal.title_id],
        organisation=read[own],
        sends=side.sends.shown_name if side.sends else "",
        hers=hers,
        said=said,
        contributors=list(side.proposal.contributors.all()),
    )


def _who(step: Step, read: dict[int | None, Reading]) -> Reading:
    """The organisation, or the proposal where none is named."""
    if step.organisation:
        return read[step.organisation.name_id]
    return read[step.side.proposal.title_id] if step.side else texts.NOTHING


def held_in(proposal: Proposal) -> Session | None:
    """The session in which it is held, of its own or by a fusion. One query."""
    confirmed = Session.objects.filter(state=Session.State.CONFIRMED)
    return confirmed.filter(Q(proposal=proposal) | Q(joined__proposal=proposal)).first()


def waiting(event: Event, person: Person) -> QuerySet[Link]:
    """The links of an event that wait for her answer."""
    asked = Q(host=None, side__proposal__proposer=person) | Q(
        host__person=person, host__state=Host.State.CONFIRMED
    )
    missing = Consent.objects.filter(asked, answer=Answer.ASKED).values("side__link")
    rows = Link.objects.filter(event=event, state=State.PROPOSED, pk__in=missing)
    return rows.exclude(until__lte=timezone.now())


def readable(event: Event, person: Any) -> QuerySet[Proposal]:
    """What she may link: her own, what she may read of others, and what stands in a theme that
    she facilitates. Two queries.
    """
    behind = Q(proposer=person) | Q(hosts__person=person, hosts__state=Host.State.CONFIRMED)
    proposes = hers(event, person).exists()
    team = bool(plans(person, event))
    others = Q(pk__in=read_by(event, team=team, proposes=proposes).values("pk"))
    rows = Proposal.objects.filter(event=event, state__in=LIVE)
    return rows.filter(behind | others | Q(theme__facilitators__person=person)).distinct()


def candidates(
    proposal: Proposal, person: Any, words: str, languages: Sequence[str]
) -> list[ProposalView]:
    """Others that can be linked with it and in which `words` stand; none without words. At most
    three queries.
    """
    asked = fold(words[:200]).split()[:8]
    if not asked:
        return []
    rows = readable(proposal.event, person).exclude(pk=proposal.pk)
    for word in asked:
        found = texts.matching(word)
        rows = rows.filter(Q(title__in=found) | Q(abstract__in=found))
    chosen = rows.select_related("theme", "organisation").order_by("pk")[:FOUND]
    return views_of(list(chosen), languages)[0]


def chosen(event: Event, person: Any, uids: Sequence[str]) -> list[Proposal]:
    """The proposals of these uids that she may read, in their order; what is unknown is left out.
    One query.
    """
    rows = readable(event, person).select_related("event", "call", "theme", "organisation")
    found = {str(each.uid): each for each in rows.filter(uid__in=_uids(uids))}
    return [found[uid] for uid in dict.fromkeys(uids) if uid in found]


def _uids(words: Iterable[str]) -> list[UUID]:
    """What of an address's words is a uid; no more than fit into a link."""
    found = []
    for each in list(words)[:10]:
        with suppress(ValueError):
            found.append(UUID(each))
    return found


def needs_of(event: Event) -> dict[int, list[Need]]:
    """What each confirmed session needs, by its key; a fusion needs what any of its parts does.
    Three queries.
    """
    held, found = _held(event), defaultdict[int, list[Need]](list)
    for need in Need.objects.filter(proposal__in=held).order_by("pk"):
        found[held[need.proposal_id]].append(need)
    return dict(found)


@dataclass(frozen=True, slots=True)
class Follows:
    """The session `second` is held right after `first`."""

    first: int
    second: int
    same_room: bool


@dataclass(frozen=True, slots=True)
class Apart:
    """Two sessions that are never held at the same time."""

    one: int
    other: int


@dataclass(frozen=True, slots=True)
class FreeHours:
    """A session that is held in the hours kept free for new encounters."""

    session: int


Rule = Follows | Apart | FreeHours


def rules_of(event: Event) -> list[Rule]:
    """The rules that the event's agreed links are, by the keys of its confirmed sessions. What
    became one session is one. Four queries.
    """
    held = _held(event)
    rows = (
        Link.objects.filter(event=event, state=State.AGREED)
        .exclude(kind=Kind.FUSION)
        .select_related("session")
        .prefetch_related(Prefetch("sides", Side.objects.order_by("position", "pk")))
        .order_by("pk")
    )
    found: dict[Rule, None] = {}
    for link in rows:
        sessions = [held.get(side.proposal_id) for side in link.sides.all()]
        found |= dict.fromkeys(_rules(link, sessions))
    return list(found)


def _rules(link: Link, sessions: Sequence[int | None]) -> Iterable[Rule]:
    if link.kind == Kind.MEETING:
        own = getattr(link, "session", None)
        if own and own.state == Session.State.CONFIRMED:
            yield FreeHours(own.pk)
        return
    two = pairwise(sessions) if link.kind == Kind.SEQUENCE else combinations(sessions, 2)
    for one, other in two:
        if one is None or other is None or one == other:
            continue
        if link.kind == Kind.SEQUENCE:
            yield Follows(one, other, link.rooms == Link.Rooms.SAME)
        else:
            yield Apart(min(one, other), max(one, other))


def _held(event: Event) -> dict[int, int]:
    """The session in which each proposal is held. Two queries."""
    confirmed = Session.objects.filter(event=event, state=Session.State.CONFIRMED)
    own = confirmed.filter(proposal__isnull=False).values_list("proposal_id", "pk")
    joined = confirmed.filter(joined__isnull=False).values_list("joined__proposal_id", "pk")
    return dict([*own, *joined])
