"""The bill of a delegation as its coordinators read it: a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from delegates.actions import bills
from delegates.models import Delegation, Fee, FeePlan, Paper, Payer, Payment
from delegates.money import Money
from delegates.payments.books import billed
from delegates.payments.providers import offered
from delegates.queries.fees import FeeView
from events.models import Event
from events.queries import EventView, event_shell


@dataclass(frozen=True)
class Billed:
    """One person: who pays, and how it stands where the delegation does."""

    fee: FeeView
    ours: bool
    may_take: bool

    @property
    def may_let_go(self) -> bool:
        return self.ours and not self.fee.paid


@dataclass(frozen=True)
class BillView:
    """`owed`, `paid` and `left` are of all whom the payer pays for, in other delegations too."""

    event: EventView
    plan: FeePlan
    payer: Payer | None
    people: list[Billed]
    owed: Money
    paid: Money
    left: Money
    papers: list[Paper]
    payments: list[Payment]
    card: bool = False

    @property
    def takes(self) -> bool:
        return any(each.may_take for each in self.people)

    @property
    def lets_go(self) -> bool:
        return any(each.may_let_go for each in self.people)


def bill(delegation: Delegation, plan: FeePlan, languages: Sequence[str]) -> BillView:
    """Nine queries at most."""
    payer = bills.payer_of(delegation)
    free = set(bills.takeable(delegation).values_list("pk", flat=True))
    rows = list(bills.fees_of(delegation))
    all_ours = list(billed(payer)) if payer else []
    received = Payment.State.RECEIVED
    return BillView(
        event=event_shell(delegation.event, languages),
        plan=plan,
        payer=payer,
        people=[
            Billed(FeeView(fee), bool(payer and fee.payer_id == payer.pk), fee.pk in free)
            for fee in rows
        ],
        owed=_sum(plan, [fee.owed for fee in all_ours if fee.state != Fee.State.WAIVED]),
        paid=_sum(plan, [fee.paid for fee in all_ours]),
        left=_sum(plan, [fee.left for fee in all_ours]),
        papers=list(payer.papers.order_by("pk")) if payer else [],
        payments=list(payer.payments.filter(state=received).order_by("pk")) if payer else [],
        card=plan.card == Event.Switch.OPEN and offered() is not None,
    )


def _sum(plan: FeePlan, sums: list[Decimal]) -> Money:
    return plan.money(sum(sums, Decimal(0)))
