"""A text as a device takes it along (frontend/src/along/kept.ts reads it)."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Person
from languages import tags
from languages.actions.desk import seen_of
from languages.models import Gap
from languages.moments import written
from languages.queries.along import Along, title_of
from languages.queries.glossary import Found
from languages.texts import State


def as_json(along: Along, person: Person) -> dict[str, Any]:
    """Words that are shown as they are come in the reader's language, hours in her zone."""
    gap, text = along.gap, along.gap.text
    until = gap.claimed_until
    return {
        "key": f"{text.pk}-{gap.lang}",
        "space": gap.space_id,
        "text": text.pk,
        "address": reverse("languages:translate", args=[gap.space_id, text.pk, gap.lang]),
        "kind": str(title_of(text.kind)),
        "waits": gap.get_state_display(),
        "back": gap.state == Gap.State.SENT_BACK,
        "until": until.isoformat() if until else "",
        "held": _("held for you until %(hour)s (%(zone)s)") % _hour(until),
        "due": _("needed by %(hour)s (%(zone)s)") % _hour(text.due_at) if text.due_at else "",
        "revision": text.revision,
        "source": [[each.what, each.words] for each in along.source],
        "remarks": [
            {"body": each.body, "by": str(each.written_by or _("somebody")), "at": _at(each.at)}
            for each in along.remarks
        ],
        "glossary": _glossary(along.terms),
        **_languages(text.lang, gap.lang),
        **_row(along, person),
    }


def _languages(source_lang: str, lang: str) -> dict[str, str]:
    into = get_language() or "en"
    names = {"source_language": tags.name(source_lang, into), "language": tags.name(lang, into)}
    both = {"source_language": names["source_language"], "target_language": names["language"]}
    return {
        "lang": lang,
        "dir": tags.direction(lang),
        "source_lang": source_lang,
        "source_dir": tags.direction(source_lang),
        "pair": _("%(source_language)s into %(target_language)s") % both,
        "original": _("Original in %(language)s") % {"language": names["source_language"]},
        "translation": _("Translation into %(language)s") % names,
    }


def _row(along: Along, person: Person) -> dict[str, Any]:
    """What she goes on from, and by whom it is."""
    row = along.row
    is_draft = row is not None and row.state == State.DRAFT
    return {
        "body": row.body if row else "",
        "made_from": along.made_from,
        "seen": seen_of(row.body) if row else "",
        "origin": row.origin if row else "",
        "draft": is_draft,
        "mine": bool(row and is_draft and row.written_by_id == person.pk),
    }


def _glossary(terms: Found | None) -> dict[str, Any] | None:
    """As the page beside a text has it, with directions."""
    if not terms:
        return None
    found = terms.data
    for term in (term for entry in found["entries"] for term in entry["terms"]):
        term["dir"] = tags.direction(term["lang"])
    return found


def _hour(at: datetime | None) -> dict[str, str]:
    return {"hour": _at(at), "zone": timezone.get_current_timezone_name()}


def _at(at: datetime | None) -> str:
    return written(timezone.localtime(at), "MMMMd Hm") if at else ""
