"""What a link may be: pure checks, and who stands behind a proposal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from workshops.models import Contributor, Host, Link, Proposal
from workshops.refusals import (
    Circle,
    FusedAlready,
    FusionAndMore,
    LinkedAlready,
    NotHandedIn,
    TooFew,
    TooMany,
)
from workshops.standing import LIVE

Kind = Link.Kind
MOST = 6
USUAL = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Linking:
    """What is asked: `proposals` in their order, of a fusion the one with the title first.

    `sends` gives, by the key of a proposal, the speaker whom it sends to the others.
    """

    kind: str
    proposals: Sequence[Proposal]
    rooms: str = Link.Rooms.ANY
    words: str = ""
    size: int | None = None
    until: datetime | None = None
    sends: Mapping[int, Contributor] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bond:
    """An agreed link: its proposals by their keys, in order."""

    kind: str
    sides: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who stands behind a proposal: its proposer (no host), or a host's person."""

    proposal_id: int
    host_id: int | None
    person_id: int
    organisation_id: int | None


def voices(proposals: Iterable[Proposal]) -> list[Voice]:
    """All who stand behind these proposals. One query."""
    known = {each.pk: each for each in proposals}
    found = [
        Voice(each.pk, None, each.proposer_id, each.organisation_id)
        for each in known.values()
        if each.proposer_id
    ]
    rows = Host.objects.filter(
        proposal__in=known, state=Host.State.CONFIRMED, person__isnull=False
    ).values_list("proposal_id", "pk", "person_id", "organisation_id")
    return [*found, *(Voice(*row) for row in rows)]


def refuse_unfit(asked: Linking) -> None:
    """Raises TooFew (also where one proposal stands twice), TooMany, NotHandedIn."""
    keys = [each.pk for each in asked.proposals]
    if len(set(keys)) < 2 or len(set(keys)) != len(keys):
        raise TooFew
    if len(keys) > MOST:
        raise TooMany
    events = {each.event_id for each in asked.proposals}
    if len(events) > 1 or any(each.state not in LIVE for each in asked.proposals):
        raise NotHandedIn


def refuse_impossible(new: Bond, agreed: Sequence[Bond]) -> None:
    """Raises LinkedAlready, FusedAlready, FusionAndMore or Circle where the agreed links of the
    event leave no place for a new one.
    """
    asked = set(new.sides)
    for other in agreed:
        both = asked & set(other.sides)
        if other.kind == new.kind == Kind.FUSION and both:
            raise FusedAlready
        if len(both) > 1 and Kind.FUSION in {new.kind, other.kind}:
            raise FusionAndMore
        if other.kind == new.kind and both == asked == set(other.sides):
            raise LinkedAlready
    if _goes_in_a_circle([new, *agreed]):
        raise Circle


def _goes_in_a_circle(bonds: Sequence[Bond]) -> bool:
    """Whether something would have to come after itself; a fusion counts as one."""
    one = {side: bond.sides[0] for bond in bonds if bond.kind == Kind.FUSION for side in bond.sides}
    before: dict[int, set[int]] = {}
    for each, other in _steps(bonds):
        first, second = one.get(each, each), one.get(other, other)
        if first == second:
            return True
        before.setdefault(second, set()).add(first)
    try:
        TopologicalSorter(before).prepare()
    except CycleError:
        return True
    return False


def _steps(bonds: Iterable[Bond]) -> Iterator[tuple[int, int]]:
    for bond in bonds:
        if bond.kind == Kind.SEQUENCE:
            yield from pairwise(bond.sides)
