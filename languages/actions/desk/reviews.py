"""A second person reads a translation: she lets it pass, with corrections, or sends it back."""

from django.db import transaction

from accounts.models import Person
from languages import notices, texts, words
from languages.actions.desk.claims import claim
from languages.actions.desk.drafts import draft_of, locked, refuse_moved
from languages.actions.desk.handing import standing_of
from languages.models import Gap, Remark, Text, Translation, Work
from languages.refusals import (
    NothingToReview,
    NothingWritten,
    OwnTranslation,
    SayWhy,
    SourceMoved,
)
from languages.texts import Origin, State, gaps


@transaction.atomic
def review(text: Text, lang: str, *, body: str, seen: str, by: Person) -> None:
    """Lets the translation stand as reviewed, with the words that `body` has now; the translator
    stays its translator.

    `seen` is the mark of what the reviewer read. Raises OwnTranslation, NothingToReview,
    SourceMoved, DraftMoved, NothingWritten and HeldByAnother.
    """
    text = locked(text)
    row = _to_review(text, lang, by)
    refuse_moved(row, seen)
    if not body.strip():
        raise NothingWritten
    claim(text, lang, by=by)
    texts.translate(
        text, lang=lang, body=body, by=row.written_by, origin=row.origin, state=State.REVIEWED
    )
    text.translations.filter(lang=lang, state=State.REVIEWED).update(reviewed_by=by)
    Work.objects.create(
        person=by,
        space_id=text.space_id or 0,
        text=text,
        source_lang=text.lang,
        lang=lang,
        did=Work.Did.REVIEWED,
        words=words.count(text.body),
    )


def _to_review(text: Text, lang: str, by: Person) -> Translation:
    """What waits for a second person, else what stands and nobody has read."""
    waits = text.gaps.filter(lang=lang, state=Gap.State.HANDED_IN).exists()
    row = draft_of(text, lang) if waits else standing_of(text, lang)
    if row is None or row.state == State.REVIEWED or row.origin == Origin.MACHINE:
        raise NothingToReview
    if row.written_by_id == by.pk:
        raise OwnTranslation
    if row.of_revision < text.revision:
        raise SourceMoved
    return row


@transaction.atomic
def send_back(text: Text, lang: str, *, words: str, by: Person) -> Remark:
    """Gives what was handed in back to its translator, who hears why.

    Raises SayWhy without words, OwnTranslation, and NothingToReview.
    """
    text = locked(text)
    if not text.gaps.filter(lang=lang, state=Gap.State.HANDED_IN).exists():
        raise NothingToReview
    row = _to_review(text, lang, by)
    if not words.strip():
        raise SayWhy
    gaps.say(text, lang, Gap.State.SENT_BACK)
    said = Remark.objects.create(text=text, lang=lang, body=words.strip(), written_by=by)
    if row.written_by:
        notices.sent_back(said, [row.written_by])
    return said
