"""Letters that count no more."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.records import note
from delegates.models import Letter, Registration

State = Letter.State
MAKING = (State.WRITTEN, State.CONFIRMED)


def revoke_letters(registration: Registration, *, by: Any) -> None:
    """For who withdraws: letters in the making go, issued ones are revoked."""
    hers = Letter.objects.filter(registration=registration)
    hers.filter(state__in=MAKING).delete()
    revoke_each(hers, by=by)


def revoke_each(rows: QuerySet[Letter], *, by: Any) -> int:
    """Revokes the issued ones among `rows`; how many. Called within a transaction."""
    count = 0
    for letter in rows.filter(state=State.ISSUED):
        changed = rows.filter(pk=letter.pk, state=State.ISSUED)
        if changed.update(state=State.REVOKED, revoked_at=timezone.now()):
            note(by, "revoked the letter", letter)
            count += 1
    return count
