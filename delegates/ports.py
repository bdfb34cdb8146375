"""Where upper apps say what follows a registration."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from delegates.models import Questionnaire, Registration


@dataclass(frozen=True)
class Follower:
    """What belongs to a registration or its person, and follows when two become one.

    `join(gone, kept)` moves it and returns what it takes to part them again: ids, ready for JSON.
    `part(gone, kept, moved)` moves it back as far as it still stands. Both run inside the
    transaction of the joining.
    """

    name: str
    join: Callable[[Registration, Registration], Any]
    part: Callable[[Registration, Registration, Any], None]


# Apps add theirs in AppConfig.ready().
followers: list[Follower] = []


@dataclass(frozen=True)
class AnswerHolder:
    """Rows of `model` that keep answers to an event's form in `answers`: `of` gives those of one
    form. What is purged or has slept too long goes there too; the model has `changed_at`. What
    is typed and not sent yet lies in its column `typed` by the names of fields.
    """

    model: Any
    of: Callable[[Questionnaire], Any]


answer_holders: list[AnswerHolder] = []


def rows_follow(name: str, model: Any, column: str) -> Follower:
    """The rows of `model` whose `column` is the registration, where one may have many."""

    def join(gone: Registration, kept: Registration) -> list[int]:
        rows = model.objects.filter(**{column: gone})
        moved = list(rows.order_by("pk").values_list("pk", flat=True))
        model.objects.filter(pk__in=moved).update(**{column: kept})
        return moved

    def part(gone: Registration, kept: Registration, moved: list[int]) -> None:
        model.objects.filter(pk__in=moved, **{column: kept}).update(**{column: gone})

    return Follower(name, join, part)


# What the rows that name an organisation are called, by `app.model.column`: organisers read it
# before two become one. All of them follow, those without a name here too.
named_by: dict[str, Any] = {
    "delegates.registration.organisation": _("registrations"),
    "delegates.affiliation.network": _("members of the network"),
    "delegates.affiliation.member": _("networks"),
    "delegates.contact.organisation": _("contacts"),
    "delegates.remark.organisation": _("notes"),
    "delegates.organisation_topics.organisation": _("themes"),
}
