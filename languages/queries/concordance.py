"""How something was translated before."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from access.paging import Page, sorted_page
from languages.folding import fold
from languages.models import Text, Translation
from languages.queries.glossary import in_language
from languages.tags import base
from languages.terms import spelling, words

SIZE = 20
MOST_ASKED = 10
# Letters of a piece without paragraphs that match those of its translation.
AROUND = 240
Marked = list[tuple[str, bool]]


@dataclass(frozen=True)
class Segment:
    """A piece of a text beside its translation: each cut into (words, whether they were asked)."""

    row: Translation
    source: Marked
    translation: Marked

    @property
    def older(self) -> bool:
        return bool(self.row.of_revision < self.row.text.revision)


def found(
    spaces: Collection[int], q: str, *, source: str = "", into: str = "", after: str = ""
) -> Page[Segment]:
    """A page of the pieces in which all words of `q` stand, in the source or in the translation,
    the newest first; `source` and `into` narrow the languages. One query.
    """
    asked = fold(q).split()[:MOST_ASKED]
    if not asked:
        return Page([], None, True)
    rows = _rows(spaces, asked)
    if source:
        rows = rows.filter(Q(text__lang__iexact=base(source)) | _variety(source))
    if into:
        rows = rows.filter(in_language(into))
    page = sorted_page(rows, F("changed_at"), after, descending=True, size=SIZE)
    return Page([_segment(row, q) for row in page.rows], page.after, page.first)


def _variety(source: str) -> Q:
    return Q(text__lang__istartswith=f"{base(source)}-")


def _rows(spaces: Collection[int], asked: list[str]) -> QuerySet[Translation, Any]:
    in_source, in_translation = Q(), Q()
    for word in asked:
        in_source &= Q(text__folded__contains=word)
        in_translation &= Q(folded__contains=word)
    rows = Translation.objects.filter(in_source | in_translation, text__space__in=spaces)
    rows = rows.exclude(state=Translation.State.DRAFT).exclude(text__reach=Text.Reach.INSIDE)
    rows = rows.exclude(origin=Translation.Origin.MACHINE)
    return rows.select_related("text").defer("folded", "text__folded")


def _segment(row: Translation, q: str) -> Segment:
    source, translation = _beside(row.text.body, row.body, spelling(q).split())
    asked = spelling(q).split()
    return Segment(row, marked(source, asked), marked(translation, asked))


def _beside(source: str, translation: str, asked: list[str]) -> tuple[str, str]:
    """The paragraphs that match and hold the words; else what stands around them in both."""
    ours = [part for part in source.split("\n") if part.strip()]
    theirs = [part for part in translation.split("\n") if part.strip()]
    if len(ours) == len(theirs):
        for one, other in zip(ours, theirs, strict=True):
            if max(len(one), len(other)) < 4 * AROUND and (
                _holds(one, asked) or _holds(other, asked)
            ):
                return one, other
    for body, other, turned in ((source, translation, False), (translation, source, True)):
        places = _places(body, asked)
        if places:
            share = places[0][0] / max(len(body), 1)
            pair = _around(body, places[0][0]), _around(other, int(share * len(other)))
            return (pair[1], pair[0]) if turned else pair
    return _around(source, 0), _around(translation, 0)


def _around(body: str, place: int) -> str:
    """About AROUND letters before and after, cut between words."""
    start, end = max(0, place - AROUND), min(len(body), place + AROUND)
    start = body.rfind(" ", max(0, start - 30), start) + 1 or start
    after = body.find(" ", end, end + 30) if end < len(body) else -1
    end = after if after > 0 else end
    return ("…" if start else "") + body[start:end].strip() + ("…" if end < len(body) else "")


def _holds(body: str, asked: list[str]) -> bool:
    said = " ".join(word for word, _start, _end in words(body))
    return all(word in said for word in asked)


def _places(body: str, asked: list[str]) -> list[tuple[int, int]]:
    return [(start, end) for word, start, end in words(body) if any(each in word for each in asked)]


def marked(body: str, asked: list[str]) -> Marked:
    """`body` cut at the words in which something of `asked` stands."""
    pieces: Marked = []
    end = 0
    for start, stop in _places(body, asked):
        pieces += [(body[end:start], False), (body[start:stop], True)]
        end = stop
    pieces.append((body[end:], False))
    return [piece for piece in pieces if piece[0]]
