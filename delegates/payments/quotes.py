"""What somebody is asked to pay, and why."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from delegates import income
from delegates.models import Fee, FeePlan, ListPrice, Registration, Seat
from delegates.models.income import Group
from events.models import Event

Rule = Fee.Rule
Kind = ListPrice.Kind


@dataclass(frozen=True)
class Placed:
    """The income group of a country for an event: which, by what rule, of which list."""

    group: str
    rule: str
    edition: str = ""


def place(plan: FeePlan, country: str, today: date | None = None) -> Placed:
    """The group of `country` on the event's day; a later list counts only where it is lower.

    Without a row: the event's default, else the last that is known, else the lowest.
    """
    rows = income.rows_of(country) if country else []
    found = income.on(rows, plan.classified_on)
    if found:
        now = income.on(rows, max(today or timezone.now().date(), plan.classified_on))
        if now and now.group != found.group and income.lower(now.group, found.group) == now.group:
            return Placed(now.group, Rule.LATER, now.source)
        return Placed(found.group, Rule.TABLE, found.source)
    if plan.default_group:
        return Placed(plan.default_group, Rule.DEFAULT)
    last = income.last_before(rows, plan.classified_on)
    if last:
        return Placed(last.group, Rule.LAST_KNOWN, last.source)
    return Placed(Group.LOW, Rule.LOWEST)


def country_of(plan: FeePlan, registration: Registration) -> str:
    """The country that counts: never the passport's."""
    organisation = registration.organisation
    if plan.counted == FeePlan.Counted.ORGANISATION and organisation and organisation.country:
        return organisation.country
    return registration.country


@dataclass(frozen=True)
class Prices:
    """An event's list prices, read once. One query."""

    amounts: dict[tuple[str, str, str], Decimal]

    @classmethod
    def of(cls, event: Event) -> "Prices":
        rows = event.list_prices.values_list("kind", "category", "group", "amount")
        return cls({(kind, category, group): sum_ for kind, category, group, sum_ in rows})

    def __bool__(self) -> bool:
        return bool(self.amounts)

    def solidarity(self, category: str, group: str) -> Decimal:
        """A category without prices pays nothing."""
        return self.amounts.get((Kind.SOLIDARITY, category, group), Decimal(0))

    def supporter(self, category: str) -> Decimal | None:
        return self.amounts.get((Kind.SUPPORTER, category, ""))

    def organisation(self, group: str) -> Decimal | None:
        return self.amounts.get((Kind.ORGANISATION, "", group))


def organisation_of(registration: Registration) -> int | None:
    """The organisation for which somebody comes: that of her delegation, else her own."""
    of_delegation = Seat.objects.filter(registration=registration)
    found = of_delegation.values_list("delegation__organisation", flat=True).first()
    return found or registration.organisation_id


def members_of(event: int, organisation: int) -> Q:
    """Fees of those who come for an organisation, by their delegation or in their own name."""
    named = Q(registration__organisation=organisation)
    sitting = Q(registration__seat__delegation__organisation=organisation)
    return Q(event=event) & (named | sitting)


def covering(registration: Registration, plan: FeePlan) -> Fee | None:
    """The organisation's fee that covers this person: the first so many of its delegates are
    covered by it. At most three queries.
    """
    organisation = organisation_of(registration)
    if organisation is None or not plan.covered:
        return None
    whole = Fee.objects.filter(
        event=registration.event_id,
        price=Fee.Price.ORGANISATION,
        payer__organisation=organisation,
    ).first()
    if whole is None:
        return None
    hers = Fee.objects.filter(
        members_of(registration.event_id, organisation), price=Fee.Price.COVERED
    ).exclude(registration__state=Registration.State.WITHDRAWN)
    room = hers.exclude(registration=registration).count() < plan.covered
    return whole if room else None
