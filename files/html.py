"""People's HTML made safe, and turned from and into plain text.

nh3 takes quadratic time on nested tags, so size and depth are counted first, in linear time.
"""

import re
from collections.abc import Callable
from html import escape, unescape

import nh3

from files.text import printable

LIMIT = 50_000  # bytes of UTF-8
DEPTH = 30  # tags inside each other
PASSES = 8  # two are enough for what people write

TAGS = {
    *("a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "cite", "code", "dd", "del", "dl", "dt"),
    *("em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "ol", "p", "pre"),
    *("q", "s", "small", "span", "strong", "sub", "sup", "u", "ul"),
}
ATTRIBUTES = {"*": {"lang", "dir"}, "a": {"href"}, "abbr": {"title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
GONE = {"script", "style", "template", "textarea", "title", "iframe", "noscript", "svg", "math"}

NEVER_OPEN = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "p"} | {
    *("param", "source", "track", "wbr")
}
CLOSED_BY_OTHERS = {"li", "dd", "dt", "option"}
PIECE = re.compile(r"<[^<]*")
ATTRIBUTE = r"\s++[a-zA-Z_:][\w:.-]*+(?:\s*+=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|[^\s\"'<>=`]++))?+"
PLAIN_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9-]*+)(?:{ATTRIBUTE})*+\s*+/?>")
PLAIN_COMMENT = re.compile(r"<!--[^<>]*-->")
HEADING = re.compile(r"<(/?)h([1-6])\b")
CLEAN_TAG = re.compile(r"<(/?)([a-z0-9]+)((?:[^>\"]|\"[^\"]*\")*+)>")
HREF = re.compile(r'\bhref="([^"]*)"')


class UnfitHtml(ValueError):
    """The HTML is larger or deeper than the limits; str() is one line that says which."""


def clean(html: str, *, top: int = 3) -> str:
    """Safe HTML for a page: a closed list of tags, no script, no style, no other host's pictures.

    Headings come out in an order without gaps, the first at level `top`. Cleaning twice changes
    nothing. Raises UnfitHtml above LIMIT bytes or DEPTH tags inside each other.
    """
    html = printable(html)
    size = len(html.encode())
    if size > LIMIT:
        raise UnfitHtml(f"{size:,} bytes of HTML, at most {LIMIT:,} are taken")
    if depth(html) > DEPTH:
        raise UnfitHtml(f"more than {DEPTH} HTML tags stand inside each other")
    for _ in range(PASSES):
        before, html = html, _sanitised(html, top)
        if html == before:
            break
    return html


def _sanitised(html: str, top: int) -> str:
    """One pass. What is left can read differently the next time: <h1><div><h1> loses its <div>."""
    safe = nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags=GONE,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener nofollow ugc",
    )
    return HEADING.sub(_level(top), safe).strip()


def depth(html: str) -> int:
    """The most tags open at once, or more: never fewer than a browser would see.

    One pass. A closing tag counts only if it closes the tag opened last, and nothing counts as
    closing after markup that browsers read in ways of their own (broken quotes, odd comments).
    """
    opened: list[str] = []
    deepest, certain = 0, True
    for piece in PIECE.findall(html):
        tag = PLAIN_TAG.match(piece)
        if tag is None:
            certain = certain and _harmless(piece)
            if piece[1:2].isalpha():
                opened.append("?")
        elif tag[1]:
            if certain:
                _close(opened, tag[2].lower())
        else:
            _open(opened, tag[2].lower())
        deepest = max(deepest, len(opened))
    return deepest


def _harmless(piece: str) -> bool:
    return PLAIN_COMMENT.match(piece) is not None or not (
        piece[1:2].isalpha() or piece[1:2] in {"/", "!", "?"}
    )


def _open(opened: list[str], name: str) -> None:
    if name in NEVER_OPEN or (name in CLOSED_BY_OTHERS and opened and opened[-1] == name):
        return
    opened.append(name)


def _close(opened: list[str], name: str) -> None:
    last = len(opened) - 1
    while last >= 0 and opened[last] != name and opened[last] in CLOSED_BY_OTHERS:
        last -= 1
    if last >= 0 and opened[last] == name:
        del opened[last:]


def _level(top: int) -> Callable[[re.Match[str]], str]:
    above: list[int] = []

    def renumber(found: re.Match[str]) -> str:
        if not found[1]:
            while above and above[-1] >= int(found[2]):
                above.pop()
            above.append(int(found[2]))
        return f"<{found[1]}h{min(top + len(above) - 1, 6)}"

    return renumber


def paragraphs(text: str) -> str:
    """Plain text as HTML: an empty line parts paragraphs, a single end of line is kept."""
    text = printable(text).replace("\r\n", "\n").replace("\r", "\n")
    parts = (part.strip("\n ") for part in re.split(r"\n[ \t]*\n", text))
    return "\n".join(
        f"<p>{escape(part, quote=False).replace(chr(10), '<br>')}</p>" for part in parts if part
    )


def plain(html: str) -> str:
    """The text of HTML that `clean` wrote, with line ends for blocks and the addresses of links."""
    hrefs: list[str] = []

    def text_for(found: re.Match[str]) -> str:
        closing, name = bool(found[1]), found[2]
        if name == "a" and not closing:
            href = HREF.search(found[3])
            hrefs.append(href[1] if href else "")
        elif name == "a" and hrefs:
            href_text = hrefs.pop()
            return f" ({href_text})" if href_text else ""
        elif name == "li" and not closing:
            return "\n• "
        elif name in {"br", "dd", "dt", "hr", "div"}:
            return "\n" if not closing else ""
        elif name[0] == "h" or name in {"p", "pre", "ul", "ol", "blockquote"}:
            return "\n\n" if closing else ""
        return ""

    lines = unescape(CLEAN_TAG.sub(text_for, html)).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()
