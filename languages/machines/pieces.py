"""A text cut into what is sent to a machine and what stays as it is: marks, lines, spaces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Letters in a segment: what a model reads at once, and what a slow server translates in time.
MOST = 900
FENCE = re.compile(r"\s*(?:```|~~~)")
# What a line of Markdown begins with: quotes, headings, items of lists.
HEAD = re.compile(r"\s*(?:(?:#{1,6}|>|[-*+]|\d{1,3}[.)])\s+)*")
# The address of a link that is used elsewhere.
ADDRESS = re.compile(r"\s*\[[^\]]+\]:\s*\S")
# An end of a sentence, in the scripts that have one of their own.
END = re.compile(r"(?<=[.!?…؟。।።])\s+|(?<=[。！？])")


@dataclass(frozen=True)
class Piece:
    """Words that are sent, or what stands between them."""

    words: str
    is_sent: bool = False


def cut(body: str, *, markdown: bool) -> list[Piece]:
    """The pieces of `body`, which joined are `body` again."""
    found = _of_markdown(body) if markdown else _of_lines(body)
    return [piece for each in found for piece in _short(each) if piece.words]


def _of_lines(body: str) -> Iterator[Piece]:
    for line in body.splitlines(keepends=True):
        yield from _trimmed(line)


def _of_markdown(body: str) -> Iterator[Piece]:
    """Line by line, because a line's end is shown as one (files/markdown.py)."""
    in_code = False
    for line in body.splitlines(keepends=True):
        is_fence = bool(FENCE.match(line))
        in_code ^= is_fence
        if in_code or is_fence or ADDRESS.match(line):
            yield Piece(line)
        else:
            head = HEAD.match(line)
            begins = head.end() if head else 0
            yield Piece(line[:begins])
            yield from _trimmed(line[begins:])


def _trimmed(words: str) -> Iterator[Piece]:
    """Space at both ends and a hard line end stay; what holds no letter is not sent."""
    core = words.strip().removesuffix("\\").rstrip()
    before, _, after = words.partition(core) if core else (words, "", "")
    yield Piece(before)
    yield Piece(core, any(letter.isalpha() for letter in core))
    yield Piece(after)


def _short(piece: Piece) -> Iterator[Piece]:
    """A long piece as several, cut between sentences, else between words."""
    if not piece.is_sent or len(piece.words) <= MOST:
        yield piece
        return
    rest = piece.words
    while len(rest) > MOST:
        at, next_at = _cut_at(rest)
        yield Piece(rest[:at], is_sent=True)
        yield Piece(rest[at:next_at])
        rest = rest[next_at:]
    yield Piece(rest, is_sent=True)


def _cut_at(words: str) -> tuple[int, int]:
    """Where the first part ends and the next begins."""
    ends = [match.span() for match in END.finditer(words, 0, MOST + 1) if match.start()]
    if ends:
        return ends[-1]
    space = words.rfind(" ", 1, MOST + 1)
    return (space, space + 1) if space > 0 else (MOST, MOST)
