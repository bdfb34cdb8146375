"""Credit notes: what of an invoice is not owed any more, or has gone back, each with its number.

What stands of a fee is on its own invoices and on those of whoever pays for it, less the credit
notes that name them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from delegates.models import Fee, Paper
from delegates.payments import papers

Standing = list[tuple[Paper, Decimal]]


def standing(fees: Sequence[Fee]) -> dict[int, Standing]:
    """By a fee's id the invoices on which something of it stands, and how much; the newest
    first. Two queries.
    """
    payers = {fee.payer_id for fee in fees if fee.payer_id}
    rows = Paper.objects.filter(Q(fee__in=fees) | Q(payer__in=payers), kind=Paper.Kind.INVOICE)
    found: dict[int, Standing] = {fee.pk: [] for fee in fees}
    for invoice in rows.order_by("-pk").prefetch_related("credit_notes"):
        sums = _sums(invoice)
        for note in invoice.credit_notes.all():
            for fee, sum_ in _sums(note).items():
                sums[fee] -= sum_
        for fee, sum_ in sums.items():
            if sum_ > 0 and fee in found:
                found[fee].append((invoice, sum_))
    return found


def _sums(paper: Paper) -> dict[int, Decimal]:
    """What stands on a paper, by fee. A person's own is all about her fee."""
    sums: dict[int, Decimal] = defaultdict(Decimal)
    for _words, sum_, of in paper.lines:
        sums[paper.fee_id or of] += Decimal(sum_)
    return sums


def total(rows: Standing) -> Decimal:
    return sum((sum_ for _invoice, sum_ in rows), Decimal(0))


def unwritten(fees: Sequence[Fee]) -> tuple[list[Fee], Paper | None]:
    """Those that do not stand wholly on invoices, and the newest invoice of the others."""
    stands = standing(fees)
    written = [fee for fee in fees if total(stands[fee.pk]) == fee.owed]
    last = max((stands[fee.pk][0][0] for fee in written), key=lambda each: each.pk, default=None)
    return [fee for fee in fees if fee not in written], last


def lower(fee: Fee, to: Decimal, *, most: Decimal | None = None) -> list[Paper]:
    """Credits what stands on invoices beyond `to`, and `most` of it, the newest invoice first;
    returns the notes. The caller holds the fee's row.
    """
    rows = standing([fee])[fee.pk]
    over = total(rows) - to
    over = over if most is None else min(over, most)
    notes = []
    for invoice, stands in rows:
        if over > 0:
            notes.append(_write(invoice, fee, min(over, stands)))
            over -= stands
    return notes


def follow_prices(fees: Iterable[Fee]) -> None:
    """Credits what stands beyond what is owed, or beyond what was paid where it is waived."""
    for fee in fees:
        owed = Decimal(0) if fee.state == Fee.State.WAIVED else fee.owed
        lower(fee, max(fee.paid, owed))


def _write(invoice: Paper, fee: Fee, sum_: Decimal) -> Paper:
    with translation.override(invoice.lang):
        words = _("Fee: %(price)s") % {"price": fee.get_price_display()}
    return papers.issue(
        Paper.Kind.CREDIT,
        event=invoice.event,
        lines=[(words, sum_, fee.pk)],
        lang=invoice.lang,
        fee=invoice.fee,
        payer=invoice.payer,
        credits=invoice,
    )
