"""Proposals that became one session with another: a fusion keeps the title of the first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from convoca.demo.bonds import Planned
from convoca.demo.hosting import proposal_of
from convoca.demo.linking import add_links
from convoca.demo.organisations import Group
from convoca.demo.people import Delegate
from convoca.demo.scheduling import Meeting, add_proposals
from convoca.demo.sheets import table
from convoca.demo.sizes import SEED
from convoca.demo.speakers import speakers
from convoca.demo.workshops import Workshop, invented, read
from workshops.actions.holding import hold
from workshops.models import Link, Proposal

ONE_IN = 25
"""A twin for so many workshops: 4 % of all that was proposed."""


@dataclass(frozen=True)
class Twin:
    """A proposal that is held in the session of another, `of`."""

    workshop: Workshop
    of: str

    @property
    def plan(self) -> Planned:
        return Planned(Link.Kind.FUSION, Link.State.AGREED, (self.of, self.workshop.key))


@cache
def written() -> tuple[Twin, ...]:
    """Those of Québec."""
    return tuple(Twin(read(row), row["with"]) for row in table("twins")["twins"])


def found(made: Sequence[Workshop], groups: Sequence[Group]) -> list[Twin]:
    """For a larger meeting, on the same topics as workshops of other organisations."""
    rng = Random(SEED + 1)  # noqa: S311 (invented names, no secrets)
    titles, taken = {each.title.body for each in made}, set[str]()
    twins: list[Twin] = []
    for other in invented(len(made) // ONE_IN, made[0].minutes, groups, rng):
        one = _alike(other, made, taken)
        if one and other.title.body not in titles:
            taken.add(one.key)
            twin = replace(other, key=f"twin-{len(twins) + 1}", size=one.size)
            twins.append(Twin(replace(twin, organisations=twin.organisations[:1]), one.key))
    return twins


def _alike(other: Workshop, made: Sequence[Workshop], taken: Collection[str]) -> Workshop | None:
    return next(
        (
            each
            for each in made
            if each.theme == other.theme
            and each.key not in taken
            and _topic(each) == _topic(other)
            and not set(each.organisations) & set(other.organisations)
        ),
        None,
    )


def _topic(workshop: Workshop) -> str:
    return workshop.title.body.partition(":")[0]


@dataclass(frozen=True)
class Crowd:
    """Who may speak: all delegates, the numbers of those who do, countries of organisations."""

    delegates: Sequence[Delegate]
    who: Mapping[str, Sequence[int]]
    homes: Mapping[str, str]


def join(meeting: Meeting, twins: Sequence[Twin], crowd: Crowd) -> None:
    """Hands the twins in and holds each in the session of the other."""
    busy = {number for numbers in crowd.who.values() for number in numbers}
    free = [each for each in crowd.delegates if each.number not in busy]
    made = [each.workshop for each in twins]
    rng = Random(SEED)  # noqa: S311 (invented names, no secrets)
    who = speakers(made, free, crowd.homes, rng)
    handed_in = add_proposals(meeting, made, who, {}, Proposal.State.ACCEPTED)
    proposals = dict(zip([each.key for each in made], handed_in, strict=True))
    others = {each.of: proposal_of(meeting, each.of) for each in twins}
    for link in add_links(meeting, [each.plan for each in twins], others | proposals):
        hold(link, by=meeting.by)
