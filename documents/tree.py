"""Between Yjs and blocks. The left names are TipTap's; whatever else is there is left out."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText, merge_updates

from documents.blocks import LEVELS, Block, Run, safe_address, with_words
from documents.identity import fresh_id, known_form
from files.text import printable

ROOT = "default"
DEEPEST = 12
MARKS = ("bold", "italic", "underline", "strike", "code")
WORDS = {"paragraph": "paragraph", "heading": "heading", "codeBlock": "code"}
HOLDERS = {
    "bulletList": "bullets",
    "orderedList": "numbers",
    "listItem": "item",
    "blockquote": "quote",
}
TIPTAP = {kind: name for name, kind in (WORDS | HOLDERS | {"horizontalRule": "rule"}).items()}
OVERLAP = re.compile(r"--[a-zA-Z0-9+/=]{8}$")
"""What y-prosemirror adds to a mark that may stand twice on the same words."""


def root(doc: Doc[Any]) -> XmlFragment:
    """Where the text stands."""
    return doc.get(ROOT, type=XmlFragment)


def read(doc: Doc[Any]) -> tuple[Block, ...]:
    """The document as blocks. Safe for whatever a client may have written."""
    seen: set[str] = set()
    return tuple(_blocks(root(doc).children, seen, 0))


def _blocks(children: Iterable[Any], seen: set[str], depth: int) -> Iterator[Block]:
    for node in children if depth < DEEPEST else ():
        if not isinstance(node, XmlElement):
            continue
        if node.tag in WORDS:
            yield _with_words(node, seen)
        elif node.tag in HOLDERS:
            inner = tuple(_blocks(node.children, seen, depth + 1))
            start = _whole(node.attributes.get("start"), 1, 100_000)
            yield Block(HOLDERS[node.tag], children=inner, start=start)
        elif node.tag == "horizontalRule":
            yield Block("rule")


def _with_words(node: XmlElement, seen: set[str]) -> Block:
    uid = known_form(node.attributes.get("id"))
    if uid in seen:
        uid = ""
    seen.add(uid)
    level = _whole(node.attributes.get("level"), LEVELS[0], LEVELS[-1])
    return Block(WORDS[str(node.tag)], tuple(_runs(node)), uid=uid, level=level)


def _runs(node: XmlElement) -> Iterator[Run]:
    for child in node.children:
        if isinstance(child, XmlElement) and child.tag == "hardBreak":
            yield Run("\n")
        elif isinstance(child, XmlText):
            for words, formats in child.diff():
                if isinstance(words, str) and (shown := printable(words)):
                    yield _run(shown, formats or {})


def _run(words: str, formats: dict[str, Any]) -> Run:
    named = {OVERLAP.sub("", name): value for name, value in formats.items() if value is not None}
    link = named.get("link")
    href = safe_address(link.get("href")) if isinstance(link, dict) else ""
    return Run(words, frozenset(named).intersection(MARKS), href)


def _whole(value: Any, low: int, high: int) -> int:
    try:
        return min(max(int(value), low), high)
    except (TypeError, ValueError, OverflowError):
        return low


def compose(blocks: Iterable[Block]) -> bytes:
    """A new document with these blocks, as one update."""
    doc: Doc[Any] = Doc()
    with doc.transaction():
        for block in blocks:
            root(doc).children.append(element(block))
    return doc.get_update()


def element(block: Block) -> XmlElement:
    """A block as TipTap would have written it. A number is a float, or JavaScript gets a BigInt."""
    attributes: dict[str, Any] = {}
    if block.kind in WORDS.values():
        attributes["id"] = block.uid or fresh_id()
    if block.kind == "heading":
        attributes["level"] = float(block.level)
    if block.kind == "numbers":
        attributes["start"] = float(block.start)
    inner: list[Any] = [element(child) for child in block.children] or [*inline(block.runs)]
    return XmlElement(TIPTAP[block.kind], attributes, inner)


def inline(runs: Iterable[Run]) -> Iterator[XmlText | XmlElement]:
    """Words without marks, each line end as a node of its own."""
    for place, line in enumerate("".join(run.text for run in runs).split("\n")):
        if place:
            yield XmlElement("hardBreak")
        if line:
            yield XmlText(line)


def find(doc: Doc[Any], uid: str) -> XmlElement | None:
    """The first element with words that bears this name."""
    return next((node for node in _all(root(doc).children, 0) if _named(node) == uid), None)


def block_named(doc: Doc[Any], uid: str) -> Block | None:
    """The same as a block."""
    return next((block for block in with_words(read(doc)) if block.uid == uid), None)


def extend(doc: Doc[Any], blocks: Iterable[Block]) -> None:
    """Adds blocks at the end; they take the place of an empty document's one paragraph."""
    inner = root(doc).children
    if len(inner) == 1 and [block.text for block in with_words(read(doc))] == [""]:
        del inner[0:1]
    for block in blocks:
        inner.append(element(block))


def changes(doc: Doc[Any], change: Callable[[], None]) -> bytes:
    """What `change` does to the document, as one update."""
    seen: list[bytes] = []
    watched = doc.observe(lambda event: seen.append(event.update))
    with doc.transaction():
        change()
    doc.unobserve(watched)
    return merge_updates(*seen)


def _named(node: XmlElement) -> str:
    return known_form(node.attributes.get("id")) if node.tag in WORDS else ""


def _all(children: Iterable[Any], depth: int) -> Iterator[XmlElement]:
    for node in children if depth < DEEPEST else ():
        if isinstance(node, XmlElement):
            yield node
            yield from _all(node.children, depth + 1)


def rewrite(node: XmlElement, text: str) -> None:
    """Gives a paragraph other words, and touches only those that differ, so that what others
    write in it at the same time and the marks around stay.
    """
    inner = list(node.children)
    if len(inner) == 1 and isinstance(inner[0], XmlText) and "\n" not in text:
        _exchange(inner[0], text)
        return
    del node.children[0 : len(inner)]
    for piece in inline([Run(text)]):
        node.children.append(piece)


def _exchange(words: XmlText, text: str) -> None:
    old = "".join(piece for piece, _ in words.diff() if isinstance(piece, str))
    same = 0
    while same < min(len(old), len(text)) and old[same] == text[same]:
        same += 1
    end = 0
    while end < min(len(old), len(text)) - same and old[-1 - end] == text[-1 - end]:
        end += 1
    # pycrdt counts bytes of UTF-8.
    start = len(old[:same].encode())
    gone, new = old[same : len(old) - end], text[same : len(text) - end]
    if gone:
        del words[start : start + len(gone.encode())]
    if new:
        words.insert(start, new)
