"""Handing a translation in, and taking that back."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from accounts.models import Person
from languages import differences, texts, words
from languages.actions.desk.claims import claim
from languages.actions.desk.drafts import draft_of, locked
from languages.models import Gap, Space, Text, Translation, Work
from languages.refusals import NothingToUndo, NothingWritten, SourceMoved, WaitsForReview
from languages.texts import State, gaps
from languages.texts.searching import folded


@dataclass(frozen=True)
class Before:
    """What stood before a translation was handed in, so that it can be taken back; all of it
    empty where nothing stood.
    """

    body: str = ""
    origin: str = ""
    state: str = ""
    of_revision: int = 0
    written_by: int | None = None
    reviewed_by: int | None = None

    def stored(self) -> dict[str, Any]:
        return asdict(self)


@transaction.atomic
def hand_in(text: Text, lang: str, *, body: str, of_revision: int, by: Person) -> Before:
    """Publishes the translation, or lets it wait for a second person where the space reviews
    first; counts the work. Keep it as a draft before: a refusal then loses nothing.

    Raises NothingWritten, SourceMoved where it was made from an older source, HeldByAnother, and
    WaitsForReview.
    """
    text = locked(text)
    if not body.strip():
        raise NothingWritten
    if of_revision < text.revision:
        raise SourceMoved
    gap = text.gaps.filter(lang=lang).first()
    if gap and gap.state == Gap.State.HANDED_IN:
        raise WaitsForReview
    claim(text, lang, by=by)
    before = _before(text, lang)
    if gap:
        _count(text, gap, before, by)
    if text.space and text.space.publishing == Space.Publishing.REVIEWED:
        _let_wait(text, lang, body, by)
    else:
        texts.translate(text, lang=lang, body=body, by=by)
    return before


def standing_of(text: Text, lang: str) -> Translation | None:
    return text.translations.filter(lang=lang).exclude(state=State.DRAFT).first()


def _before(text: Text, lang: str) -> Before:
    row = standing_of(text, lang)
    if row is None:
        return Before()
    people = row.written_by_id, row.reviewed_by_id
    return Before(row.body, row.origin, row.state, row.of_revision, *people)


def _let_wait(text: Text, lang: str, body: str, by: Person) -> None:
    texts.translate(text, lang=lang, body=body, by=by, state=State.DRAFT)
    gaps.say(text, lang, Gap.State.HANDED_IN)


def _count(text: Text, gap: Gap, before: Before, by: Person) -> None:
    """Once for each time that the text waited: what was sent back is not counted anew. Of a text
    that changed only the new words count.
    """
    hers = Work.objects.filter(person=by, text=text, lang=gap.lang, did=Work.Did.TRANSLATED)
    if hers.filter(at__gte=gap.since).exists():
        return
    Work.objects.create(
        person=by,
        space_id=gap.space_id,
        text=text,
        source_lang=text.lang,
        lang=gap.lang,
        did=Work.Did.TRANSLATED,
        words=_words(text, before),
    )


def _words(text: Text, before: Before) -> int:
    known = text.revisions.filter(number=before.of_revision, lang=text.lang).first()
    if known and before.body:
        return max(1, differences.words_added(known.body, text.body))
    return words.count(text.body)


@transaction.atomic
def undo(text: Text, lang: str, *, before: Before, by: Person) -> None:
    """Takes back what she handed in: her words become a draft again, and `before` stands again.

    Raises NothingToUndo once somebody has read it or gone on with it.
    """
    text = locked(text)
    waits = text.gaps.filter(lang=lang, state=Gap.State.HANDED_IN).exists()
    row = draft_of(text, lang) if waits else standing_of(text, lang)
    is_hers = row is not None and row.written_by_id == by.pk and row.state != State.REVIEWED
    if row is None or not is_hers or (not waits and draft_of(text, lang)):
        raise NothingToUndo
    if waits:
        text.gaps.filter(lang=lang).update(state=Gap.State.MISSING)
    else:
        _put_back(row, before)
    hers = Work.objects.filter(person=by, text=text, lang=lang, did=Work.Did.TRANSLATED)
    hers.filter(pk__in=hers.order_by("-at", "-pk").values("pk")[:1]).delete()
    gaps.settle([text])
    claim(text, lang, by=by)


def _put_back(row: Translation, before: Before) -> None:
    """The row becomes a draft; what stood before gets one of its own."""
    row.state = State.DRAFT
    row.save(update_fields=["state"])
    if before.body:
        given = before.stored()
        people = {f"{name}_id": given.pop(name) for name in ("written_by", "reviewed_by")}
        Translation.objects.create(
            text_id=row.text_id, lang=row.lang, folded=folded(before.body), **given, **people
        )
