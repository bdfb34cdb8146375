"""What the waiting list does with wishes to change: offers, and offers that lapse."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models.functions import Now

from accounts.records import note_each
from delegates.line import MOST_LAPSES
from delegates.models import Claim, Registration, Wish
from delegates.tasks import wishes as tasks
from events.models import Event

State = Wish.State
MANY = 100
STANDING = ["state", "offered_until", "queued_at", "lapses", "sequence"]


def offer(found: list[Wish], until: datetime) -> None:
    """Says of wishes that the seats they need are held until then; the caller has taken them."""
    for each in found:
        each.state, each.offered_until = State.OFFERED, until
        each.sequence += 1
    if found:
        Wish.objects.bulk_update(found, STANDING, batch_size=MANY)
        note_each(None, "was offered the change", _whose(found))
        tell(found, "offered")


def lapsed(event: Event, quotas: Iterable[int] | None, *, but: Any = None) -> list[Wish]:
    """The wishes whose offer's time has run out, held until the commit; those that hold `quotas`
    or all of the event's. Whoever is being answered at this moment is passed over.
    """
    rows = Wish.objects.filter(event=event, state=State.OFFERED, offered_until__lte=Now())
    rows = rows.exclude(registration=but) if but else rows
    if quotas is not None:
        holds = Claim.objects.filter(quota__in=list(quotas), expires_at__lte=Now())
        rows = rows.filter(pk__in=holds.values("wish"))
    return list(rows.select_for_update(skip_locked=True, of=("self",)).order_by("pk"))


def let_lapse(found: list[Wish]) -> None:
    """Puts them at the back of the list, and ends them the second time; the caller has given
    their seats back.
    """
    back = [each for each in found if each.lapses + 1 < MOST_LAPSES]
    over = [each for each in found if each not in back]
    for each in back:
        each.queued_at = each.offered_until or each.queued_at
        each.state, each.offered_until = State.WAITING, None
        each.lapses += 1
        each.sequence += 1
    note_each(None, "let an offer lapse", _whose(found))
    tell(back, "lapsed")
    tell(over, "over")
    Wish.objects.bulk_update(back, STANDING, batch_size=MANY)
    Wish.objects.filter(pk__in=[each.pk for each in over]).delete()


def _whose(found: list[Wish]) -> list[Registration]:
    """As many as note_each needs: rows by their keys alone."""
    return [Registration(pk=each.registration_id, event_id=each.event_id) for each in found]


def tell(found: Iterable[Wish], news: str) -> None:
    """Has each told how her wish stands, after the commit."""
    mails = [[each.registration_id, news, each.sequence] for each in found]
    if mails:
        tasks.write_of_wishes.enqueue(mails)
