"""What a person's account shows, and what is left of it in the books when she goes."""

from typing import Any

from django.db.models import Q

from accounts.models import Person
from accounts.ports import Holding
from delegates.models import Fee, Grant, Opinion, Paper, Payer, Payment


def show(person: Person) -> dict[str, Any]:
    """Her fees, payments, papers and requests, and what she said of others' requests."""
    hers = Q(registration__person=person)
    fees = Fee.objects.filter(hers | Q(payer__person=person)).order_by("pk").distinct()
    paid = Payment.objects.filter(Q(fee__in=fees) | Q(payer__person=person)).order_by("pk")
    papers = Paper.objects.filter(Q(fee__in=fees) | Q(payer__person=person)).order_by("pk")
    named = ("event__slug", "price", "country", "group", "rule", "edition", "state", "currency")
    return {
        "fees": [
            _plain(row) for row in fees.values(*named, "amount", "gift", "paid", "refund_asked_at")
        ],
        "payments": [
            _plain(row)
            for row in paid.values("way", "state", "amount", "currency", "dated", "reference")
        ],
        "papers": [_plain(row) for row in papers.values("kind", "number", "addressed_to", "total")],
        "requests": [
            _plain(row)
            for row in Grant.objects.filter(hers).values("kind", "state", "asked", "reason")
        ],
        "opinions": [
            _plain(row) for row in Opinion.objects.filter(member=person).values("score", "remark")
        ],
    }


def _plain(row: Any) -> dict[str, Any]:
    return {name: str(value) if value is not None else None for name, value in row.items()}


def erase(person: Person) -> None:
    """What the law wants kept stays without her name: number, day, sums and what for.

    Her reasons, remarks and the references on her transfers are emptied.
    """
    fees = Fee.objects.filter(registration__person=person)
    grants = Grant.objects.filter(registration__person=person)
    payers = Payer.objects.filter(person=person)
    own = Q(fee__in=fees) | Q(payer__in=payers.filter(organisation=None))
    Paper.objects.filter(own).update(addressed_to="")
    Payment.objects.filter(own).update(reference="")
    grants.update(reason="")
    Opinion.objects.filter(member=person).update(remark="", member=None)
    payers.filter(organisation=None).update(name="", address="")
    payers.update(person=None)
    fees.update(country="")


HOLDING = Holding("fees", show, erase)
