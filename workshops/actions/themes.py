"""Who facilitates a theme."""

from typing import Any

from django.db import transaction

from accounts.models import Person
from accounts.records import note
from events.models import Theme
from workshops.models import Facilitator
from workshops.refusals import NoSuchPerson


@transaction.atomic
def name_facilitator(theme: Theme, *, email: str, by: Any) -> Facilitator:
    """Raises NoSuchPerson."""
    person = Person.objects.filter(email__iexact=email).first()
    if person is None or not person.is_active:
        raise NoSuchPerson
    found, new = Facilitator.objects.get_or_create(
        theme=theme, person=person, defaults={"named_by": by}
    )
    if new:
        note(by, "named somebody to facilitate a theme", found)
    return found


@transaction.atomic
def dismiss(facilitator: Facilitator, *, by: Any) -> None:
    note(by, "dismissed somebody who facilitates a theme", facilitator)
    facilitator.delete()
