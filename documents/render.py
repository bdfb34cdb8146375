"""Blocks as HTML and as Markdown. Only what stands here can come out."""

import re
from collections.abc import Iterable
from html import escape

import nh3
from django.utils.safestring import SafeString, mark_safe

from documents.blocks import Block, Run
from files.html import SCHEMES

TOP = 2
"""The page's own heading stands above a document's."""
HTML_MARKS = {"code": "code", "strike": "s", "underline": "u", "italic": "em", "bold": "strong"}
MARKDOWN_MARKS = {"code": "`", "strike": "~~", "italic": "*", "bold": "**"}
TAGS = {*HTML_MARKS.values()} | {
    *("a", "blockquote", "br", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "ul"),
}
ATTRIBUTES = {tag: {"id", "dir"} for tag in ("p", "h2", "h3", "h4", "pre")}
ATTRIBUTES |= {"a": {"href"}, "ol": {"start"}}
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
AT_START = re.compile(r"^(\s*\d*)([-+.)])(?=\s|$)", re.MULTILINE)


def html(blocks: Iterable[Block]) -> SafeString:
    """A document's inside. Paragraphs bear their name as `id` and find their own direction."""
    made = "\n".join(map(_html, blocks))
    return mark_safe(nh3.clean(made, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES))


def _html(block: Block) -> str:
    if block.kind == "rule":
        return "<hr>"
    if block.kind in HOLDERS:
        opening, closing = HOLDERS[block.kind]
        inner = "\n".join(map(_html, block.children))
        return f"{opening.format(start=block.start)}\n{inner}\n{closing}"
    tag = {"paragraph": "p", "code": "pre"}.get(block.kind, f"h{TOP - 1 + block.level}")
    name = f' id="p-{block.uid}"' if block.uid else ""
    inner = "".join(map(_html_run, block.runs))
    return f'<{tag}{name} dir="auto">{inner or "<br>"}</{tag}>'


HOLDERS = {
    "bullets": ("<ul>", "</ul>"),
    "numbers": ('<ol start="{start}">', "</ol>"),
    "item": ("<li>", "</li>"),
    "quote": ("<blockquote>", "</blockquote>"),
}


def _html_run(run: Run) -> str:
    words = escape(run.text).replace("\n", "<br>")
    for mark, tag in HTML_MARKS.items():
        if mark in run.marks:
            words = f"<{tag}>{words}</{tag}>"
    return f'<a href="{escape(run.href)}">{words}</a>' if run.href else words


def markdown(blocks: Iterable[Block]) -> str:
    """CommonMark (with ~~ for what is struck out), one empty line between blocks."""
    return "\n\n".join(filter(None, map(_markdown, blocks)))


def _markdown(block: Block) -> str:
    if block.kind == "rule":
        return "---"
    if block.kind == "code":
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", block.text)), default=0))
        return f"{fence}\n{block.text}\n{fence}"
    if block.kind in {"bullets", "numbers"}:
        return "\n".join(_listed(block))
    if block.children:
        return _indented(markdown(block.children), "> ", "> ")
    words = AT_START.sub(r"\1\\\2", "".join(map(_markdown_run, block.runs)))
    return f"{'#' * (TOP - 1 + block.level)} {words}" if block.kind == "heading" else words


def _listed(block: Block) -> Iterable[str]:
    for number, item in enumerate(block.children, block.start):
        mark = f"{number}. " if block.kind == "numbers" else "- "
        yield _indented(markdown(item.children), mark, " " * len(mark))


def _indented(words: str, first: str, others: str) -> str:
    lines = words.split("\n")
    return "\n".join(
        ((others if place else first) + line).rstrip() for place, line in enumerate(lines)
    )


def _markdown_run(run: Run) -> str:
    if run.text == "\n":
        return "\\\n"
    words = _code(run.text) if "code" in run.marks else SPECIAL.sub(r"\\\1", run.text)
    around = _marks_around(run)
    bare = words.strip()
    if bare and around:
        words = words.replace(bare, around + bare + around[::-1], 1)
    return f"[{words}](<{run.href}>)" if run.href else words


def _code(words: str) -> str:
    """Between one backtick more than any that stand inside (CommonMark §6.1)."""
    longest = max(map(len, re.findall("`+", words)), default=0)
    fence, gap = "`" * (longest + 1), " " if longest else ""
    return f"{fence}{gap}{words}{gap}{fence}"


def _marks_around(run: Run) -> str:
    return "".join(
        sign for mark, sign in MARKDOWN_MARKS.items() if mark in run.marks and mark != "code"
    )
