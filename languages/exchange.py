"""The texts of a space as a gettext catalogue, which Weblate and other editors read and write.

Each entry is one text: its context says which and in which revision (`text 12 revision 3`), its
comment what it is and where it stands. What is older than its source, a machine's or a draft is
fuzzy. What comes back is an import: it never replaces what somebody wrote here after the file
was taken out.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.records import note
from languages import ports, texts
from languages.cleaning import clean_words
from languages.models import Space, Text, Translation
from languages.models.texts import MOST_LETTERS
from languages.texts import Origin, Reach, State

CONTEXT = re.compile(r"text (\d{1,18}) revision (\d{1,9})")
MOST = 50_000
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class NoCatalogue(Exception):
    """str() says what is wrong with the file, in the reader's language."""


@dataclass(frozen=True)
class Entry:
    """One translation of a file: of which text and revision, and its words."""

    text: int
    revision: int
    body: str


def take_out(space: Space, lang: str) -> bytes:
    """The catalogue of what translators see of the space, in `lang`. Two queries and one a kind."""
    rows = list(_offered(space).exclude(lang=lang).order_by("-weight", "pk"))
    found: dict[int, Translation] = {}
    for each in Translation.objects.filter(text__in=[row.pk for row in rows], lang=lang):
        # What stands before a draft, and a draft before nothing.
        if each.text_id not in found or each.state != State.DRAFT:
            found[each.text_id] = each
    places = _places(rows)
    written = Catalog(
        locale=None, project="Convoca", charset="utf-8", creation_date=timezone.now(), fuzzy=False
    )
    for row in rows:
        _add(written, row, found.get(row.pk), places.get(row.pk, ""))
    out = BytesIO()
    # Unwrapped: wrapping 15 MB takes seven seconds instead of a tenth.
    write_po(out, written, width=0)
    # Babel names only languages that CLDR knows.
    named = f'"Language: {lang}\\n"\n"Language-Team: '.encode()
    return out.getvalue().replace(b'"Language-Team: ', named, 1)


def _add(written: Catalog, row: Text, found: Translation | None, place: str) -> None:
    fuzzy = found is not None and (
        found.of_revision < row.revision
        or found.state == State.DRAFT
        or found.origin == Origin.MACHINE
    )
    kind = ports.kinds.get(row.kind)
    said = [str(kind.title) if kind else row.kind, row.lang, place]
    written.add(
        row.body,
        found.body if found else "",
        auto_comments=[" · ".join(filter(None, said))],
        context=f"text {row.pk} revision {row.revision}",
        flags=["fuzzy"] if fuzzy else [],
    )


def _offered(space: Space) -> Any:
    return space.texts.exclude(reach=Reach.INSIDE).exclude(body="")


def _places(rows: Sequence[Text]) -> dict[int, str]:
    """The page of each text, asked once a kind."""
    by_kind: dict[str, list[int]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row.pk)
    found: dict[int, str] = {}
    for name, ids in by_kind.items():
        if name in ports.kinds:
            found |= ports.kinds[name].where(ids)
    return found


def read(content: bytes) -> tuple[datetime, list[Entry]]:
    """When the file was taken out, and what in it is translated and not fuzzy.

    Raises NoCatalogue.
    """
    try:
        found = read_po(BytesIO(content), abort_invalid=True)
    except (PoFileError, UnicodeError, ValueError, LookupError) as error:
        raise NoCatalogue(_("This is no gettext catalogue (PO) that we can read.")) from error
    if len(found) > MOST:
        raise NoCatalogue(_("This file holds more than 50,000 texts."))
    entries = [each for message in found if (each := _entry(message))]
    if not entries:
        raise NoCatalogue(
            _("Nothing in this file was taken out of Convoca, or nothing in it is translated.")
        )
    made = found.creation_date
    if not isinstance(made, datetime) or made.tzinfo is None:
        made = NEVER
    return made, entries


def _entry(message: Message) -> Entry | None:
    match = CONTEXT.fullmatch(str(message.context or ""))
    body = message.string if isinstance(message.string, str) else ""
    if not match or message.fuzzy or not body.strip():
        return None
    return Entry(int(match[1]), int(match[2]), body)


def plan(space: Space, lang: str, content: bytes) -> tuple[Mapping[str, int], list[Entry]]:
    """What the file would change: counts by fate (`new`, `changed`, `same`, `later`, `unknown`,
    `wrong`), and the entries to write. Two queries. Raises NoCatalogue.

    `later` are those that somebody has written here after the file was taken out.
    """
    made, entries = read(content)
    rows = {row.pk: row for row in _offered(space).filter(pk__in=[each.text for each in entries])}
    here = Translation.objects.filter(text__in=rows, lang=lang).exclude(state=State.DRAFT)
    standing = {each.text_id: each for each in here}
    fates: Counter[str] = Counter()
    wanted = []
    for each in entries:
        fate = _fate(each, rows.get(each.text), standing.get(each.text), lang, made)
        fates[fate] += 1
        if fate in {"new", "changed"}:
            wanted.append(each)
    return fates, wanted


def _fate(
    each: Entry, row: Text | None, here: Translation | None, lang: str, made: datetime
) -> str:
    if row is None or row.lang == lang or each.revision > row.revision:
        return "unknown"
    try:
        clean_words(each.body, most=MOST_LETTERS, lines=True)
    except ValidationError:
        return "wrong"
    if here is None:
        return "new"
    if here.body == each.body and here.of_revision >= each.revision:
        return "same"
    by_machine = here.origin == Origin.MACHINE
    return "later" if here.changed_at > made and not by_machine else "changed"


@transaction.atomic
def bring_in(space: Space, lang: str, content: bytes, *, by: Any) -> Mapping[str, int]:
    """Writes what `plan` says; returns its counts. Raises NoCatalogue."""
    fates, wanted = plan(space, lang, content)
    rows = Text.objects.in_bulk([each.text for each in wanted])
    for each in wanted:
        body = clean_words(each.body, most=MOST_LETTERS, lines=True)
        texts.translate(
            rows[each.text],
            lang=lang,
            body=body,
            by=by,
            origin=Origin.IMPORT,
            of_revision=each.revision,
        )
    if wanted:
        note(by, "brought translations in", space, [lang, f"{len(wanted)}"])
    return fates
