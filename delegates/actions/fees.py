"""What is done with prices and quotes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from accounts.records import note
from delegates.models import Fee, FeePlan, ListPrice, Organisation, Payer, Registration
from delegates.payments import books, credit_notes, tasks
from delegates.payments.quotes import Prices, country_of, covering, members_of, place
from delegates.payments.refusals import NoPlan, PriceKept
from events.models import Event

State = Fee.State
Price = Fee.Price
PriceKey = tuple[str, str, str]


@transaction.atomic
def set_plan(event: Event, *, by: Any, **terms: Any) -> FeePlan:
    """Writes an event's terms. Quotes that were made keep theirs; so does a currency in use."""
    plan = FeePlan.objects.select_for_update().filter(event=event).first() or FeePlan(event=event)
    if plan.pk and plan.currency != terms["currency"] and event.fees.exists():
        terms["currency"] = plan.currency
    changed = [name for name, value in terms.items() if getattr(plan, name) != value]
    for name in changed:
        setattr(plan, name, terms[name])
    plan.save()
    note(by, "set the terms of the fees", event, changed)
    return plan


@transaction.atomic
def set_prices(event: Event, *, prices: Mapping[PriceKey, Decimal | None], by: Any) -> None:
    """Writes the list: (kind, category, group) to a sum, or None for no price. New quotes only."""
    for (kind, category, group), sum_ in prices.items():
        where: dict[str, Any] = {"event": event, "kind": kind, "category": category, "group": group}
        if sum_ is None:
            ListPrice.objects.filter(**where).delete()
        else:
            ListPrice.objects.update_or_create(**where, defaults={"amount": sum_})
    note(by, "set the list of prices", event)


def plan_of(event: Event) -> FeePlan:
    """Raises NoPlan."""
    plan = FeePlan.objects.filter(event=event).first()
    if plan is None:
        raise NoPlan
    return plan


def quote(registration: Registration) -> Fee:
    """The person's fee; made now if she has none, and made anew if what it hangs on has changed
    and nothing was paid or chosen yet. Raises NoPlan.
    """
    plan = plan_of(registration.event)
    fee = Fee.objects.filter(registration=registration).first()
    if fee and not _hangs_otherwise(fee, plan, registration):
        return fee
    prices = Prices.of(registration.event)
    try:
        with transaction.atomic():
            found = Fee.objects.select_for_update().filter(registration=registration).first()
            fee = found or Fee(registration=registration, event=registration.event)
            _fill(fee, plan, prices, registration)
            fee.state = books.state_of(fee)
            fee.save()
            credit_notes.follow_prices([fee] if found else [])
    except IntegrityError:
        return Fee.objects.get(registration=registration)
    return fee


def _hangs_otherwise(fee: Fee, plan: FeePlan, registration: Registration) -> bool:
    same = fee.category == registration.category and fee.country == country_of(plan, registration)
    untouched = fee.price == Price.SOLIDARITY and not fee.paid and fee.state == State.OWES
    return not same and (untouched or fee.is_free)


def _fill(fee: Fee, plan: FeePlan, prices: Prices, registration: Registration) -> None:
    country = country_of(plan, registration)
    placed = place(plan, country)
    fee.category, fee.country, fee.currency = registration.category, country, plan.currency
    fee.group, fee.rule, fee.edition = placed.group, placed.rule, placed.edition
    fee.listed = fee.amount = prices.solidarity(registration.category, placed.group)
    fee.price = Price.SOLIDARITY
    if fee.listed and covering(registration, plan):
        fee.price, fee.listed, fee.amount = Price.COVERED, Decimal(0), Decimal(0)


def quote_missing(event: Event, *, most: int = 500) -> int:
    """Quotes those who have a place and no fee yet; returns how many."""
    waiting = event.registrations.filter(
        state=Registration.State.CONFIRMED, fee=None
    ).select_related("event", "organisation")
    rows = list(waiting.order_by("pk")[:most])
    for registration in rows:
        quote(registration)
    return len(rows)


@transaction.atomic
def choose(
    fee: Fee, *, price: str, by: Any, less: Decimal | None = None, gift: Decimal = Decimal(0)
) -> Fee:
    """The person's own choice: the solidarity price, the supporter's, or less on her word alone;
    and a gift to the fund on top. Raises PriceKept once something was paid.
    """
    fee = Fee.objects.select_for_update().get(pk=fee.pk)
    if fee.paid or fee.state == State.WAIVED:
        raise PriceKept
    sums = {Price.SOLIDARITY: fee.listed, Price.COVERED: fee.listed, Price.LESS: less}
    sums[Price.SUPPORTER] = Prices.of(fee.event).supporter(fee.category)
    chosen = sums.get(Price(price))
    if chosen is None or (price == Price.LESS and chosen > fee.listed):
        chosen, price = fee.listed, Price.SOLIDARITY
    covered = price == Price.SOLIDARITY and fee.price == Price.COVERED
    fee.price, fee.amount, fee.gift = Price.COVERED if covered else price, chosen, gift
    fee.state = books.state_of(fee)
    fee.save(update_fields=["price", "amount", "gift", "state"])
    credit_notes.follow_prices([fee])
    _look_at_place(fee)
    note(by, "chose a price", fee, ["price", "gift"])
    return fee


def _look_at_place(fee: Fee) -> None:
    """A place that is held until the fee is settled is looked at after the commit."""
    if not fee.left and fee.registration_id:
        tasks.look_at_place.enqueue(fee.pk)


@transaction.atomic
def promise(fee: Fee, *, payer: Payer | None, by: Any) -> Fee:
    """Says who pays for it instead of the person, or, with None, that nobody does."""
    fee = Fee.objects.select_for_update().get(pk=fee.pk)
    if fee.payer_id != (payer.pk if payer else None):
        # Whoever pays now gets an invoice; the other's is not owed any more.
        credit_notes.lower(fee, fee.paid)
    fee.payer = payer
    fee.state = books.state_of(fee)
    fee.save(update_fields=["payer", "state"])
    note(by, "named who pays", fee, ["payer"])
    return fee


@transaction.atomic
def add_payer(
    *,
    event: Event,
    name: str,
    by: Any,
    address: str = "",
    organisation: Organisation | None = None,
    person: Any = None,
) -> Payer:
    """Somebody who pays for several; the one of this organisation, where there is one."""
    if organisation:
        known = Payer.objects.filter(event=event, organisation=organisation).first()
        if known:
            return known
    payer = Payer.objects.create(
        event=event, name=name, address=address, organisation=organisation, person=person
    )
    note(by, "added a payer", payer)
    return payer


@transaction.atomic
def name_payer(fee: Fee, *, name: str, by: Any) -> Fee:
    """A person says who pays for her; a name that is known already gets one bill for all."""
    payer = Payer.objects.filter(event=fee.event_id, name__iexact=name).order_by("pk").first()
    return promise(fee, payer=payer or add_payer(event=fee.event, name=name, by=by), by=by)


@transaction.atomic
def charge_organisation(payer: Payer, *, by: Any) -> Fee:
    """The organisation's price, by the seat's income group: it covers so many of its delegates.
    Raises NoPlan where there is none.
    """
    plan = plan_of(payer.event)
    known = Fee.objects.filter(payer=payer, price=Price.ORGANISATION).first()
    placed = place(plan, payer.organisation.country if payer.organisation else "")
    sum_ = Prices.of(payer.event).organisation(placed.group)
    if known or sum_ is None:
        if known:
            return known
        raise NoPlan
    fee = Fee.objects.create(
        event=payer.event,
        payer=payer,
        country=payer.organisation.country if payer.organisation else "",
        group=placed.group,
        rule=placed.rule,
        edition=placed.edition,
        price=Price.ORGANISATION,
        currency=plan.currency,
        listed=sum_,
        amount=sum_,
    )
    note(by, "charged the organisation's price", fee)
    cover_delegates(payer)
    return fee


def cover_delegates(payer: Payer) -> int:
    """Lets the organisation's fee cover its delegates who owe and have chosen nothing."""
    plan = plan_of(payer.event)
    if payer.organisation_id is None:
        return 0
    rows = Fee.objects.filter(
        members_of(payer.event_id, payer.organisation_id),
        price=Price.SOLIDARITY,
        state=State.OWES,
        paid=0,
        gift=0,
    ).order_by("registration_id")
    changed = 0
    for fee in rows.select_related("registration__event")[: plan.covered]:
        if fee.registration and covering(fee.registration, plan):
            fee.price, fee.listed, fee.amount = Price.COVERED, Decimal(0), Decimal(0)
            fee.state = books.state_of(fee)
            fee.save(update_fields=["price", "listed", "amount", "state"])
            credit_notes.follow_prices([fee])
            changed += 1
    return changed


def credit_withdrawn(registration: Registration) -> None:
    """What stands on an invoice and was not paid is not owed by whoever withdraws, nor by whoever
    pays for her. Inside a transaction.
    """
    for fee in Fee.objects.select_for_update(of=("self",)).filter(registration=registration):
        credit_notes.lower(fee, fee.paid)


@transaction.atomic
def waive(fee: Fee, *, by: Any, waived: bool = True) -> Fee:
    """Lets somebody off, or takes that back. What was paid stays on record."""
    fee = Fee.objects.select_for_update(of=("self",)).select_related("event").get(pk=fee.pk)
    fee.state = State.WAIVED if waived else State.OWES
    books.settle([fee])
    credit_notes.follow_prices([fee])
    _look_at_place(fee)
    note(by, "waived the fee" if waived else "took the waiver back", fee, ["state"])
    return fee
