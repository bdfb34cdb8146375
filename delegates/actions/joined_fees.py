"""What of fees and of the fund follows when two registrations of one person become one.

Both fees stay. The kept one gets the other's payments, papers and lines of the fund's ledger, and
the other's terms where those are the ones that somebody chose or paid.
"""

from decimal import Decimal
from typing import Any

from django.db.models import Sum

from delegates.actions import fees, grants
from delegates.models import Fee, FundEntry, Grant, Paper, Payer, Payment, Registration
from delegates.models.fund import LIVE
from delegates.payments import books, credit_notes

State = Fee.State
TERMS = ("category", "country", "group", "edition", "rule", "price")
SUMS = ("listed", "amount", "gift")
# What moves with a fee, each by its column `fee`.
ROWS: dict[str, Any] = {"payments": Payment, "papers": Paper, "entries": FundEntry}
# How far a request to the fund has come.
RANK = {state: rank for rank, state in enumerate(LIVE)}


def join(gone: Registration, kept: Registration) -> dict[str, Any]:
    """Moves all to the kept one; returns what it takes to part them."""
    moved: dict[str, Any] = {"grants": _join_grants(gone, kept), "payers": _join_payers(gone, kept)}
    if not Fee.objects.filter(registration=gone).exists():
        return moved
    fees.quote(kept)
    old, fee = _both(gone, kept)
    payers = {old.payer_id, fee.payer_id}
    moved |= {"before": terms_of(fee), "payer": old.payer_id}
    _take_over(fee, old)
    moved["after"] = terms_of(fee)
    fee.refund_asked_at = fee.refund_asked_at or old.refund_asked_at
    # The payer is not asked twice for one person.
    credit_notes.lower(old, old.paid)
    old.payer_id = None
    moved |= {name: _move(model, old, fee) for name, model in ROWS.items()}
    _settle(old, fee, moved["payments"], payers | {fee.payer_id})
    credit_notes.follow_prices(Fee.objects.filter(pk=fee.pk))
    return moved


def part(gone: Registration, kept: Registration, moved: Any) -> None:
    """Moves back what came, as far as it still stands; what was paid since stays."""
    if not moved:
        return
    Grant.objects.filter(pk__in=moved["grants"], registration=kept).update(registration=gone)
    Payer.objects.filter(pk__in=moved["payers"], person=kept.person).update(person=gone.person)
    if "before" not in moved:
        return
    old, fee = _both(gone, kept)
    payers = {fee.payer_id, moved["payer"]}
    if terms_of(fee) == moved["after"]:
        _set_terms(fee, moved["before"])
    old.payer_id = old.payer_id or _still(moved["payer"])
    for name, model in ROWS.items():
        model.objects.filter(pk__in=moved[name], fee=fee).update(fee=old)
    _settle(old, fee, moved["payments"], payers | {fee.payer_id})


def _both(gone: Registration, kept: Registration) -> tuple[Fee, Fee]:
    """Their fees, held in the order of their ids."""
    rows = Fee.objects.select_for_update(of=("self",)).filter(registration__in=[gone, kept])
    found = {fee.registration_id: fee for fee in rows.order_by("pk")}
    return found[gone.pk], found[kept.pk]


def terms_of(fee: Fee) -> dict[str, Any]:
    """What somebody was quoted and chose, ready for JSON."""
    sums = {name: str(Decimal(getattr(fee, name)).normalize()) for name in SUMS}
    terms = {name: getattr(fee, name) for name in TERMS} | sums
    return terms | {"payer": fee.payer_id, "waived": fee.state == State.WAIVED}


def _set_terms(fee: Fee, terms: dict[str, Any]) -> None:
    for name in TERMS:
        setattr(fee, name, terms[name])
    for name in SUMS:
        setattr(fee, name, Decimal(terms[name]))
    fee.payer_id = _still(terms["payer"])
    if fee.state == State.WAIVED or terms["waived"]:
        fee.state = State.WAIVED if terms["waived"] else State.OWES


def _still(payer: int | None) -> int | None:
    return payer if payer and Payer.objects.filter(pk=payer).exists() else None


def _take_over(fee: Fee, old: Fee) -> None:
    """The choice of whoever has paid stands; where that tells nothing, a choice beats none.

    A waiver follows in any case, and what the fund has got stays its own.
    """
    if not fee.paid and (old.paid or (_is_bare(fee) and not _is_bare(old))):
        waived = State.WAIVED in {fee.state, old.state}
        _set_terms(fee, terms_of(old) | {"waived": waived})
        return
    fee.gift += old.funded
    fee.payer_id = fee.payer_id or old.payer_id
    if old.state == State.WAIVED:
        fee.state = State.WAIVED


def _is_bare(fee: Fee) -> bool:
    """Nobody has chosen, promised or waived anything."""
    chosen = fee.price in {Fee.Price.LESS, Fee.Price.SUPPORTER}
    return not (chosen or fee.gift or fee.payer_id or fee.state == State.WAIVED)


def _move(model: Any, old: Fee, fee: Fee) -> list[int]:
    rows = model.objects.filter(fee=old)
    moved = list(rows.order_by("pk").values_list("pk", flat=True))
    model.objects.filter(pk__in=moved).update(fee=fee)
    return moved


def _settle(old: Fee, fee: Fee, payments: list[int], payers: set[int | None]) -> None:
    """Shares all money anew that these payments and payers brought."""
    for each in (old, fee):
        each.funded = _funded(each)
        each.save()
    rows = Payment.objects.select_for_update(of=("self",)).order_by("pk")
    of_payers = rows.filter(payer__in=[each for each in payers if each])
    books.post_anew([*rows.filter(pk__in=payments), *of_payers], also=[old, fee])


def _funded(fee: Fee) -> Decimal:
    """What the fund has from a fee, by its ledger."""
    rows = FundEntry.objects.filter(fee=fee).values("kind").order_by().annotate(sum=Sum("amount"))
    return sum((FundEntry.SIGNS[row["kind"]] * row["sum"] for row in rows), Decimal(0))


def _join_grants(gone: Registration, kept: Registration) -> list[int]:
    """Of two live requests of a kind the one that has come further stays; the other returns."""
    live = {each.kind: each for each in kept.grants.filter(state__in=LIVE)}
    moved = []
    for grant in gone.grants.order_by("pk"):
        other = live.get(grant.kind) if grant.state in RANK else None
        if other and RANK[grant.state] <= RANK[other.state]:
            grants.decline(grant, by=None)
            continue
        if other:
            grants.decline(other, by=None)
        moved.append(grant.pk)
    Grant.objects.filter(pk__in=moved).update(registration=kept)
    return moved


def _join_payers(gone: Registration, kept: Registration) -> list[int]:
    """The bills that she pays as a person."""
    if gone.person_id is None or gone.person_id == kept.person_id:
        return []
    rows = Payer.objects.filter(event=kept.event_id, person=gone.person_id)
    moved = list(rows.values_list("pk", flat=True))
    Payer.objects.filter(pk__in=moved).update(person=kept.person_id)
    return moved
