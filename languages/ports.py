"""What upper apps tell the languages app of the texts that they own."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.functional import Promise

from accounts.models import Person

TRANSLATE, REVIEW, COORDINATE = "translate", "review", "coordinate"


@dataclass(frozen=True)
class Owned:
    """A space as one person meets it: what it is called (`title` reads as a string), the page of
    its owner, and her rights in it (TRANSLATE, REVIEW, COORDINATE).
    """

    space: int
    title: Any
    address: str
    rights: frozenset[str]


class Owner(Protocol):
    """Who owns spaces: asked who may do what in them, and where their texts stand."""

    def owned(self, person: Person, languages: Sequence[str]) -> Iterable[Owned]:
        """The spaces in which she has any right. A constant number of queries."""

    def rights(self, person: Any, space: int) -> frozenset[str]:
        """Her rights in one space; none for a stranger."""

    def above(self, space: int) -> Sequence[int]:
        """Spaces whose glossary counts in this one too, as a series' in its editions."""

    def protected(self, people: Collection[int]) -> set[int]:
        """Those of `people` whose words no other service may see (who use a pen name)."""


@dataclass(frozen=True)
class Kind:
    """What a text is, such as the title of a session.

    Translators meet texts of more `weight` first (0 to 100). `where` gives the address of the
    page on which each of these texts (by key) stands; texts without one are left out. `markdown`
    says that the words hold signs of Markdown.
    """

    name: str
    title: str | Promise
    weight: int
    where: Callable[[Sequence[int]], Mapping[int, str]] = lambda ids: {}
    markdown: bool = False


# Apps add theirs in AppConfig.ready().
owners: list[Owner] = []
kinds: dict[str, Kind] = {}


def declare(*new: Kind) -> None:
    """Adds kinds of texts."""
    kinds.update({kind.name: kind for kind in new})


def rights(person: Any, space: int) -> frozenset[str]:
    """Her rights in the space, whoever owns it."""
    return frozenset().union(*(owner.rights(person, space) for owner in owners))


def above(space: int) -> list[int]:
    """The spaces whose glossary counts in this one too."""
    return [each for owner in owners for each in owner.above(space)]


def protected(people: Collection[int]) -> set[int]:
    """Those of `people` (by key) whom any owner protects."""
    return set[int]().union(*(owner.protected(people) for owner in owners))


def weight_of(kind: str) -> int:
    return kinds[kind].weight if kind in kinds else 0
