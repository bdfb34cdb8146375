"""The fund as its pages read it: a constant number of queries each."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Sum

from access.paging import Page, page_of
from accounts.models import Person
from delegates import countries
from delegates.models import FeePlan, FundEntry, Grant, Opinion
from delegates.money import Money
from delegates.payments import ledger
from events.models import Event
from events.queries import EventView, event_shell

State = Grant.State


@dataclass(frozen=True)
class FundView:
    """What came in, what is promised, what is left; requests; the last lines of the ledger."""

    event: EventView
    plan: FeePlan | None
    left: Money | None
    sums: list[tuple[Any, Money]]
    page: Page[Grant]
    entries: list[tuple[FundEntry, Money]]


def fund(event: Event, *, state: str, after: str, languages: Sequence[str]) -> FundView:
    """Seven queries."""
    plan = FeePlan.objects.filter(event=event).first()
    rows = Grant.objects.filter(event=event).select_related("registration")
    if state in State.values:
        rows = rows.filter(state=state)
    rows = rows.annotate(scores=Count("opinions"), average=Avg("opinions__score"))
    entries = list(FundEntry.objects.filter(event=event).order_by("-pk")[:30])
    return FundView(
        event=event_shell(event, languages),
        plan=plan,
        left=plan.money(ledger.left(event)) if plan else None,
        sums=_sums(event, plan) if plan else [],
        page=page_of(rows, after),
        entries=[(each, plan.money(each.effect or each.amount)) for each in entries if plan],
    )


def _sums(event: Event, plan: FeePlan) -> list[tuple[Any, Money]]:
    rows = FundEntry.objects.filter(event=event).values("kind").order_by()
    found = {row["kind"]: row["sum"] for row in rows.annotate(sum=Sum("amount"))}
    return [
        (label, plan.money(found.get(kind, Decimal(0))))
        for kind, label in FundEntry.Kind.choices
        if kind in found
    ]


@dataclass(frozen=True)
class GrantView:
    """A request as one member of the committee reads it: others' remarks after her own score."""

    event: EventView
    grant: Grant
    asked: Money
    granted: Money
    mine: Opinion | None
    others: list[Opinion]
    scores: int
    needed: int
    left: Money
    is_own: bool

    @property
    def country_name(self) -> str:
        return countries.name(self.grant.event, self.grant.registration.country)

    @property
    def enough(self) -> bool:
        return self.scores >= self.needed


def grant_view(grant: Grant, member: Person, languages: Sequence[str]) -> GrantView:
    """Six queries."""
    plan = FeePlan.objects.get(event=grant.event)
    opinions = list(grant.opinions.select_related("member").order_by("given_at", "pk"))
    mine = next((each for each in opinions if each.member_id == member.pk), None)
    may_read = mine is not None or grant.state != State.ASKED
    return GrantView(
        event=event_shell(grant.event, languages),
        grant=grant,
        asked=plan.money(grant.asked),
        granted=plan.money(grant.granted),
        mine=mine,
        others=[each for each in opinions if each is not mine] if may_read else [],
        scores=len(opinions),
        needed=plan.scores_needed,
        left=plan.money(ledger.left(grant.event)),
        is_own=grant.registration.person_id == member.pk,
    )
