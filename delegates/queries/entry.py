"""A card as its holder sees it."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import Record
from delegates.entry import ends_at
from delegates.models import EntryCard, Registration
from delegates.told import Told, told

DID = ("gave a card to log in", "ended a card to log in", "came in by a card")


@dataclass(frozen=True)
class CardShown:
    """Her newest card of an event, until when it serves, and what was done with cards."""

    card: EntryCard | None
    ends: datetime
    log: list[Told]

    @property
    def is_valid(self) -> bool:
        return self.card is not None and self.card.state == EntryCard.State.VALID


def card_of(registration: Registration) -> CardShown:
    """Two queries."""
    rows = EntryCard.objects.filter(
        event=registration.event_id, person=registration.person_id, person__isnull=False
    )
    name = f"delegates.registration:{registration.pk}"
    done = Record.objects.filter(object=name, did__in=DID).select_related("person")
    return CardShown(
        rows.order_by("-pk").first(), ends_at(registration.event), told(done.order_by("-pk")[:50])
    )
