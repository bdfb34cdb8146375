"""What is left of an event's letters 90 days after it: number, day and hash, and a receipt."""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop

from accounts.records import note
from delegates.letters import outcomes
from delegates.models import Letter, LetterHead, PapersReceipt
from events.models import Event
from events.retention import Forgotten, StillThere
from files import papers

UNMADE = (Letter.State.WRITTEN, Letter.State.CONFIRMED)
EMPTY: dict[str, Any] = {
    "registration": None,
    "sealed": b"",
    "pdf": b"",
    "lang": "",
    "outcome": Letter.Outcome.UNKNOWN,
    "ground": "",
}
NO_SIGNER = {"signer": "", "signer_position": "", "host_address": "", "host_phone": ""}


def unmade(event: Event) -> QuerySet[Letter]:
    return Letter.objects.filter(event=event, state__in=UNMADE)


def full(event: Event) -> QuerySet[Letter]:
    return Letter.objects.filter(event=event).exclude(**EMPTY)


def heads(event: Event) -> QuerySet[LetterHead]:
    return LetterHead.objects.filter(event=event).exclude(**NO_SIGNER)


def erase(event: Event) -> None:
    """Destroys the key, empties the rows, looks whether both are gone, and leaves a receipt.

    Runs before the rest is forgotten; leaves no receipt where there never was a
    letter. Raises StillThere; a second run goes on where the first one stopped.
    """
    if not Letter.objects.filter(event=event).exists():
        return
    counts = [row.as_json() for row in outcomes.counts(event)]
    letters = Letter.objects.filter(event=event, number__isnull=False).count()
    papers.destroy(str(event.uid))
    with transaction.atomic():
        unmade(event).delete()
        full(event).update(**EMPTY)
        _look(event)
        receipt, made = PapersReceipt.objects.get_or_create(
            event=event,
            defaults={"letters": letters, "counts": counts, "checked": ["key", "rows"]},
        )
        if made:
            note(None, "erased the papers", receipt, ["key", "sealed", "pdf"])


def _look(event: Event) -> None:
    """Asks the database and the disk again. Raises StillThere."""
    written = Letter.objects.filter(event=event).exclude(Q(sealed=b"") & Q(pdf=b""))
    if written.exists():
        raise StillThere(f"{event.slug}: papers")
    if not papers.is_destroyed(str(event.uid)):
        raise StillThere(f"{event.slug}: the key of its papers")


FORGOTTEN = [
    Forgotten(gettext_noop("letters that were not issued"), unmade),
    Forgotten(gettext_noop("papers and letters"), full, EMPTY, beforehand=erase),
    Forgotten(gettext_noop("who signs letters"), heads, NO_SIGNER),
]
