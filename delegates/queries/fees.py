"""Fees as pages read them: a constant number of queries each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from access.paging import Page, page_of
from delegates import countries
from delegates.actions.cards import takes_cards
from delegates.models import (
    Category,
    Fee,
    FeePlan,
    Grant,
    ListPrice,
    Paper,
    Payer,
    Payment,
    Registration,
)
from delegates.models.income import Group
from delegates.money import Money
from delegates.payments.books import billed
from delegates.payments.quotes import Prices
from events.models import Event
from events.queries import EventView, event_shell
from languages.folding import fold

Kind = ListPrice.Kind
CODE = re.compile("[0-9a-f]{8}")
# Letters that a desk volunteer has to type before anybody is shown.
LEAST = 3


@dataclass(frozen=True)
class FeeView:
    """A fee with its sums as money."""

    fee: Fee

    def __getattr__(self, name: str) -> Any:
        return getattr(self.fee, name)

    def _money(self, sum_: Decimal) -> Money:
        return Money(sum_, self.fee.currency)

    @property
    def price_sum(self) -> Money:
        return self._money(self.fee.amount)

    @property
    def listed_sum(self) -> Money:
        return self._money(self.fee.listed)

    @property
    def gift_sum(self) -> Money:
        return self._money(self.fee.gift)

    @property
    def owed_sum(self) -> Money:
        return self._money(self.fee.owed)

    @property
    def paid_sum(self) -> Money:
        return self._money(self.fee.paid)

    @property
    def left_sum(self) -> Money:
        return self._money(self.fee.left)

    @property
    def too_much(self) -> Money | None:
        """What came beyond what was owed."""
        over = self.fee.paid - self.fee.owed
        return self._money(over) if over > 0 and self.fee.paid else None

    @property
    def country_name(self) -> str:
        return countries.name(self.fee.event, self.fee.country)

    @property
    def without_place(self) -> bool:
        """Paid by somebody who has no place: a person decides what becomes of it."""
        registration = self.fee.registration
        seated = registration is None or registration.state == Registration.State.CONFIRMED
        return bool(self.fee.paid) and not seated


@dataclass(frozen=True)
class OwnFee:
    """A person's page: what it costs and why, and how to pay."""

    event: EventView
    fee: FeeView
    plan: FeePlan
    supporter: Money | None
    card: bool
    papers: list[Paper]
    payments: list[Payment]
    grants: list[Grant]
    begun: Payment | None = None

    @property
    def true_cost(self) -> Money | None:
        return self.plan.money(self.plan.true_cost) if self.plan.true_cost else None

    @property
    def asks(self) -> bool:
        """Whether the fund may still be asked for something."""
        live = {grant.kind for grant in self.grants if grant.state in {"asked", "offered"}}
        return len(live) < len(Grant.Kind.values)


def own_fee(fee: Fee, plan: FeePlan, languages: Sequence[str]) -> OwnFee:
    """Seven queries at most."""
    event = fee.event
    supporter = Prices.of(event).supporter(fee.category)
    payments = Payment.objects.filter(fee=fee, state=Payment.State.RECEIVED).order_by("pk")
    event.fee_plan = plan
    return OwnFee(
        event=event_shell(event, languages),
        fee=FeeView(fee),
        plan=plan,
        supporter=plan.money(supporter) if supporter is not None else None,
        card=takes_cards(event),
        papers=list(fee.papers.order_by("pk")),
        payments=list(payments),
        grants=list(fee.registration.grants.order_by("pk")) if fee.registration else [],
    )


# Organisers' pages


@dataclass(frozen=True)
class Total:
    """How many fees stand in one state, and what they come to."""

    state: str
    label: Any
    many: int
    sum: Money


@dataclass(frozen=True)
class Desk:
    event: EventView
    plan: FeePlan | None
    page: Page[FeeView]
    totals: list[Total] = field(default_factory=list)
    questioned: list[Payment] = field(default_factory=list)
    asking_back: int = 0


@dataclass(frozen=True)
class Sought:
    """How the list of fees is narrowed; what is unknown narrows nothing."""

    words: str = ""
    state: str = ""

    @classmethod
    def of(cls, asked: Any) -> "Sought":
        state = asked.get("state", "")
        known = {*Fee.State.values, "without_place", "asks_back"}
        return cls(asked.get("q", "")[:200], state if state in known else "")

    def rows(self, event: Event) -> QuerySet[Fee]:
        found = live(event)
        if self.state == "without_place":
            found = found.filter(paid__gt=0, registration__isnull=False)
            found = found.exclude(registration__state=Registration.State.CONFIRMED)
        elif self.state == "asks_back":
            found = found.filter(refund_asked_at__isnull=False)
        elif self.state:
            found = found.filter(state=self.state)
        for word in fold(self.words).split():
            named = Q(registration__search__contains=word) | Q(payer__name__icontains=word)
            found = found.filter(named | with_code(word))
        return found


def with_code(word: str) -> Q:
    """The fee whose code, or whose payer's, stands in a transfer: its number begins so."""
    if not CODE.fullmatch(word):
        return Q(pk=None)
    ends = (UUID(word + 24 * "0"), UUID(word + 24 * "f"))
    return Q(uid__range=ends) | Q(payer__uid__range=ends)


def live(event: Event) -> QuerySet[Fee]:
    """All but the fees of people who withdrew and paid nothing."""
    gone = Q(registration__state=Registration.State.WITHDRAWN, paid=0)
    return Fee.objects.filter(event=event).exclude(gone)


def desk(
    event: Event, sought: Sought, *, after: str, languages: Sequence[str], keeps: bool = True
) -> Desk:
    """Fifty fees in the order of their quotes, and what all come to. Seven queries.

    Who only takes cash finds whom she looks for, and reads no list and no totals.
    """
    plan = FeePlan.objects.filter(event=event).first()
    rows = sought.rows(event).select_related("registration", "payer")
    if not keeps:
        page = page_of(rows if len(sought.words.strip()) >= LEAST else rows.none(), after, size=10)
        few = Page([FeeView(fee) for fee in page.rows], None, first=True)
        return Desk(event_shell(event, languages), plan, few)
    page = page_of(rows, after)
    view = Page([FeeView(fee) for fee in page.rows], page.after, page.first)
    questioned = Payment.objects.filter(event=event, state=Payment.State.QUESTIONED)
    found = list(questioned.select_related("fee").order_by("pk"))
    return Desk(
        event_shell(event, languages),
        plan,
        view,
        totals(event, plan) if plan else [],
        found,
        Fee.objects.filter(event=event, refund_asked_at__isnull=False).count(),
    )


def totals(event: Event, plan: FeePlan) -> list[Total]:
    """What stands in each state, and what has come. Two queries; what is free is in no line."""
    rows = live(event).exclude(amount=0, gift=0).values("state").order_by()
    found = {
        row["state"]: row
        for row in rows.annotate(many=Count("pk"), fees=Sum("amount"), gifts=Sum("gift"))
    }
    paid = live(event).aggregate(sum=Sum("paid"))["sum"] or Decimal(0)
    lines = [
        Total(state, label, row["many"], plan.money(row["fees"] + row["gifts"]))
        for state, label in Fee.State.choices
        if (row := found.get(state))
    ]
    return [*lines, Total("", None, 0, plan.money(paid))]


@dataclass(frozen=True)
class OneFee:
    event: EventView
    fee: FeeView
    plan: FeePlan
    payments: list[Payment]
    papers: list[Paper]


def one_fee(fee: Fee, languages: Sequence[str]) -> OneFee:
    """Five queries: hers, and those of whoever pays for her."""
    mine = Q(fee=fee) | Q(shares__fee=fee)
    payments = Payment.objects.filter(mine).distinct().order_by("pk")
    return OneFee(
        event_shell(fee.event, languages),
        FeeView(fee),
        FeePlan.objects.get(event=fee.event),
        list(payments.exclude(state=Payment.State.LAPSED)),
        list(fee.papers.order_by("pk")),
    )


@dataclass(frozen=True)
class PriceRow:
    """A category's row in the table of prices: its sums by group, then the supporter's."""

    label: Any
    sums: list[str]


def price_table(event: Event, plan: FeePlan) -> list[PriceRow]:
    """The list as everybody may read it; categories without a price are left out. One query."""
    prices = Prices.of(event).amounts
    rows: list[tuple[Any, str, list[tuple[str, str]]]] = [
        (label, category, [(Kind.SOLIDARITY, group) for group in Group.values])
        for category, label in Category.choices
    ]
    found = []
    for label, category, keys in rows:
        sums = [prices.get((kind, category, group)) for kind, group in keys]
        sums.append(prices.get((Kind.SUPPORTER, category, "")))
        if any(sum_ is not None for sum_ in sums):
            found.append(PriceRow(label, [_shown(plan, sum_) for sum_ in sums]))
    return found


def _shown(plan: FeePlan, sum_: Decimal | None) -> str:
    return "" if sum_ is None else str(plan.money(sum_))


@dataclass(frozen=True)
class PayerView:
    event: EventView
    payer: Payer
    fees: list[FeeView]
    payments: list[Payment]
    papers: list[Paper]
    left: Money


def payer_view(payer: Payer, plan: FeePlan, languages: Sequence[str]) -> PayerView:
    """Five queries."""
    fees = list(billed(payer).select_related("registration"))
    left = sum((fee.left for fee in fees), Decimal(0))
    return PayerView(
        event_shell(payer.event, languages),
        payer,
        [FeeView(fee) for fee in fees],
        list(payer.payments.order_by("pk")),
        list(payer.papers.order_by("pk")),
        plan.money(left),
    )


def payers_of(event: Event) -> list[Payer]:
    """Those who pay for several, with how many fees each. One query."""
    rows = Payer.objects.filter(event=event).annotate(many=Count("fees"))
    return list(rows.order_by("name", "pk"))
