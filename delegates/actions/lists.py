"""Lists under a name, for all organisers of an event."""

from typing import Any

from django.db import transaction

from accounts.records import note
from delegates.filters import Wanted
from delegates.models import SavedList
from events.models import Event


@transaction.atomic
def save(*, event: Event, name: str, wanted: Wanted, by: Any) -> SavedList:
    saved = SavedList.objects.create(event=event, name=name, asked=wanted.query)
    note(by, "kept a list", saved)
    return saved


@transaction.atomic
def drop(saved: SavedList, *, by: Any) -> None:
    note(by, "dropped a list", saved)
    saved.delete()
