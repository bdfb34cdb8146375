"""Offers: a hold with a deadline, taken, let go, taken back, or lapsed."""

from collections.abc import Iterable
from typing import Any

from django.db.models.functions import Now
from django.utils import timezone

from accounts.records import note, note_each
from delegates import seats
from delegates.actions.block_offers import lapsed_blocks, let_blocks_lapse
from delegates.actions.locking import locked
from delegates.actions.paid_places import pays_first
from delegates.actions.wish_offers import lapsed, let_lapse
from delegates.line import MOST_LAPSES, Entry
from delegates.models import Claim, Registration
from delegates.refusals import NotOffered, NotPaidYet, OfferOver
from delegates.seats import patiently
from delegates.tasks import registrations as tasks
from events.models import Event

State = Registration.State
STANDING = [
    *("state", "signature", "party", "wished", "offered_until"),
    *("queued_at", "lapses", "sequence", "changed_at"),
]


@patiently
def accept(registration: Registration, *, by: Any) -> Registration:
    """Makes the offer her place. Raises OfferOver, NotPaidYet, NotOffered, NotThere, Busy."""
    found = _offered(registration)
    if not Registration.objects.filter(pk=found.pk, offered_until__gt=Now()).exists():
        raise OfferOver
    if pays_first(found):
        raise NotPaidYet
    seats.keep(found)
    found.wished = 0
    _stand(found, State.CONFIRMED)
    found.save(update_fields=STANDING)
    note(by, "accepted the offer", found)
    _tell([found])
    return found


@patiently
def decline(registration: Registration, *, by: Any) -> Registration:
    """Lets the offer go; her answers are kept off the list. Raises NotOffered, NotThere, Busy."""
    return _end(_offered(registration), by=by, did="declined the offer", template="passed")


@patiently
def withdraw_offer(registration: Registration, *, by: Any) -> Registration:
    """Takes an offer back, for an organiser: she is off the list, so that the next walk does not
    offer the same again. Raises NotOffered, NotThere, Busy.
    """
    found = _offered(registration)
    return _end(found, by=by, did="took the offer back", template="taken_back")


@patiently
def lapse(
    event: Event, quotas: Iterable[int] | None = None, *, but: Registration | None = None
) -> list[Entry]:
    """Ends the offers whose time has run out, those that hold `quotas` or all of the event's;
    never one of the registration `but`, which the caller is changing.

    Whoever is being answered at this moment is passed over. Five statements and few a person.
    """
    rows = Registration.objects.filter(event=event, state=State.OFFERED, offered_until__lte=Now())
    rows = rows.exclude(pk=but.pk) if but else rows
    if quotas is not None:
        holders = Claim.objects.filter(quota__in=list(quotas), expires_at__lte=Now())
        rows = rows.filter(pk__in=holders.values("registration"))
    found = list(rows.select_for_update(skip_locked=True, of=("self",)).order_by("pk"))
    wishes, blocks = lapsed(event, quotas, but=but), lapsed_blocks(event, quotas)
    if not found and not wishes and not blocks:
        return []
    seats.give_back(*found, *wishes, *blocks)
    if found:
        _let_lapse(found)
    if wishes:
        let_lapse(wishes)
    let_blocks_lapse(blocks)
    tasks.move_waiting_up.enqueue(event.pk)
    return [*found, *wishes, *blocks]


def _let_lapse(found: list[Registration]) -> None:
    for each in found:
        each.lapses += 1
        each.party, each.wished = each.wished or each.party, 0
        back = each.lapses < MOST_LAPSES
        _stand(each, State.WAITING if back else State.PASSED)
    Registration.objects.bulk_update(found, STANDING, batch_size=100)
    note_each(None, "let an offer lapse", found)
    _tell(found, "lapsed")


def _offered(registration: Registration) -> Registration:
    found = locked(registration)
    if found.state != State.OFFERED:
        raise NotOffered
    return found


def _end(found: Registration, *, by: Any, did: str, template: str) -> Registration:
    seats.give_back(found)
    found.party, found.wished = found.wished or found.party, 0
    _stand(found, State.PASSED)
    found.save(update_fields=STANDING)
    note(by, did, found)
    _tell([found], template)
    tasks.move_waiting_up.enqueue(found.event_id)
    return found


def _stand(registration: Registration, state: str) -> None:
    registration.state = state
    if state == State.WAITING:
        registration.queued_at = registration.offered_until or timezone.now()
    else:
        registration.signature = ""
    registration.offered_until = None
    registration.sequence += 1
    registration.changed_at = timezone.now()


def _tell(found: Iterable[Registration], template: str = "") -> None:
    mails = [[str(each.uid), each.state, each.sequence, template] for each in found]
    tasks.write_to_them.enqueue(mails)
