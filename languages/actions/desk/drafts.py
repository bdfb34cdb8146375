"""Drafts: kept while one types, lost never."""

from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from accounts.models import Person
from languages import texts
from languages.actions.desk.claims import claim
from languages.models import Gap, Text, Translation
from languages.refusals import DraftMoved, WaitsForReview
from languages.texts import Origin, State


@dataclass(frozen=True)
class Kept:
    """What the page must know: the mark of the draft, and the revision that the source has now."""

    seen: str
    revision: int


def seen_of(body: str) -> str:
    """A mark by which a page says which draft it knows; empty where there is none."""
    return sha256(body.encode()).hexdigest()[:16] if body else ""


def locked(text: Text) -> Text:
    """The row as it is now; whoever writes about it comes after."""
    return Text.objects.select_for_update(of=("self",)).select_related("space").get(pk=text.pk)


def draft_of(text: Text, lang: str) -> Translation | None:
    return text.translations.filter(lang=lang, state=State.DRAFT).first()


@transaction.atomic
def keep_draft(
    text: Text, lang: str, *, body: str, of_revision: int, seen: str, by: Person
) -> Kept:
    """Keeps what is typed, made from `of_revision` of the source, and renews the claim.

    `seen` is the mark of the draft that the page knows. An empty body drops the draft. Raises
    HeldByAnother, WaitsForReview once it is handed in, and DraftMoved where somebody kept another
    draft meanwhile.
    """
    text = locked(text)
    if text.gaps.filter(lang=lang, state=Gap.State.HANDED_IN).exists():
        raise WaitsForReview
    claim(text, lang, by=by)
    refuse_moved(draft_of(text, lang), seen, body)
    made_from = min(of_revision, text.revision)
    texts.translate(text, lang=lang, body=body, by=by, state=State.DRAFT, of_revision=made_from)
    return Kept(seen_of(body), text.revision)


def refuse_moved(found: Translation | None, seen: str, body: str = "") -> None:
    """Raises DraftMoved where a person's words are others than those that the page knows."""
    is_hers = found is not None and found.origin != Origin.MACHINE
    if found and is_hers and seen_of(found.body) not in {seen, seen_of(body)}:
        raise DraftMoved
