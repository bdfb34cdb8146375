"""Each text in the language that its reader understands best."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from access.rows import marks, tuples
from languages import tags
from languages.models import Text, Translation

State = Translation.State
SOURCE = ("id", "lang", "body", "revision", "space")
MADE = ("text", "lang", "body", "origin", "state", "of_revision", "changed_at")
# SQLite binds 32,766 values in a query.
AT_ONCE = 30_000


class Source(NamedTuple):
    """What of a text is read, without the cost of a model's instance."""

    pk: int
    lang: str
    body: str
    revision: int
    space_id: int | None


class Made(NamedTuple):
    """A translation that stands, likewise."""

    text_id: int
    lang: str
    body: str
    origin: str
    state: str
    of_revision: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as one reader gets it.

    `origin` is empty for the source itself; `older` says that the source has moved on since the
    translation was made, at `at` (UTC). `text` is the row's key and `space` that of its space, 0
    where there is none; `source` are the words of the source where these are a translation.
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
    space: int = 0

    @property
    def dir(self) -> str:
        return tags.direction(self.lang)

    @property
    def source_dir(self) -> str:
        return tags.direction(self.source_lang)

    def __str__(self) -> str:
        return self.body


NOTHING = Reading("", tags.NO_LANGUAGE, tags.NO_LANGUAGE)


def choose(source: Source, found: Sequence[Made], languages: Sequence[str]) -> Reading:
    """Exact language, same base language, the reader's other languages in order, the original."""
    own = tags.base(source.lang)
    for wanted in languages if found else ():
        base = tags.base(wanted)
        if base == own:
            break
        match = None
        for each in found:
            if each.lang == wanted:
                match = each
                break
            if match is None and tags.base(each.lang) == base:
                match = each
        if match:
            return _translated(source, match)
    return _original(source)


def _original(source: Source) -> Reading:
    return Reading(
        source.body, source.lang, source.lang, text=source.pk or 0, space=source.space_id or 0
    )


def _translated(source: Source, found: Made) -> Reading:
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
        source.space_id or 0,
    )


def load(ids: Iterable[int | None], languages: Sequence[str]) -> dict[int | None, Reading]:
    """The texts `ids`, each as a reader of `languages` (in her order) gets it. Two queries.

    None reads as the empty text.
    """
    return Bank(ids, languages).readings(languages)


def read(sources: Iterable[Text | None], languages: Sequence[str]) -> dict[int | None, Reading]:
    """What `load` gives, of texts that came with their rows. One query."""
    bank = Bank((), languages)
    bank.add(text for text in sources if text)
    return bank.readings(languages)


class Bank:
    """Texts loaded once (two queries) to be read in several languages, or only in `languages`."""

    def __init__(self, ids: Iterable[int | None], languages: Sequence[str] | None = None) -> None:
        self.sources: dict[int, Source] = {}
        self.translations: dict[int, list[Made]] = {}
        self.wanted = _in_any(languages)
        wanted = {pk for pk in ids if pk is not None}
        for some in _in_pieces(wanted):
            rows = tuples(Text, SOURCE, f"id IN ({marks(len(some))})", some)
            self.add(map(Source._make, rows))

    def add(self, sources: Iterable[Text | Source]) -> None:
        """Takes in texts, with their translations."""
        new = {text.pk: _source(text) for text in sources}
        self.sources |= new
        condition, values = self.wanted
        for some in _in_pieces(set(new)):
            where = f"text_id IN ({marks(len(some))}) AND state <> %s{condition}"
            for row in tuples(Translation, MADE, where, [*some, State.DRAFT.value, *values]):
                made = Made._make(row)
                self.translations.setdefault(made.text_id, []).append(made)

    def readings(self, languages: Sequence[str]) -> dict[int | None, Reading]:
        """Every text of the bank for a reader of `languages`."""
        chosen: dict[int | None, Reading] = {
            pk: choose(text, self.translations.get(pk, ()), languages)
            for pk, text in self.sources.items()
        }
        chosen[None] = NOTHING
        return chosen

    def others(self, shown: Reading, lang: str) -> list[Reading]:
        """What else a text says that `shown` stands for, where it says nothing in `lang`.

        For what is written once for all readers of `lang`: each then takes the one that comes
        first in her languages. Empty where `lang` has a version, and where there is no choice.
        """
        source, found = self.sources.get(shown.text), self.translations.get(shown.text)
        if source is None or not found:
            return []
        said = {tags.base(source.lang), *(tags.base(each.lang) for each in found)}
        if tags.base(lang) in said:
            return []
        made = sorted(found, key=lambda each: each.lang)
        every = [_original(source), *(_translated(source, each) for each in made)]
        return [each for each in every if each.lang != shown.lang]


def _source(text: Text | Source) -> Source:
    if isinstance(text, Source):
        return text
    return Source(text.pk, text.lang, text.body, text.revision, text.space_id)


def _in_any(languages: Sequence[str] | None) -> tuple[str, list[str]]:
    """The condition for translations into one of `languages` or another form of it: all if None."""
    if languages is None:
        return "", []
    bases = list(dict.fromkeys(map(tags.base, languages)))
    alike = "".join(" OR lang LIKE %s" for _base in bases)
    return f" AND (lang IN ({marks(len(bases))}){alike})", [*bases, *(f"{b}-%" for b in bases)]


def _in_pieces(ids: set[int]) -> Iterable[list[int]]:
    ordered = sorted(ids)
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))
