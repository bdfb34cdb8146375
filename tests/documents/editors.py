"""An editor as the tests play it: a Y.Doc of its own that notes what was typed."""

from collections.abc import Callable
from typing import Any

from pycrdt import Doc, XmlElement, XmlText

from documents import tree
from documents.blocks import with_words


class Editor:
    """`typed` holds the updates that were not yet handed on."""

    def __init__(self, state: bytes = b"") -> None:
        self.doc: Doc[Any] = Doc()
        self.typed: list[bytes] = []
        self.hear(state)

    def hear(self, update: bytes) -> None:
        if update:
            self.doc.apply_update(update)

    def do(self, change: Callable[[], None]) -> bytes:
        """The change as one update."""
        update = tree.changes(self.doc, change)
        self.typed.append(update)
        return update

    def write(self, words: str, *, at: int = 0, paragraph: int = 0) -> bytes:
        """Types ASCII words into a paragraph."""
        return self.do(lambda: self.words(paragraph).insert(at, words))

    def delete(self, start: int, end: int, paragraph: int = 0) -> bytes:
        def cut() -> None:
            del self.words(paragraph)[start:end]

        return self.do(cut)

    def words(self, paragraph: int) -> XmlText:
        node: Any = tree.root(self.doc).children[paragraph]
        if not len(node.children):
            node.children.append(XmlText(""))
        return node.children[0]

    def add(self, node: XmlElement) -> bytes:
        return self.do(lambda: tree.root(self.doc).children.append(node))

    @property
    def vector(self) -> bytes:
        return self.doc.get_state()

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in with_words(tree.read(self.doc)))
