"""What changed between two versions of a text, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from languages.words import count, pieces

SAME, ADDED, GONE = "same", "added", "gone"
# A stretch with more pieces than this, on either side, is shown as replaced in whole: comparing
# takes their product.
MOST_PIECES = 3_000
# So many pieces (words and what is between them) stand around a change in an excerpt.
AROUND = 16


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, was added, or is gone."""

    what: str
    words: str


def difference(before: str, after: str) -> list[Piece]:
    """The stretches that lead from `before` to `after`, in the order of reading."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, added = "".join(old[a:b]), "".join(new[c:d])
        found += [Piece(SAME, added)] if tag == "equal" else _by_words(gone, added)
    return list(_joined(found))


def excerpts(found: Sequence[Piece]) -> list[Piece]:
    """The changes with a few words around each; what is left out between them is «…». Nothing
    where nothing changed.
    """
    if all(each.what == SAME for each in found):
        return []
    last = len(found) - 1
    return [
        _excerpt(each, is_first=place == 0, is_last=place == last)
        for place, each in enumerate(found)
    ]


def _excerpt(piece: Piece, *, is_first: bool, is_last: bool) -> Piece:
    parts = pieces(piece.words)
    before, after = (0 if is_first else AROUND), (0 if is_last else AROUND)
    if piece.what != SAME or len(parts) <= before + after:
        return piece
    head, tail = "".join(parts[:before]), "".join(parts[len(parts) - after :])
    return Piece(SAME, f"{head.rstrip()} … {tail.lstrip()}")


def words_added(before: str, after: str) -> int:
    """How many words of `after` are new."""
    return sum(count(each.words) for each in difference(before, after) if each.what == ADDED)


def _by_words(before: str, after: str) -> Iterator[Piece]:
    old, new = pieces(before), pieces(after)
    if max(len(old), len(new)) > MOST_PIECES:
        yield from _replaced(before, after)
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(SAME, "".join(new[c:d]))
        else:
            yield from _replaced("".join(old[a:b]), "".join(new[c:d]))


def _replaced(before: str, after: str) -> Iterator[Piece]:
    if before:
        yield Piece(GONE, before)
    if after:
        yield Piece(ADDED, after)


def _joined(found: Sequence[Piece]) -> Iterator[Piece]:
    """A space between two changed words belongs to the change: one reads phrases, not syllables."""
    gone, added = "", ""
    for place, each in enumerate(found):
        is_between = (
            each.what == SAME and each.words.isspace() and "\n" not in each.words
            and (gone or added) and place + 1 < len(found)
        )  # fmt: skip
        if each.what == SAME and not is_between:
            yield from _replaced(gone, added)
            yield each
            gone, added = "", ""
        gone += "" if each.what == ADDED else each.words
        added += "" if each.what == GONE else each.words
        if each.what == SAME and not is_between:
            gone, added = "", ""
    yield from _replaced(gone, added)
