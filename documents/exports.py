"""A document as a file to take away: Markdown, HTML, PDF."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from documents import queries, render
from documents.blocks import Block, direction
from documents.models import Document
from files.pdf import pdf
from files.text import one_line
from languages.moments import written
from languages.texts import Reading

TEMPLATE = Path(__file__).with_name("document.typ")


@dataclass(frozen=True)
class Paper:
    """What is taken away: the title in the document's own language, its blocks, its last change."""

    document: Document
    title: Reading
    blocks: tuple[Block, ...]

    @property
    def under(self) -> str:
        """Where it comes from and how new it is."""
        at = self.document.changed_at.astimezone(self.document.event.tz)
        day = written(at, "yMMMMd Hm")
        zone = self.document.event.zone
        return _("As it stood on %(day)s (%(zone)s)") % {"day": day, "zone": zone}


def paper_of(document: Document) -> Paper:
    title = queries.title_of(document, [document.language])
    return Paper(document, title, queries.content(document))


def as_markdown(paper: Paper) -> bytes:
    words = paper.title.body.replace("\n", " ")
    return f"# {words}\n\n{render.markdown(paper.blocks)}\n".encode()


def as_html(paper: Paper) -> bytes:
    """A page of its own, without a style sheet or a script."""
    context = {"paper": paper, "inside": render.html(paper.blocks)}
    return render_to_string("documents/alone.html", context).encode()


def as_pdf(paper: Paper) -> bytes:
    """Raises files.pdf.NoFonts."""
    values = {
        "title": paper.title.body,
        "title_dir": paper.title.dir,
        "lang": paper.document.language.partition("-")[0],
        "dir": paper.title.dir,
        "under": paper.under,
        "blocks": [_values(block) for block in paper.blocks],
    }
    return pdf(TEMPLATE, values)


def _values(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "level": block.level,
        "start": block.start,
        "text": block.text,
        "dir": direction(block.text),
        "runs": [
            {"text": run.text, "marks": sorted(run.marks), "href": run.href} for run in block.runs
        ],
        "children": [_values(child) for child in block.children],
    }


def file_name(paper: Paper, kind: str) -> str:
    """A file's name for Content-Disposition (RFC 6266): plain letters, then the whole title."""
    title = re.sub(r"[\\/:*?\"<>|\s]+", " ", one_line(paper.title.body))[:100].strip() or "document"
    plain = slugify(title) or "document"
    return f"filename=\"{plain}.{kind}\"; filename*=UTF-8''{quote(f'{title}.{kind}')}"


FORMATS: dict[str, tuple[str, Callable[[Paper], bytes]]] = {
    "md": ("text/markdown; charset=utf-8", as_markdown),
    "html": ("text/html; charset=utf-8", as_html),
    "pdf": ("application/pdf", as_pdf),
}
