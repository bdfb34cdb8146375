"""Each text in the language that its reader understands best."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from access.rows import marks, select
from languages import tags
from languages.models import Text, Translation

State = Translation.State
UNREAD = ("folded", "written_by", "reviewed_by")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as one reader gets it.

    `origin` is empty for the source itself; `older` says that the source has moved on since the
    translation was made, at `at` (UTC). `text` is the row's key, 0 where there is none; `source`
    are the words of the source where these are a translation.
    """

    body: str
    lang: str
    source_lang: str
    origin: str = ""
    older: bool = False
    text: int = 0
    source: str = ""
    reviewed: bool = False
    at: datetime | None = None

    @property
    def dir(self) -> str:
        return tags.direction(self.lang)

    @property
    def source_dir(self) -> str:
        return tags.direction(self.source_lang)

    def __str__(self) -> str:
        return self.body


NOTHING = Reading("", tags.NO_LANGUAGE, tags.NO_LANGUAGE)


def choose(source: Text, found: Sequence[Translation], languages: Sequence[str]) -> Reading:
    """Exact language, same base language, the reader's other languages in order, the original."""
    for wanted in languages:
        if wanted == source.lang or tags.base(wanted) == tags.base(source.lang):
            break
        match = next((t for t in found if t.lang == wanted), None) or next(
            (t for t in found if tags.base(t.lang) == tags.base(wanted)), None
        )
        if match:
            return _translated(source, match)
    return Reading(source.body, source.lang, source.lang, text=source.pk or 0)


def _translated(source: Text, found: Translation) -> Reading:
    return Reading(
        found.body,
        found.lang,
        source.lang,
        found.origin,
        found.of_revision < source.revision,
        source.pk,
        source.body,
        found.state == State.REVIEWED,
        found.changed_at,
    )


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
        self.add(_in_pieces(Text, "id", {pk for pk in ids if pk is not None}, UNREAD[:2]))

    def add(self, sources: Iterable[Text]) -> None:
        """Takes in texts, with their translations."""
        new = {text.pk: text for text in sources}
        self.sources |= new
        for found in _in_pieces(Translation, "text_id", set(new), UNREAD):
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


def _in_pieces(model: Any, column: str, ids: set[int], unread: tuple[str, ...]) -> list[Any]:
    """The rows whose `column` is in `ids`: one query up to 30,000 (SQLite binds 32,766)."""
    ordered, size = sorted(ids), 30_000
    pieces = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    return [
        row
        for piece in pieces
        for row in select(model, f"{column} IN ({marks(len(piece))})", piece, unread=unread)
    ]
