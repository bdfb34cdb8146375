"""A certificate of a volunteer's work as PDF, in a language of the interface."""

import unicodedata
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from files import pdf
from languages import tags
from languages.models import Space
from languages.ports import Owned
from languages.queries.work import Done, Period, Worker, days_of

TEMPLATE = Path(__file__).with_name("certificate.typ")
STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def paper(
    space: Space, worker: Worker, owned: Owned | None, *, name: str, lang: str, period: Period
) -> bytes:
    """What `worker` did in `period`. Raises files.pdf.NoFonts."""
    with translation.override(lang):
        return pdf.pdf(TEMPLATE, values(space, worker, owned, name=name, period=period))


def values(
    space: Space, worker: Worker, owned: Owned | None, *, name: str, period: Period
) -> dict[str, Any]:
    lang = translation.get_language() or "en"
    return {
        "lang": tags.base(lang),
        "dir": tags.direction(lang),
        "families": list(pdf.families()),
        "title": _("Certificate of voluntary work"),
        "meeting": _part(str(owned.title) if owned else ""),
        "says": _("We thank the following person for her or his voluntary work as a translator:"),
        "name": _part(name),
        "days": _days(days_of(space.pk, worker.person, period)),
        "columns": [_("From"), _("Into"), _("Translated"), _("Reviewed")],
        "rows": [_row(each, lang) for each in worker.pairs],
        "sums": [_("Together"), "", _words(worker.translated), _words(worker.reviewed)],
        "made": _("Made on %(day)s from the records of the translators’ desk.")
        % {"day": date_format(timezone.now(), "DATE_FORMAT")},
    }


def _days(days: Any) -> str:
    if days is None:
        return ""
    begins, ends = (date_format(day, "DATE_FORMAT") for day in days)
    if begins == ends:
        return begins
    return _("from %(begins)s until %(ends)s") % {"begins": begins, "ends": ends}


def _row(done: Done, lang: str) -> list[str]:
    names = [tags.name(tag, lang) for tag in (done.source_lang, done.lang)]
    return [*names, _words(done.translated[1]), _words(done.reviewed[1])]


def _words(many: int) -> str:
    said = ngettext("%(many)s word", "%(many)s words", many)
    return said % {"many": number_format(many, force_grouping=True)}


def _part(words: str) -> dict[str, str]:
    """Words with their own direction, by their first letter that has one (TR9, rule P2)."""
    kinds = (STRONG.get(unicodedata.bidirectional(letter)) for letter in words)
    return {"text": words, "dir": next(filter(None, kinds), "ltr")}
