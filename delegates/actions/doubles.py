"""Two registrations of one person become one, and two again."""

from functools import partial
from typing import Any

from django.db import IntegrityError, transaction

from accounts.records import note
from delegates import seats
from delegates.actions.locking import locked
from delegates.actions.waiting import let_move_up
from delegates.answers import NAMES, search_words
from delegates.models import Double, Registration
from delegates.ports import followers
from delegates.refusals import DecidedAlready, Full, NotOnePerson, NotThere, RegisteredAlready
from delegates.seats import patiently
from delegates.tasks.registrations import write_of_joining
from realtime import wake

State = Registration.State
# What the one that stays lacks is taken from the other: nothing that a quota counts.
FILLED = ("called", "latin_name", "public_name", "needs", "speaks", "reads", "lang")


@patiently
def join(*, kept: Registration, gone: Registration, by: Any) -> Double:
    """Makes two registrations one: `kept` stays, `gone` gives its seats back and all that belongs
    to it follows. Nothing of `gone` is deleted before the end of the event.

    Raises NotOnePerson, DecidedAlready, NotThere, Full, seats.Busy.
    """
    if kept.event_id != gone.event_id or kept.pk == gone.pk:
        raise NotOnePerson
    event = seats.open_book(kept.event)
    kept, gone = _both(kept, gone)
    before: dict[str, Any] = {"gone": gone.state, "kept": kept.state, "filled": _fill(kept, gone)}
    before["adopted"] = kept.person_id is None and gone.person_id is not None
    _seat(kept, gone)
    gone.state, gone.signature = State.WITHDRAWN, ""
    gone.sequence += 1
    gone.save()
    if before["adopted"]:
        kept.person_id = gone.person_id
    kept.save()
    double = _decide(kept, gone, Double.State.JOINED, by)
    double.before = before
    double.followed = {each.name: each.join(gone, kept) for each in followers}
    double.save()
    note(by, "joined two registrations", kept, before["filled"])
    note(by, "joined two registrations", gone)
    _after(double, event)
    return double


@patiently
def part(double: Double, *, by: Any) -> Double:
    """Makes them two again. What was confirmed gets its seats back, or waits where they are gone.

    Raises NotThere if they are not joined, RegisteredAlready, seats.Busy.
    """
    event = seats.open_book(double.event)
    rows = Double.objects.select_for_update().filter(pk=double.pk, state=Double.State.JOINED)
    found = rows.first()
    if found is None:
        raise NotThere
    pair = Registration.objects.select_for_update().in_bulk([found.kept_id, found.gone_id])
    kept, gone = pair[found.kept_id], pair[found.gone_id]
    if gone.state != State.WITHDRAWN or not gone.full_name:
        raise NotThere
    _undo(kept, gone, found.before)
    # After she stands in the book again: who withdrew is billed to nobody.
    for each in reversed(followers):
        each.part(gone, kept, found.followed.get(each.name, []))
    found.state, found.decided_by = Double.State.APART, by
    found.save()
    note(by, "parted two registrations", kept, found.before["filled"])
    note(by, "parted two registrations", gone)
    let_move_up(event)
    return found


@transaction.atomic
def keep_apart(*, one: Registration, other: Registration, by: Any) -> Double:
    """Notes that these are two people, so that nobody asks again. Raises DecidedAlready."""
    if one.event_id != other.event_id or one.pk == other.pk:
        raise NotOnePerson
    double = _decide(one, other, Double.State.APART, by)
    note(by, "kept two registrations apart", one)
    note(by, "kept two registrations apart", other)
    return double


def _both(kept: Registration, gone: Registration) -> tuple[Registration, Registration]:
    """Both rows, held in the order of their ids so that no two joinings wait for each other."""
    held = {each.pk: locked(each) for each in sorted([kept, gone], key=lambda each: each.pk)}
    return held[kept.pk], held[gone.pk]


def _fill(kept: Registration, gone: Registration) -> list[str]:
    filled = [name for name in FILLED if not getattr(kept, name) and getattr(gone, name)]
    for name in filled:
        setattr(kept, name, getattr(gone, name))
    # At the desk she is found by any name that she ever wrote.
    kept.search = search_words(getattr(each, name) for each in (kept, gone) for name in NAMES)
    return filled


def _seat(kept: Registration, gone: Registration) -> None:
    """One seat for one person: one that waits takes over what the confirmed one had."""
    seats.give_back(gone)
    gone.offered_until = None
    if kept.state != State.CONFIRMED and gone.state == State.CONFIRMED:
        held = list(kept.claims.all())
        quotas = seats.quotas_for(kept)
        seats.take(kept, quotas, seats=kept.party, instead_of=held)
        seats.keep(kept)
        kept.state, kept.signature, kept.offered_until = State.CONFIRMED, "", None
        kept.sequence += 1


def _decide(kept: Registration, gone: Registration, state: str, by: Any) -> Double:
    known = Double.objects.select_for_update().filter(
        kept_id__in=[kept.pk, gone.pk], gone_id__in=[kept.pk, gone.pk]
    )
    double = known.first() or Double(event_id=kept.event_id)
    if double.state == Double.State.JOINED:
        raise DecidedAlready
    double.kept, double.gone, double.state, double.decided_by = kept, gone, state, by
    double.before, double.followed = {}, {}
    double.save()
    return double


def _undo(kept: Registration, gone: Registration, before: dict[str, Any]) -> None:
    for name in before["filled"]:
        if getattr(kept, name) == getattr(gone, name):
            setattr(kept, name, [] if name in {"speaks", "reads"} else "")
    if before["adopted"] and kept.person_id == gone.person_id:
        kept.person = None
    kept.search = search_words(getattr(kept, name) for name in NAMES)
    if before["kept"] != State.CONFIRMED and kept.state == State.CONFIRMED:
        seats.give_back(kept)
        _let_wait(kept)
    kept.save()
    _seat_again(gone, before["gone"])


def _seat_again(gone: Registration, state: str) -> None:
    try:
        with transaction.atomic():
            gone.state, gone.sequence = State.CONFIRMED, gone.sequence + 1
            gone.save()
            if state == State.CONFIRMED:
                seats.take(gone, seats.quotas_for(gone), seats=gone.party)
                return
    except IntegrityError as error:
        raise RegisteredAlready from error
    except Full:
        pass
    _let_wait(gone)
    gone.save()


def _let_wait(registration: Registration) -> None:
    registration.state = State.WAITING
    registration.signature = seats.signature(seats.quotas_for(registration))


def _after(double: Double, event: Any) -> None:
    write_of_joining.enqueue(double.pk)
    gone = double.gone.person_id
    transaction.on_commit(partial(wake.look_again, gone), robust=True)
    let_move_up(event)
