"""A space as one person meets it."""

from collections.abc import Sequence

from accounts.models import Person
from languages import ports
from languages.ports import Owned


def every_owned(person: Person, languages: Sequence[str]) -> list[Owned]:
    """The spaces in which she may do something, each as often as its owners say."""
    return [each for owner in ports.owners for each in owner.owned(person, languages)]


def owned_space(person: Person, languages: Sequence[str], space: int) -> Owned | None:
    """The space with its name and her rights; None where no owner knows her (an operator)."""
    return next((each for each in every_owned(person, languages) if each.space == space), None)
