"""Clean HTML as the Markdown in which people's texts are kept."""

import re

from markdownify import MarkdownConverter

# Only what CommonMark would read as markup: the text is edited by people later.
MARKS = re.compile(r"[\\`*\[\]]|(?<!\w)_|_(?!\w)|<(?=[a-zA-Z/!?])|&(?=#?\w+;)")
OPENING = re.compile(r"^(\s*)([#>=~+-])")
NUMBER = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")


class Writer(MarkdownConverter):
    """An end of line is a <br> for the reader of Markdown, so that only a <br> makes one here."""

    class Options:
        heading_style = "atx"
        newline_style = "backslash"
        bullets = "-"
        wrap = True  # ends of lines in the file are spaces
        wrap_width = None
        autolinks = False
        strip = ("del", "s")

    def escape(self, text: str, parent_tags: set[str]) -> str:
        text = MARKS.sub(lambda found: "\\" + found[0], text)
        return NUMBER.sub(r"\1\\\2", OPENING.sub(r"\1\\\2", text))


WRITER = Writer()


def from_html(*pieces: str) -> str:
    """Markdown of the pieces of HTML, one below the other."""
    written = (WRITER.convert(piece).strip() for piece in pieces if piece)
    return "\n\n".join(piece for piece in written if piece)
