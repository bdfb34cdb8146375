"""Writing texts, and reading each in the language that its reader understands best."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from languages import tags
from languages.models import Text, Translation

Origin = Translation.Origin
State = Translation.State


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as one reader gets it.

    `origin` is empty for the source itself; `older` says that the source has moved on since the
    translation was made.
    """

    body: str
    lang: str
    source_lang: str
    origin: str = ""
    older: bool = False

    @property
    def dir(self) -> str:
        return tags.direction(self.lang)

    def __str__(self) -> str:
        return self.body


NOTHING = Reading("", tags.NO_LANGUAGE, tags.NO_LANGUAGE)


@transaction.atomic
def create(
    *, body: str, lang: str, by: Any = None, translations: Mapping[str, str] | None = None
) -> Text:
    """A new source text, with the translations that its author gives along."""
    text = Text.objects.create(body=body, lang=lang, written_by=by)
    Translation.objects.bulk_create(
        Translation(text=text, lang=into, body=words, of_revision=1, written_by=by)
        for into, words in (translations or {}).items()
        if words.strip() and into != lang
    )
    return text


@transaction.atomic
def change(text: Text, *, body: str, lang: str, by: Any) -> Text:
    """Replaces the source; translations stay and are older from now on.

    A translation into the language that the source now has is dropped.
    """
    text = Text.objects.select_for_update().get(pk=text.pk)
    if (text.body, text.lang) == (body, lang):
        return text
    text.body, text.lang, text.written_by = body, lang, by
    text.revision += 1
    text.save()
    text.translations.filter(lang=lang).delete()
    return text


@transaction.atomic
def translate(
    text: Text,
    *,
    lang: str,
    body: str,
    by: Any,
    origin: str = Origin.PERSON,
    state: str = State.PUBLISHED,
) -> None:
    """Writes the translation into `lang`, made from the present source; an empty body removes it.

    A machine's translation never overwrites a person's.
    """
    current = Text.objects.select_for_update().get(pk=text.pk)
    found = current.translations.filter(lang=lang)
    if origin == Origin.MACHINE and found.exclude(origin=Origin.MACHINE).exists():
        return
    if not body.strip():
        found.delete()
        return
    written = found.filter(body=body, of_revision=current.revision, state=state)
    if not written.exists():
        current.translations.update_or_create(
            lang=lang,
            defaults={
                "body": body,
                "origin": origin,
                "state": state,
                "of_revision": current.revision,
                "written_by": by,
            },
        )


def save(
    text: Text | None, *, body: str, lang: str, by: Any, translations: Mapping[str, str]
) -> Text:
    """What a form holds: the source and each translation that was shown in it.

    A translation that nobody touched stays what it was made from.
    """
    if text is None:
        return create(body=body, lang=lang, by=by, translations=translations)
    shown = dict(text.translations.values_list("lang", "body"))
    text = change(text, body=body, lang=lang, by=by)
    for into, words in translations.items():
        if into != lang and words != shown.get(into, ""):
            translate(text, lang=into, body=words, by=by)
    return text


def choose(source: Text, found: Sequence[Translation], languages: Sequence[str]) -> Reading:
    """Exact language, same base language, the reader's other languages in order, the original."""
    for wanted in languages:
        if wanted == source.lang or tags.base(wanted) == tags.base(source.lang):
            break
        match = next((t for t in found if t.lang == wanted), None) or next(
            (t for t in found if tags.base(t.lang) == tags.base(wanted)), None
        )
        if match:
            older = match.of_revision < source.revision
            return Reading(match.body, match.lang, source.lang, match.origin, older)
    return Reading(source.body, source.lang, source.lang)


def load(ids: Iterable[int | None], languages: Sequence[str]) -> dict[int | None, Reading]:
    """The texts `ids`, each as a reader of `languages` (in her order) gets it. Two queries.

    None reads as the empty text.
    """
    bank = Bank(ids)
    return bank.readings(languages)


def read(sources: Iterable[Text | None], languages: Sequence[str]) -> dict[int | None, Reading]:
    """What `load` gives, of texts that came with their rows. One query."""
    bank = Bank(())
    bank.add(text for text in sources if text)
    return bank.readings(languages)


class Bank:
    """Texts loaded once (two queries) to be read in several languages."""

    def __init__(self, ids: Iterable[int | None]) -> None:
        self.sources: dict[int, Text] = {}
        self.translations: dict[int, list[Translation]] = {}
        self.add(_in_pieces(Text, "pk", {pk for pk in ids if pk is not None}))

    def add(self, sources: Iterable[Text]) -> None:
        """Takes in texts, with their translations."""
        new = {text.pk: text for text in sources}
        self.sources |= new
        for found in _in_pieces(Translation, "text_id", set(new)):
            if found.state != State.DRAFT:
                self.translations.setdefault(found.text_id, []).append(found)

    def readings(self, languages: Sequence[str]) -> dict[int | None, Reading]:
        """Every text of the bank for a reader of `languages`."""
        chosen: dict[int | None, Reading] = {
            pk: choose(text, self.translations.get(pk, ()), languages)
            for pk, text in self.sources.items()
        }
        chosen[None] = NOTHING
        return chosen


def _in_pieces(model: Any, column: str, ids: set[int]) -> list[Any]:
    """The rows whose `column` is in `ids`: one query up to 30,000 (SQLite binds 32,766)."""
    ordered, size = sorted(ids), 30_000
    if not ordered:
        return []
    return [
        row
        for start in range(0, len(ordered), size)
        for row in model.objects.filter(**{f"{column}__in": ordered[start : start + size]}).defer(
            "written_by", "changed_at"
        )
    ]
