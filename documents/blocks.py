"""A document as a tree of plain values: what the page, the exports and the forms are made from."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from documents.identity import fresh_id
from files.html import SCHEMES
from files.text import printable

LEVELS = (1, 2, 3)


@dataclass(frozen=True)
class Run:
    """Words with the same marks: `bold`, `italic`, `underline`, `strike`, `code`; or a line end.

    `href` is an address that may be followed, or empty.
    """

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, heading or code (which hold runs), a rule, or what holds other blocks.

    `uid` names a block with words for ever; `level` is a heading's, `start` a numbered list's.
    """

    kind: str
    runs: tuple[Run, ...] = ()
    children: tuple["Block", ...] = ()
    uid: str = ""
    level: int = 1
    start: int = 1

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def dir(self) -> str:
        """`rtl` or `ltr`: the direction of the first letter that has one (Unicode TR9, P2)."""
        return direction(self.text)


def paragraph(text: str) -> Block:
    """A paragraph of plain words."""
    return Block("paragraph", (Run(text),) if text else (), uid=fresh_id())


def heading(text: str, level: int = 1) -> Block:
    return Block("heading", (Run(text),), uid=fresh_id(), level=level)


def bullets(*texts: str) -> Block:
    """A list with a dot before each of `texts`."""
    return Block("bullets", children=tuple(Block("item", children=(paragraph(t),)) for t in texts))


def with_words(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block that holds words, in the order of reading."""
    for block in blocks:
        if block.kind in {"paragraph", "heading", "code"}:
            yield block
        yield from with_words(block.children)


def direction(text: str) -> str:
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in {"R", "AL"}:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def safe_address(href: Any) -> str:
    """The address if a link may lead there, else nothing."""
    if not isinstance(href, str) or len(href) > 2_000:
        return ""
    href = printable(href).strip()
    try:
        return href if urlsplit(href).scheme.lower() in SCHEMES else ""
    except ValueError:
        return ""
