"""Notes who read or changed what."""

from collections.abc import Iterable

from django.db.models import Model

from access.rows import insert
from accounts.models import Person, Record


def note(by: Person | None, did: str, target: Model, fields: Iterable[str] = ()) -> None:
    """Writes one record, inside the transaction of what is done.

    `did` is a verb of the domain («released the programme»); `fields` are names, never values.
    """
    of = f"{target._meta.label_lower}:{target.pk}"
    insert(Record(person_id=by.pk if by else None, did=did, object=of, fields=list(fields)))


def note_each(by: Person | None, did: str, targets: Iterable[Model]) -> None:
    """The same of many, in one statement."""
    Record.objects.bulk_create(
        Record(person=by, did=did, object=f"{each._meta.label_lower}:{each.pk}") for each in targets
    )
