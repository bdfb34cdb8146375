"""What a delegation's coordinators do about the fees of its people: one payer for many."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from delegates.actions import fees
from delegates.models import Delegation, Fee, Payer, Registration

Price = Fee.Price


def payer_of(delegation: Delegation) -> Payer | None:
    """Who pays for the delegation: its organisation, or the delegation as such. One query."""
    whose = Q(delegation=delegation)
    if delegation.organisation_id:
        whose |= Q(organisation=delegation.organisation_id)
    return Payer.objects.filter(whose, event=delegation.event_id).order_by("pk").first()


def bill_of(payer: Payer, person: Any) -> Delegation | None:
    """The delegation that somebody looks after and for which this payer pays. One query."""
    whose = Q(pk=payer.delegation_id) | Q(organisation=payer.organisation_id or 0)
    rows = Delegation.objects.filter(whose, event=payer.event_id, coordinators__person=person)
    return rows.order_by("pk").first()


def fees_of(delegation: Delegation) -> QuerySet[Fee]:
    """The fees of its people, the first who sat down first."""
    rows = Fee.objects.filter(registration__seat__delegation=delegation)
    rows = rows.exclude(registration__state=Registration.State.WITHDRAWN)
    return rows.select_related("registration").order_by("registration__seat__pk")


def takeable(delegation: Delegation) -> QuerySet[Fee]:
    """Those who owe a price of the list. What somebody chose for herself stays between her and
    the organisers, unless she names the delegation as her payer.
    """
    bare = {"payer": None, "paid": 0, "gift": 0, "state": Fee.State.OWES}
    return fees_of(delegation).filter(price=Price.SOLIDARITY, **bare)


@transaction.atomic
def take_over(delegation: Delegation, *, whose: Iterable[UUID], by: Any) -> int:
    """The delegation pays for these of its people; returns for how many. Raises NoPlan."""
    fees.plan_of(delegation.event)
    found = list(takeable(delegation).filter(registration__uid__in=list(whose)))
    if not found:
        return 0
    payer = payer_of(delegation) or _payer_for(delegation, by=by)
    for fee in found:
        fees.promise(fee, payer=payer, by=by)
    return len(found)


def _payer_for(delegation: Delegation, *, by: Any) -> Payer:
    organisation = delegation.organisation
    made = fees.add_payer(
        event=delegation.event, name=delegation.name, organisation=organisation, by=by
    )
    if organisation is None:
        made.delegation = delegation
        made.save(update_fields=["delegation"])
    return made


@transaction.atomic
def let_go(delegation: Delegation, *, whose: Iterable[UUID], by: Any) -> int:
    """She pays herself again, where nothing was paid for her yet; returns how many."""
    payer = payer_of(delegation)
    rows = fees_of(delegation).filter(payer=payer, paid=0, registration__uid__in=list(whose))
    found = list(rows) if payer else []
    for fee in found:
        fees.promise(fee, payer=None, by=by)
    return len(found)
