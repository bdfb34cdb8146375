"""Two browsers write one document; the server dies and comes back; nothing is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from documents.actions import create_document
from documents.models import Document
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.serving.nursery import Nursery
from tests.serving.servers import Server

pytestmark = pytest.mark.browser
SECONDS = 15_000  # milliseconds, on a machine that others load too


@pytest.fixture
def document(server: Server) -> Document:
    event = factories.event()
    return create_document(
        by=factories.member(event, "organiser"),
        event=event,
        title="Declaration of Québec",
        language="en",
        paragraphs=["We, gathered in Quebec"],
    )


@pytest.fixture
def write(open_page: Callable[..., Page], document: Document) -> Callable[..., Page]:
    """An editor of the document, opened by a new member of its team."""

    def open_editor(**options: object) -> Page:
        path = f"/{document.event.slug}/documents/{document.uid}/edit/"
        page = open_page(path, factories.member(document.event, "translator"), **options)
        expect(page.locator("[data-text] p").first).to_contain_text("We,", timeout=SECONDS)
        return page

    return open_editor


def end_of_text(page: Page) -> None:
    page.locator("[data-text] p").last.click()
    page.keyboard.press("Control+End")


def says(page: Page, words: str) -> None:
    expect(page.locator("[data-saying]")).to_contain_text(words, timeout=SECONDS)


def test_two_browsers_write_at_once_and_both_see_both(write: Callable[..., Page]):
    one, other = write(), write()
    end_of_text(one)
    one.keyboard.type(" declare:")
    end_of_text(other)
    other.keyboard.press("Enter")
    other.keyboard.type("seeds are not for sale.")
    for page in (one, other):
        expect(page.locator("[data-text]")).to_contain_text("declare:", timeout=SECONDS)
        expect(page.locator("[data-text]")).to_contain_text("seeds are not", timeout=SECONDS)
        says(page, "Saved")


def test_every_paragraph_has_a_name_of_its_own(write: Callable[..., Page]):
    page = write()
    end_of_text(page)
    page.keyboard.press("Enter")
    page.keyboard.type("A second one")
    says(page, "Saved")
    page.reload()
    expect(page.locator("[data-text]")).to_contain_text("A second one", timeout=SECONDS)
    names = page.locator("[data-text] p").evaluate_all(
        "all => all.map((each) => each.dataset.id ?? each.id)"
    )
    assert len(set(names)) == len(names) == 2
    assert all(names)


def test_what_was_saved_survives_a_server_that_was_killed(
    write: Callable[..., Page], server: Server, nursery: Nursery
):
    page = write()
    end_of_text(page)
    page.keyboard.type(" before the cut")
    says(page, "Saved")
    server.kill()
    says(page, "The line is cut")
    page.keyboard.type(" and after it")
    with nursery.serving():
        expect(page.locator("[data-saying]")).to_have_text("Saved", timeout=60_000)
        other = write()
        expect(other.locator("[data-text]")).to_contain_text("before the cut and after it")


def test_what_was_written_offline_is_merged_on_return(write: Callable[..., Page]):
    one, other = write(), write()
    one.context.set_offline(True)
    end_of_text(one)
    one.keyboard.type(" offline words")
    end_of_text(other)
    other.keyboard.press("Enter")
    other.keyboard.type("online words")
    says(other, "Saved")
    one.context.set_offline(False)
    for page in (one, other):
        expect(page.locator("[data-text]")).to_contain_text("offline words", timeout=60_000)
        expect(page.locator("[data-text]")).to_contain_text("online words", timeout=60_000)


NO_SOCKETS = """window.WebSocket = class {
    constructor() { setTimeout(() => this.onclose({ code: 1006 }), 50) }
    close() {}
}"""


def test_where_no_socket_passes_requests_carry_the_words(write: Callable[..., Page]):
    blocked, other = write(), write()
    blocked.add_init_script(NO_SOCKETS)
    blocked.reload()
    says(blocked, "On this line")
    end_of_text(blocked)
    blocked.keyboard.type(" by plain requests")
    expect(other.locator("[data-text]")).to_contain_text("by plain requests", timeout=SECONDS)
    end_of_text(other)
    other.keyboard.type(" and back")
    expect(blocked.locator("[data-text]")).to_contain_text("and back", timeout=SECONDS)
    says(blocked, "Saved. On this line")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_reading_and_writing_fit_a_phone_and_pass_axe(
    open_page: Callable[..., Page], document: Document, write: Callable[..., Page], lang: str
):
    base = f"/{document.event.slug}/documents/"
    for path in (base, f"{base}{document.uid}/"):
        page = open_page(path, lang=lang, width=360)
        assert too_wide(page) == 0
        assert axe_faults(page) == []
    editor = write(lang=lang, width=360)
    assert too_wide(editor) == 0
    assert axe_faults(editor) == []
