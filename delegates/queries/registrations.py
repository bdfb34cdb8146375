"""Registrations as pages read them: a constant number of queries each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Person
from delegates import countries
from delegates.models import Registration, Wish
from delegates.queries.waiting import Wait, wait_of
from events.models import Event
from languages import texts
from languages.texts import Reading

State = Registration.State

__all__ = ["Shown", "Wait", "is_registered", "live", "shown", "wait_of"]


def live(event: Event, person: Person) -> Registration | None:
    """Her registration that was not withdrawn, and whether she `wishes` to change. One query."""
    held = Wish.objects.filter(registration=OuterRef("pk"))
    rows = _lives(event, person).select_related(
        "organisation", "constituency", "form_version__questionnaire"
    )
    rows = rows.annotate(wishes=Exists(held))
    found = rows.first()
    if found:
        found.event = event
    return found


def is_registered(event: Event, person: Person) -> bool:
    """Whether she has one, at a fifth of the price. One query."""
    return _lives(event, person).exists()


def _lives(event: Event, person: Person) -> QuerySet[Registration]:
    return Registration.objects.filter(event=event, person=person).exclude(state=State.WITHDRAWN)


@dataclass(frozen=True)
class Shown:
    """A registration as its own page and the organisers' list show it."""

    registration: Registration
    organisation: Reading = texts.NOTHING
    constituency: Reading = texts.NOTHING

    def __getattr__(self, name: str) -> Any:
        return getattr(self.registration, name)

    @property
    def country_name(self) -> str:
        return countries.name(self.registration.event, self.registration.country)


def shown(registration: Registration, languages: Sequence[str]) -> Shown:
    """Two queries."""
    return _shown([registration], texts.load(_text_ids([registration]), languages))[0]


def _text_ids(rows: Sequence[Registration]) -> list[int | None]:
    found: list[int | None] = [each.organisation.name_id for each in rows if each.organisation]
    return found + [each.constituency.name_id for each in rows if each.constituency]


def _shown(rows: Sequence[Registration], read: dict[int | None, Reading]) -> list[Shown]:
    return [
        Shown(
            each,
            read[each.organisation.name_id if each.organisation else None],
            read[each.constituency.name_id if each.constituency else None],
        )
        for each in rows
    ]
