"""What is done with registrations."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from access.rows import insert
from accounts.records import note
from delegates import seats
from delegates.actions import badges
from delegates.actions.fees import credit_withdrawn
from delegates.actions.locking import locked
from delegates.actions.offers import lapse
from delegates.actions.organisations import find_or_add
from delegates.actions.paid_places import hold_until_paid
from delegates.actions.revoking import revoke_letters
from delegates.actions.sitting import link_of, sit
from delegates.actions.staying import give_up
from delegates.actions.waiting import let_move_up
from delegates.answers import Answers, bring, constituency_of, empty, fill
from delegates.blocks import leave_seat
from delegates.line import comes_before
from delegates.models import Claim, Quota, Registration, Wish, seating_of
from delegates.refusals import Closed, Excluded, Full, NotOffTheList, RegisteredAlready
from delegates.seats import patiently
from delegates.signals import named_anew
from delegates.tasks import registrations as tasks
from delegates.wishes import follow, forget, held_wish, names_in
from events.models import Event
from realtime import wake

State = Registration.State


@patiently
def register(
    *,
    event: Event,
    person: Any,
    answers: Answers,
    by: Any,
    lang: str = "en",
    at_the_desk: bool = False,
    seat: str = "",
) -> Registration:
    """Registers `person`: confirmed with her seats, or waiting with all her answers kept.

    `seat` is the token of a link onto a delegation's seat, which is there whether registration
    is open or not. Raises Closed (unless `at_the_desk`), RegisteredAlready, seats.Busy, and with
    `seat` as `sitting.sit` does.
    """
    book = seats.open_book(event, person)
    event = book
    if not event.is_open("registration") and not (at_the_desk or seat):
        raise Closed
    if book.excludes:
        raise Excluded
    registration = Registration(event=event, person=person, lang=lang)
    fill(registration, complete(answers, event=event, lang=lang, by=by))
    _insert(registration)
    if answers.filled and answers.filled.companions:
        bring(registration, answers, new=True)
    _place(event, registration, seat, stands=at_the_desk)
    note(by, "registered", registration)
    tasks.write_to_her.enqueue(str(registration.uid), registration.state, 0)
    return registration


def complete(answers: Answers, *, event: Any, lang: str, by: Any) -> Answers:
    """The answers with the organisation looked up or added, and the country's constituency."""
    name = answers.organisation_name
    if name and not answers.organisation:
        found = find_or_add(event=event, name=name, lang=lang, by=by)
        answers = replace(answers, organisation=found)
    if answers.country and not answers.constituency and event.constituencies_set:
        answers = replace(answers, constituency=constituency_of(event, answers.country))
    return answers


@patiently
def change(registration: Registration, *, answers: Answers, by: Any) -> Registration:
    """Writes new answers. Raises Full if they need a seat that is not free: the old seat and the
    old answers stay then. Raises NotThere, seats.Busy.
    """
    event = seats.open_book(registration.event)
    registration = locked(registration)
    wishes = held_wish(registration)
    answers = complete(answers, event=event, lang=registration.lang, by=by)
    changed = fill(registration, answers)
    if bring(registration, answers):
        changed.append("companions")
    over = [each for each in wishes if not names_in(each).isdisjoint(changed)]
    freed = _move_seats(event, registration, over)
    registration.save()
    follow(event, [each for each in wishes if each not in over])
    note(by, "changed the registration", registration, changed)
    if not {"full_name", "public_name"}.isdisjoint(changed):
        named_anew.send(sender=None, registration=registration)
    badges.follow(event, [registration.pk])
    if freed:
        let_move_up(event)
    return registration


@patiently
def withdraw(registration: Registration, *, by: Any) -> Registration:
    """Ends the registration, gives its seats back and deletes all answers but who she is.

    Raises NotThere, seats.Busy.
    """
    event = seats.open_book(registration.event)
    registration = locked(registration)
    wishes = held_wish(registration)
    if not leave_seat(registration, *wishes):
        seats.give_back(registration, *wishes)
    forget(wishes)
    fill(registration, who_she_is(registration))
    revoke_letters(registration, by=by)
    empty(registration)
    registration.state = State.WITHDRAWN
    registration.signature, registration.offered_until = "", None
    registration.sequence += 1
    registration.save()
    give_up(registration, by=by)
    credit_withdrawn(registration)
    note(by, "withdrew the registration", registration)
    badges.follow(event, [registration.pk])
    transaction.on_commit(partial(wake.look_again, registration.person_id), robust=True)
    tasks.write_to_her.enqueue(str(registration.uid), registration.state, registration.sequence)
    let_move_up(event)
    return registration


def who_she_is(registration: Registration) -> Answers:
    """What is left of a withdrawn registration: a session may still name her as she chose."""
    return Answers(
        full_name=registration.full_name,
        public_name=registration.public_name,
        category=registration.category,
    )


def _insert(registration: Registration) -> None:
    """What is raised here ends the action's own transaction, or its savepoint."""
    try:
        insert(registration)
    except IntegrityError as error:
        raise RegisteredAlready from error


def _place(event: Event, registration: Registration, seat: str, *, stands: bool) -> None:
    if seat:
        person: Any = registration.person
        sit(registration, link_of(event, seat), event=event, person=person)
        return
    quotas = seats.quotas_for(registration, seats.bounded_quotas(event))
    seat_or_queue(event, registration, quotas, stands=stands)


def _move_seats(event: Any, registration: Registration, over: list[Wish]) -> bool:
    """Takes and gives what other answers need, with what was held for a wish that is `over`;
    whether seats were freed. Raises Full.
    """
    quotas = seats.quotas_for(registration, seats.bounded_quotas(event))
    if registration.state in {State.CONFIRMED, State.OFFERED}:
        held = seats.claims_of(registration, *over)
        _let_others_go_first(event, registration, _beyond(held, quotas, registration.party))
        _take(event, registration, quotas, held)
        forget(over)
        if registration.offered_until:
            registration.signature = seats.signature(quotas)
            registration.claims.update(expires_at=registration.offered_until)
        wanted = {quota.pk: registration.party for quota in quotas}
        return any(claim.seats > wanted.get(claim.quota_id, 0) for claim in held)
    registration.signature = "" if registration.state == State.PASSED else seats.signature(quotas)
    return True


@patiently
def ask_again(registration: Registration, *, by: Any, at_the_desk: bool = False) -> Registration:
    """Seats somebody who was off the list, or puts her at its back. Raises Closed (unless
    `at_the_desk`), NotOffTheList, NotThere, Busy.
    """
    event = seats.open_book(registration.event)
    if not event.is_open("registration") and not at_the_desk:
        raise Closed
    registration = locked(registration)
    if registration.state != State.PASSED:
        raise NotOffTheList
    registration.state, registration.queued_at = State.CONFIRMED, timezone.now()
    registration.lapses = 0
    registration.sequence += 1
    registration.save()
    quotas = seats.quotas_for(registration, seats.bounded_quotas(event))
    seat_or_queue(event, registration, quotas, stands=at_the_desk)
    note(by, "asked again for a place", registration)
    tasks.write_to_her.enqueue(str(registration.uid), registration.state, registration.sequence)
    return registration


def seat_or_queue(
    event: Event, registration: Registration, quotas: list[Quota], *, stands: bool = False
) -> None:
    """Takes the seats; she waits if they are full or somebody has been waiting for them. Where
    places of her kind are paid first, hers is held until then, unless it `stands` at once.
    """
    try:
        if not _others_wait(event, registration, quotas):
            _take(event, registration, quotas)
            if not stands:
                hold_until_paid(event, registration, quotas)
            return
    except Full:
        pass
    registration.state = State.WAITING
    registration.signature = seats.signature(quotas)
    registration.save(update_fields=["state", "signature"])


def _take(
    event: Event, registration: Registration, quotas: list[Quota], held: Iterable[Claim] = ()
) -> None:
    """Takes the seats; where one is full, ends the offers on just these quotas whose time has
    run out, and tries once more. Raises Full.
    """
    party = registration.party
    try:
        seats.take(registration, quotas, seats=party, instead_of=held)
    except Full:
        if not lapse(event, [quota.pk for quota in quotas], but=registration):
            raise
        if not held and comes_before(event, quotas, party=party, patience=0):
            raise
        seats.take(registration, quotas, seats=party, instead_of=held)


def _beyond(held: list[Claim], quotas: list[Quota], party: int) -> list[Quota]:
    """The quotas of which more seats are needed than `held` are."""
    has: Counter[int] = Counter()
    for claim in held:
        has[claim.quota_id] += claim.seats
    return [each for each in quotas if has[each.pk] < party]


def _let_others_go_first(event: Any, registration: Registration, more: list[Quota]) -> None:
    """A change takes no seat that somebody waits for who could have it as well. Raises Full."""
    if not event.somebody_waits or not more:
        return
    patience, party = seating_of(event).patience, registration.party
    if comes_before(event, more, party=party, patience=patience, but=registration):
        raise Full(more[0].pk, more[0].name)


def _others_wait(event: Any, registration: Registration, quotas: list[Quota]) -> bool:
    """Whether someone waits who could be seated whenever this newcomer could."""
    if not event.somebody_waits or not quotas:
        return False
    patience = seating_of(event).patience
    return comes_before(event, quotas, party=registration.party, patience=patience)
