"""What lists, batches and files keep of people, and until when."""

from typing import Any

from django.utils.translation import gettext_noop

from accounts.models import Person
from accounts.ports import Holding
from delegates.actions.exports import delete_files
from delegates.models import Batch, BatchItem, Export, Registration, SavedList
from events.models import Event
from events.retention import Forgotten


def show(person: Person) -> list[dict[str, Any]]:
    """The files that she asked for, and what she did with many."""
    files = Export.objects.filter(asked_by=person)
    done = Batch.objects.filter(made_by=person)
    return [
        {"asked for a file": row["purpose"], "at": row["asked_at"]}
        for row in files.values("purpose", "asked_at").order_by("pk")
    ] + [
        {"did with many": row["kind"], "at": row["made_at"]}
        for row in done.values("kind", "made_at").order_by("pk")
    ]


def erase(person: Person) -> None:
    """Deletes the files in which she may stand."""
    events = Registration.objects.filter(person=person).values("event")
    delete_files(Export.objects.filter(event__in=events, state=Export.State.READY))


def _exports(event: Event) -> Any:
    nobody = {"asked": "", "asked_by": None, "answered_by": None}
    return Export.objects.filter(event=event).exclude(**nobody)


HOLDING = Holding("files and lists", show, erase)
FORGOTTEN = [
    Forgotten(gettext_noop("kept lists"), lambda event: SavedList.objects.filter(event=event)),
    Forgotten(
        gettext_noop("people of batches"),
        lambda event: BatchItem.objects.filter(batch__event=event),
    ),
    Forgotten(
        gettext_noop("lists of batches"),
        lambda event: Batch.objects.filter(event=event).exclude(asked=""),
        {"asked": ""},
    ),
    Forgotten(
        gettext_noop("who took files"),
        _exports,
        {"asked": "", "asked_by": None, "answered_by": None},
    ),
]
