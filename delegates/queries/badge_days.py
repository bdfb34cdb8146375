"""On which days a badge is valid."""

from collections.abc import Mapping
from dataclasses import dataclass

from delegates.models import BadgeDays, Registration
from events.models import Event


@dataclass(frozen=True)
class Days:
    """An event's days of badges, by category and by a registration's id."""

    of_category: Mapping[str, list[int]]
    of_person: Mapping[int, list[int]]

    def of(self, registration: Registration) -> list[int]:
        """Her own days, else her category's; none means all."""
        own = self.of_person.get(registration.pk)
        return list(own or self.of_category.get(registration.category) or [])


def days_of(event: Event) -> Days:
    """One query."""
    rows = list(BadgeDays.objects.filter(event=event))
    return Days(
        {row.category: row.days for row in rows if row.registration_id is None},
        {row.registration_id: row.days for row in rows if row.registration_id is not None},
    )
