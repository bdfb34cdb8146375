"""Invoices, receipts, credit notes: numbered without gaps, their lines kept as written."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from delegates.models import Fee, FeePlan, Paper, Payer, Payment
from delegates.money import Money
from events.models import Event
from files.pdf import pdf
from languages import tags, texts
from languages.moments import written

TEMPLATE = Path(__file__).with_name("paper.typ")
Kind = Paper.Kind
COUNTERS = {Kind.INVOICE: "invoices", Kind.RECEIPT: "receipts", Kind.CREDIT: "credit_notes"}
# Words, sum, and the fee whose person is named beside them as long as her name is known.
Line = tuple[str, Decimal, int | None]


def next_number(event: Event, kind: str) -> int:
    """The next number, whose row is held until the commit: a rollback gives it back."""
    counter = COUNTERS[Paper.Kind(kind)]
    FeePlan.objects.filter(event=event).update(**{counter: F(counter) + 1})
    return int(FeePlan.objects.values_list(counter, flat=True).get(event=event))


@transaction.atomic
def issue(
    kind: str,
    *,
    event: Event,
    lines: Iterable[Line],
    lang: str,
    fee: Fee | None = None,
    payer: Payer | None = None,
    payment: Payment | None = None,
    credits: Paper | None = None,  # noqa: A002 (the model's word)
) -> Paper:
    """Writes an invoice, a receipt or a credit note with its number."""
    plan = event.fee_plan
    found = [[words, str(sum_), of] for words, sum_, of in lines]
    return Paper.objects.create(
        event=event,
        kind=kind,
        number=next_number(event, kind),
        fee=None if payer else fee,
        payer=payer,
        payment=payment,
        credits=credits,
        lang=lang,
        addressed_to=credits.addressed_to if credits else addressee(fee, payer),
        payee=plan.payee,
        lines=found,
        currency=plan.currency,
        total=sum((Decimal(str(sum_)) for _words, sum_, _of in found), Decimal(0)),
    )


def addressee(fee: Fee | None, payer: Payer | None) -> str:
    if payer:
        return f"{payer.name}\n{payer.address}".strip()
    return fee.registration.full_name if fee and fee.registration else ""


def invoice_lines(fees: Iterable[Fee], lang: str) -> list[Line]:
    """A line a fee, by the name of its price, and one for each gift, in the language `lang`."""
    lines: list[Line] = []
    with translation.override(lang):
        for fee in fees:
            named = _("Fee: %(price)s") % {"price": fee.get_price_display()}
            lines.append((named, fee.amount, fee.pk))
            if fee.gift:
                lines.append((_("Gift to the solidarity fund"), fee.gift, fee.pk))
    return lines


def receipt_lines(payment: Payment, lang: str) -> list[Line]:
    with translation.override(lang):
        way = payment.get_way_display()
        lines: list[Line] = [(_("Received: %(way)s") % {"way": way}, payment.amount, None)]
        if payment.charges:
            lines.append((_("Kept by the banks, borne by the event"), payment.charges, None))
    return lines


def as_pdf(paper: Paper) -> bytes:
    """The paper in its own language. Raises files.pdf.NoFonts."""
    with translation.override(paper.lang):
        return pdf(TEMPLATE, values_of(paper))


def values_of(paper: Paper) -> dict[str, Any]:
    """What stands on it, in the language of the moment."""
    name = texts.load([paper.event.name_id], [paper.lang])[paper.event.name_id]
    title, last = _said(paper)
    return {
        "lang": paper.lang.partition("-")[0],
        "dir": tags.direction(paper.lang),
        "event": {"text": name.body, "dir": name.dir},
        "title": title % {"number": paper.named},
        "day": _day(paper),
        "about": _about(paper),
        "payee": paper.payee,
        "to_title": _("Made out to"),
        "to": paper.addressed_to,
        "what": _("What"),
        "sum": _("Sum"),
        "total_title": _("Total"),
        "lines": _lines(paper),
        "total": _written(paper, paper.total),
        "last": last,
    }


def _said(paper: Paper) -> tuple[str, str]:
    """The title and the last line of each kind."""
    if paper.kind == Kind.INVOICE:
        last = _("To be paid to the organisers; see the ways to pay on your page.")
        return _("Invoice %(number)s"), last
    if paper.kind == Kind.CREDIT:
        last = _("So much of the invoice is not owed any more, or goes back.")
        return _("Credit note %(number)s"), last
    return _("Receipt %(number)s"), _("Thank you.")


def _about(paper: Paper) -> str:
    if paper.credits is None:
        return ""
    named = {"number": paper.credits.named, "day": _day(paper.credits)}
    return _("For invoice %(number)s of %(day)s") % named


def _day(paper: Paper) -> str:
    return written(paper.issued_at.astimezone(paper.event.tz), "yMMMMd")


def _lines(paper: Paper) -> list[list[str]]:
    """Whose fee a line is stands on a bill for several, as long as the name is known."""
    names = _names(paper) if paper.payer_id else {}
    return [
        [f"{words} ({names[of]})" if names.get(of) else words, _written(paper, Decimal(sum_))]
        for words, sum_, of in paper.lines
    ]


def _names(paper: Paper) -> dict[int, str]:
    fees = Fee.objects.filter(pk__in=[of for _words, _sum, of in paper.lines if of])
    return dict(fees.values_list("pk", "registration__full_name"))


def _written(paper: Paper, sum_: Decimal) -> str:
    return Money(sum_, paper.currency).written(paper.lang)
