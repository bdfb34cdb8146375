"""A translator goes on without a line, and everything she wrote comes home."""

import pytest
from playwright.sync_api import Page, expect

from events.homes import home
from languages import texts
from languages.actions import desk
from languages.models import Translation
from tests.browser.walking import LANGUAGES, is_right, press
from tests.language_world import term
from tests.languages.desk_world import gap, meeting, translator, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ARABIC = "الماء ملك للجميع"


@pytest.fixture
def event(transactional_db):
    return meeting()


@pytest.fixture
def awa(event):
    who = translator(event, "awa")
    desk.set_pairs(by=who, pairs=[("es", "fr"), ("fr", "ar")])
    return who


def take_along(open_page, who, lang="en", width=360) -> Page:
    """The page of what she has along, once it can do without a line."""
    page = open_page("/translate/", who, lang=lang, width=width)
    press(page, "form[action='/translate/along/take/'] button")
    expect(page.locator("html[data-offline=ready]")).to_be_attached(timeout=15_000)
    line(page, "up")
    return page


def line(page: Page, state: str) -> None:
    expect(page.locator(f"[data-part=line][data-state={state}]")).to_be_attached(timeout=15_000)


def cut(page: Page) -> None:
    page.context.set_offline(True)
    page.reload()
    line(page, "cut")


def mend(page: Page) -> None:
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    line(page, "up")
    expect(page.locator("[data-part=here]")).to_have_attribute("data-many", "0", timeout=15_000)


def open_text(page: Page, text, lang="fr"):
    key = f"{text.pk}-{lang}"
    page.evaluate(f"location.hash = '#{key}'")
    box = page.locator(f"[data-text='{key}']:not([hidden]) [data-part=body]")
    expect(box).to_be_visible()
    return box


def state(page: Page, text, what: str, lang="fr") -> None:
    row = page.locator("[data-part=texts] > li", has=page.locator(f"a[href='#{text.pk}-{lang}']"))
    expect(row).to_have_attribute("data-state", what, timeout=15_000)


def draft(text, lang="fr"):
    row = Translation.objects.filter(text=text, lang=lang, state="draft").first()
    return row and (row.body, row.of_revision)


def reads(text, lang="fr"):
    return texts.load([text.pk], [lang])[text.pk].body


def test_what_is_written_without_a_line_survives_a_reload_and_comes_home(event, awa, open_page):
    water, land = write(event, kind="events.alert"), write(event, "La tierra")
    song = texts.create(body="Le chant", lang="fr", home=home(event, "events.room"))
    page = take_along(open_page, awa)
    cut(page)
    page.get_by_role("link", name="El agua es un bien común").click()
    expect(page.locator("[data-part=body]")).to_be_focused()
    page.keyboard.type("L’eau est un bien commun")
    page.keyboard.press("Control+Enter")
    open_text(page, land).fill("La terre")
    box = open_text(page, song, "ar")
    assert box.evaluate("box => getComputedStyle(box).direction") == "rtl"
    box.fill(ARABIC)
    page.keyboard.press("Control+Shift+Enter")
    is_right(page, "en")
    page.reload()
    expect(box).to_have_value(ARABIC)
    expect(page.locator("[data-part=here]")).to_have_attribute("data-many", "3")
    assert not Translation.objects.filter(text__in=[water, land, song]).exists()
    texts.change(water, body="El agua y la tierra son bienes comunes", lang="es", by=None)
    mend(page)
    state(page, water, "moved")
    state(page, land, "kept")
    state(page, song, "handed in", "ar")
    assert (draft(water), draft(land)) == (("L’eau est un bien commun", 1), ("La terre", 1))
    assert reads(song, "ar") == ARABIC
    box = open_text(page, water)
    expect(page.locator("[data-part=source] ins").first).to_contain_text("y la tierra")
    expect(page.get_by_text("The original has changed while you were translating")).to_be_visible()
    box.fill("L’eau et la terre sont des biens communs")
    page.keyboard.press("Control+Shift+Enter")
    state(page, water, "handed in")
    assert reads(water) == "L’eau et la terre sont des biens communs"


def test_where_another_was_faster_nothing_is_lost(event, awa, open_page):
    text, other, ben = write(event), write(event, "La tierra"), translator(event, "ben")
    page = take_along(open_page, awa)
    cut(page)
    open_text(page, text).fill("L’eau")
    open_text(page, other).fill("La terre")
    desk.give_all_back(by=awa)
    desk.hand_in(text, "fr", body="Les eaux", of_revision=1, by=ben)
    desk.claim(other, "fr", by=ben)
    mend(page)
    state(page, text, "translated")
    state(page, other, "held")
    assert (reads(text), draft(text)) == ("Les eaux", ("L’eau", 1))
    open_text(page, other)
    expect(page.get_by_text("Your words are kept for you beside it")).to_be_visible()
    press(page, page.get_by_role("link", name="Open at the desk"))
    expect(page.get_by_text("La terre", exact=True)).to_be_visible()
    is_right(page, "en")


def test_logging_out_leaves_nothing_on_the_device(event, awa, open_page):
    text = write(event)
    page = take_along(open_page, awa)
    cut(page)
    open_text(page, text).fill("L’eau")
    page.route("**/bring/", lambda route: route.abort())
    page.context.set_offline(False)
    page.goto("/account/logout/")
    expect(page.get_by_text("have not reached the server")).to_be_visible()
    press(page, "form[action='/account/logout/'] button")
    kept = "Promise.all([caches.keys(), indexedDB.databases()])"
    assert page.evaluate(kept) == [[], []]
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )


def test_giving_all_back_waits_for_the_line_and_clears_the_device(event, awa, open_page):
    text = write(event)
    page = take_along(open_page, awa)
    cut(page)
    open_text(page, text).fill("L’eau")
    page.get_by_role("link", name="All texts").click()
    page.get_by_role("button", name="Give all back").click()
    expect(page.get_by_text("has not reached the server yet")).to_be_visible()
    mend(page)
    press(page, page.get_by_role("button", name="Give all back"))
    assert (gap(text).claimed_by, draft(text)) == (None, ("L’eau", 1))
    page.goto("/translate/along/")
    expect(page.get_by_text("You have no text along.")).to_be_visible()
    expect(page.locator("[data-part=texts] > li")).to_have_count(0)


@LANGUAGES
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_holds_on_a_phone_and_from_right_to_left(event, awa, open_page, lang, width):
    text = write(event, "El agua es un bien común.\n\nNadie puede vender la lluvia ni el mar.")
    desk.keep_draft(text, "fr", body="L’eau", of_revision=1, seen="", by=awa)
    texts.change(text, body=f"{text.body}\n\nEs de todas.", lang="es", by=None)
    term(event.space, es="bien común", fr="bien commun", not_fr="bien public")
    desk.remark(text, "fr", words="¿«común»?", by=awa)
    write(event, "Otra cosa", kind="events.room")
    page = take_along(open_page, awa, lang, width)
    is_right(page, lang)
    open_text(page, text).fill("L’eau est un bien public")
    expect(page.locator(".slips li")).to_have_count(1)
    page.locator(".keys summary").click()
    is_right(page, lang)
    cut(page)
    is_right(page, lang)
    page.go_back()
