"""What is asked of the solidarity fund, and what its committee decides."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.records import note
from delegates.actions import fees, payments
from delegates.models import FundEntry, Grant, Opinion, Payment, Registration
from delegates.payments import ledger, twice
from delegates.payments.refusals import (
    AskedAlready,
    MovedOn,
    NothingLeft,
    NotToBeScored,
    TooFewScores,
)
from events.models import Event

State = Grant.State
Kind = FundEntry.Kind


@transaction.atomic
def ask(
    registration: Registration, *, kind: str, sum_: Decimal | None, reason: str, by: Any
) -> Grant:
    """Asks the fund for the fee (its open rest, whatever `sum_`), for travel or for lodging.

    Raises AskedAlready, NothingLeft, NoPlan.
    """
    if kind == Grant.Kind.WAIVER:
        sum_ = fees.quote(registration).left
    if not sum_:
        raise NothingLeft
    try:
        with transaction.atomic():
            grant = Grant.objects.create(
                event=registration.event,
                registration=registration,
                kind=kind,
                asked=sum_,
                reason=reason,
            )
    except IntegrityError as error:
        raise AskedAlready from error
    note(by, "asked the fund", grant)
    return grant


@transaction.atomic
def score(grant: Grant, *, member: Any, points: int, remark: str) -> Opinion:
    """Gives or changes one member's score. Raises NotToBeScored."""
    grant = _held(grant)
    if grant.state != State.ASKED or grant.registration.person_id == member.pk:
        raise NotToBeScored
    opinion, _ = Opinion.objects.update_or_create(
        grant=grant, member=member, defaults={"score": points, "remark": remark}
    )
    note(member, "scored a request", grant)
    return opinion


@transaction.atomic
def offer(grant: Grant, *, sum_: Decimal, by: Any, today: date | None = None) -> Grant:
    """Promises a sum, which the fund holds until it is accepted or its day is over.

    Raises MovedOn, NotToBeScored, TooFewScores, FundTooSmall.
    """
    grant = _decidable(grant, by)
    plan = fees.plan_of(grant.event)
    ledger.enter(grant.event, Kind.COMMITMENT, sum_, grant=grant, by=by)
    grant.state, grant.granted, grant.decided_by = State.OFFERED, sum_, by
    grant.answer_by = (today or _today(grant.event)) + timedelta(days=plan.answer_days)
    grant.save(update_fields=["state", "granted", "decided_by", "answer_by"])
    note(by, "offered a grant", grant, ["state", "granted"])
    _tell(grant)
    return grant


@transaction.atomic
def refuse(grant: Grant, *, by: Any) -> Grant:
    """Raises MovedOn, NotToBeScored, TooFewScores."""
    grant = _decidable(grant, by)
    grant.state, grant.decided_by = State.REFUSED, by
    grant.save(update_fields=["state", "decided_by"])
    note(by, "refused a grant", grant, ["state"])
    _tell(grant)
    return grant


def _decidable(grant: Grant, by: Any) -> Grant:
    grant = _held(grant)
    if grant.state != State.ASKED:
        raise MovedOn
    if by is not None and grant.registration.person_id == by.pk:
        raise NotToBeScored
    if grant.opinions.count() < fees.plan_of(grant.event).scores_needed:
        raise TooFewScores
    return grant


@transaction.atomic
def accept(grant: Grant, *, by: Any, today: date | None = None) -> Grant:
    """The person says yes in time; a waiver then pays her fee at once. Raises MovedOn."""
    grant = _held(grant)
    late = grant.answer_by is not None and (today or _today(grant.event)) > grant.answer_by
    if grant.state != State.OFFERED or late:
        raise MovedOn
    grant.state = State.ACCEPTED
    grant.save(update_fields=["state"])
    note(by, "accepted a grant", grant, ["state"])
    if grant.kind == Grant.Kind.WAIVER:
        pay_out(grant, by=by)
        grant.refresh_from_db()
    return grant


@transaction.atomic
def pay_out(grant: Grant, *, by: Any) -> Grant:
    """What was accepted is paid: to the person, or for her to the event. Raises MovedOn."""
    grant = _held(grant)
    if grant.state != State.ACCEPTED:
        raise MovedOn
    if grant.kind == Grant.Kind.WAIVER:
        _pay_fee(grant, by=by)
    grant.state = State.PAID
    grant.save(update_fields=["state"])
    ledger.enter(grant.event, Kind.PAYOUT, grant.granted, grant=grant, by=by)
    note(by, "paid a grant out", grant, ["state"])
    return grant


def _pay_fee(grant: Grant, *, by: Any) -> None:
    """What she has paid meanwhile is not paid twice: that part goes back to the fund."""
    fee = fees.quote(grant.registration)
    used = min(grant.granted, fee.left)
    if used:
        payments.take(way=Payment.Way.FUND, sum_=used, fee=fee, by=by)
    if used < grant.granted:
        ledger.enter(grant.event, Kind.RELEASE, grant.granted - used, grant=grant, by=by)


@transaction.atomic
def decline(grant: Grant, *, by: Any) -> Grant:
    """The person does not need it, or what was accepted is not used. Raises MovedOn."""
    grant = _held(grant)
    if grant.state not in {State.ASKED, State.OFFERED, State.ACCEPTED}:
        raise MovedOn
    _return(grant, by=by)
    return grant


def _return(grant: Grant, *, by: Any) -> None:
    if grant.state in {State.OFFERED, State.ACCEPTED}:
        ledger.enter(grant.event, Kind.RELEASE, grant.granted, grant=grant, by=by)
    grant.state = State.RETURNED
    grant.save(update_fields=["state"])
    note(by, "returned a grant to the fund", grant, ["state"])


def return_unanswered(today: date | None = None) -> int:
    """Offers whose day is over, and all that is open of people who withdrew, go back to the
    fund; returns how many.
    """
    returned = 0
    live = Grant.objects.filter(state__in=[State.ASKED, State.OFFERED, State.ACCEPTED])
    for grant in live.select_related("event", "registration").order_by("pk"):
        gone = grant.registration.state == Registration.State.WITHDRAWN
        day = today or _today(grant.event)
        lapsed = grant.state == State.OFFERED and grant.answer_by and day > grant.answer_by
        if gone or lapsed:
            returned += _return_one(grant, gone=gone)
    return returned


@transaction.atomic
def _return_one(grant: Grant, *, gone: bool) -> bool:
    held = _held(grant)
    if held.state != grant.state:
        return False
    _return(held, by=None)
    if not gone:
        _tell(held)
    return True


def _held(grant: Grant) -> Grant:
    rows = Grant.objects.select_for_update(of=("self",)).select_related("event", "registration")
    return rows.get(pk=grant.pk)


def _today(event: Event) -> date:
    return timezone.now().astimezone(event.tz).date()


def _tell(grant: Grant) -> None:
    from delegates.payments.tasks import tell_of_grant

    transaction.on_commit(partial(tell_of_grant.enqueue, str(grant.uid), grant.state))


@transaction.atomic
def give(
    event: Event, *, sum_: Decimal, giver: str, by: Any, entry: UUID | None = None
) -> FundEntry:
    """A gift to the fund that comes from outside the fees. Raises NoPlan, FormUsed."""
    fees.plan_of(event)
    Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    same = {"event": event, "amount": sum_, "giver": giver}
    sent: FundEntry | None = twice.sent_before(FundEntry.objects, entry, **same)
    if sent:
        return sent
    made = ledger.enter(event, Kind.GIFT, sum_, giver=giver, by=by, entry=entry)
    note(by, "entered a gift", made)
    return made
