"""Wishes to change what somebody confirmed is, where no seat is free for it.

She keeps her seat and stands on the waiting list (delegates/line.py). Once the seats are free
they are offered; only when she takes them are her answers changed and her old seat given back.
"""

from typing import Any

from django.db.models.functions import Now
from django.utils import timezone

from accounts.records import note
from delegates import seats
from delegates.actions import badges
from delegates.actions.locking import locked
from delegates.actions.registrations import complete
from delegates.actions.waiting import let_move_up, offers
from delegates.actions.wish_offers import tell
from delegates.answers import Answers, bring_companions
from delegates.models import Registration, Wish
from delegates.refusals import Closed, NotConfirmed, NoWish, OfferOver
from delegates.seats import patiently
from delegates.tasks import registrations as tasks
from delegates.wishes import forget, held_wish, put_into, sign, wish_for
from events.models import Event

State = Wish.State


@patiently
def wait_to_change(registration: Registration, *, answers: Answers, by: Any) -> Wish:
    """Puts her on the list for what `answers` need; what she waited for before is over. She keeps
    her turn where she needs the same seats as before.

    Raises Closed where nothing will be offered any more, NotConfirmed, NotThere, Busy.
    """
    event = seats.open_book(registration.event)
    if not offers(event, timezone.now()):
        raise Closed
    registration = locked(registration)
    if registration.state != Registration.State.CONFIRMED:
        raise NotConfirmed
    registration.event, before = event, held_wish(registration)
    made = wish_for(registration, complete(answers, event=event, lang=registration.lang, by=by))
    sign(made, seats.bounded_quotas(event))
    for each in before:
        if each.signature == made.signature:
            made.queued_at, made.passed_over = each.queued_at, each.passed_over
    if before:
        seats.give_back(*before)
        forget(before)
    made.save(force_insert=True)
    note(by, "waits to change the registration", registration, sorted(made.changes))
    tell([made], "waits")
    tasks.move_waiting_up.enqueue(event.pk)
    return made


@patiently
def accept(registration: Registration, *, by: Any) -> Registration:
    """Makes the change for which seats are held, and gives back what she had instead.

    Raises NoWish, OfferOver, NotThere, Busy; Full, if she needs more by now than what is held.
    """
    event = seats.open_book(registration.event)
    registration, wish = _hers(registration)
    if not Wish.objects.filter(pk=wish.pk, offered_until__gt=Now()).exists():
        raise OfferOver
    held = seats.claims_of(registration, wish)
    changed = put_into(wish, registration)
    quotas = seats.quotas_for(registration, seats.bounded_quotas(event))
    seats.take(registration, quotas, seats=registration.party, instead_of=held)
    registration.save()
    bring_companions(registration, wish.changes.get("companions"))
    wish.delete()
    note(by, "made the change that was offered", registration, changed)
    badges.follow(event, [registration.pk])
    tell([wish], "made")
    let_move_up(event)
    return registration


@patiently
def give_up(registration: Registration, *, by: Any) -> None:
    """Ends her wish, offered or not; she keeps her seat. Raises NoWish, NotThere, Busy."""
    _give_up(registration, by=by, did="no longer waits to change the registration")


@patiently
def take_back(registration: Registration, *, by: Any) -> None:
    """Ends her wish for an organiser, and tells her. Raises NoWish, NotThere, Busy."""
    tell([_give_up(registration, by=by, did="ended the wish to change")], "over")


def _give_up(registration: Registration, *, by: Any, did: str) -> Wish:
    registration, wish = _hers(registration)
    seats.give_back(wish)
    forget([wish])
    note(by, did, registration)
    let_move_up(Event(pk=wish.event_id))
    return wish


def _hers(registration: Registration) -> tuple[Registration, Wish]:
    registration = locked(registration)
    for wish in held_wish(registration):
        return registration, wish
    raise NoWish
