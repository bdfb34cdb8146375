"""What texts the delegates app owns, and the pages they stand on."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from delegates.models import Organisation, Registration
from languages import ports
from languages.ports import Kind, Owned

ORGANISATION, TOPIC, SERVICE = "delegates.organisation", "delegates.topic", "delegates.service"
MAIL, LETTER = "delegates.mail", "delegates.letter"


def _organisations(ids: Sequence[int]) -> Mapping[int, str]:
    rows = Organisation.objects.filter(name__in=ids).values_list("name_id", "uid")
    return {pk: reverse("delegates:organisation", args=[uid]) for pk, uid in rows}


class PenNames:
    """Knows who goes by another name; owns no spaces."""

    def owned(self, person: Person, languages: Sequence[str]) -> Iterable[Owned]:
        return ()

    def rights(self, person: Any, space: int) -> frozenset[str]:
        return frozenset()

    def above(self, space: int) -> Sequence[int]:
        return ()

    def protected(self, people: Collection[int]) -> set[int]:
        """Those who gave a public name of their own at any event. One query."""
        rows = Registration.objects.exclude(public_name="").exclude(person=None)
        if len(people) <= FEW:
            rows = rows.filter(person__in=people)
        return set(rows.values_list("person_id", flat=True)) & set(people)


# More people are compared here: SQLite binds 32,766 values.
FEW = 5_000


def declare() -> None:
    ports.owners.append(PenNames())
    ports.declare(
        Kind(ORGANISATION, _("name of an organisation"), 10, _organisations),
        Kind(TOPIC, _("theme of organisations"), 35),
        Kind(SERVICE, _("meal or care of children"), 50),
        Kind(MAIL, _("mail to many"), 20),
        Kind(LETTER, _("words of a letter"), 20),
    )
