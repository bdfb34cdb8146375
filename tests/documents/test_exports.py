"""A document as Markdown, HTML and PDF: nothing that a crafted update holds gets through."""

import io

import pytest
from django.test import Client
from pycrdt import XmlElement, XmlText
from pypdf import PdfReader

from documents import log
from documents.actions import create_document
from documents.models import Document
from documents.views import TAKEN_AWAY
from tests.cast import Cast
from tests.documents.editors import Editor

pytestmark = pytest.mark.django_db


def export(document: Document, kind: str) -> bytes:
    path = f"/{document.event.slug}/documents/{document.uid}/document.{kind}"
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    return answer.content


def crafted(document: Document, by: object, *nodes: XmlElement) -> None:
    """Puts nodes into the document as a hostile editor would: by an update of its own."""
    editor = Editor(log.load(document.pk).data)
    for node in nodes:
        log.append(document.pk, editor.add(node), by=by)


def test_markdown_begins_with_the_title_and_keeps_paragraphs_apart(declaration: Document):
    assert export(declaration, "md").decode() == (
        "# Declaration of Québec\n\nWe, gathered in Quebec\n\ndeclare\n"
    )


def test_html_stands_alone_and_names_its_language(declaration: Document):
    page = export(declaration, "html").decode()
    assert '<html lang="en"' in page
    assert "<script" not in page
    assert "We, gathered in Quebec" in page


def test_pdf_holds_the_words_in_french_and_in_arabic(cast: Cast):
    document = create_document(
        by=cast.organiser,
        event=cast.event,
        title="Déclaration",
        language="fr",
        paragraphs=["Nous, réunis à Québec", "نحن المجتمعين في كيبيك"],
    )
    pages = PdfReader(io.BytesIO(export(document, "pdf"))).pages
    found = "".join(page.extract_text() for page in pages)
    assert "Nous, réunis à Québec" in found
    assert any("\u0600" <= letter <= "\u06ff" or "\ufb50" <= letter <= "\ufefc" for letter in found)


def hostile() -> list[XmlElement]:
    link = XmlText("")
    paragraph = XmlElement("paragraph", {"id": '"><script>alert(1)</script>'}, [link])
    return [
        XmlElement("script", {}, [XmlText("alert(1)")]),
        XmlElement("iframe", {"src": "https://example.org"}, []),
        paragraph,
        XmlElement("paragraph", {"onclick": "alert(1)"}, [XmlText("<img src=x onerror=alert(1)>")]),
    ]


@pytest.mark.parametrize("kind", ["html", "md"])
def test_a_crafted_update_cannot_carry_a_script(cast: Cast, declaration: Document, kind: str):
    crafted(declaration, cast.organiser, *hostile())
    made = export(declaration, kind).decode()
    for evil in ("<script", "<iframe", "onclick=", "<img"):
        assert evil not in made.replace("\\<", "&lt;")


def test_a_link_to_a_script_leads_nowhere(cast: Cast, declaration: Document):
    editor = Editor(log.load(declaration.pk).data)

    def link() -> None:
        editor.words(0).format(0, 2, {"link": {"href": "javascript:alert(1)"}})

    log.append(declaration.pk, editor.do(link), by=cast.organiser)
    assert "javascript:" not in export(declaration, "html").decode()


def test_the_page_itself_shows_a_crafted_update_as_words(cast: Cast, declaration: Document):
    crafted(declaration, cast.organiser, *hostile())
    page = Client().get(f"/{declaration.event.slug}/documents/{declaration.uid}/").content.decode()
    assert "<script>alert" not in page
    assert "<iframe" not in page
    assert "onclick" not in page


def test_who_takes_too_much_away_is_asked_to_wait(declaration: Document):
    path = f"/{declaration.event.slug}/documents/{declaration.uid}/document.md"
    for _ in range(TAKEN_AWAY.times):
        TAKEN_AWAY.take("127.0.0.1")
    answer = Client().get(path)
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
