"""The translators' desk by keys, on a phone, from right to left, and one text through all hands."""

import pytest
from playwright.sync_api import expect

from languages import texts
from languages.actions import desk
from languages.models import Translation
from tests.browser.conftest import axe_faults, too_wide
from tests.browser.walking import press
from tests.languages.desk_world import gap, meeting, reviewed_first, translator, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "El agua es un bien común.\n\nNadie puede vender la lluvia, ni el río, ni el mar."


@pytest.fixture
def event(transactional_db):
    return meeting()


@pytest.fixture
def awa(event):
    who = translator(event, "awa")
    desk.set_pairs(by=who, pairs=[("es", "fr")])
    return who


def clean(page, lang="en"):
    assert page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
    assert too_wide(page) == 0, page.url
    assert axe_faults(page) == [], page.url


def at(text):
    return f"/translate/{text.space_id}/{text.pk}/fr/"


def draft(text):
    row = Translation.objects.filter(text=text, state="draft").first()
    return row and row.body


def test_two_texts_are_translated_by_keys_alone(event, awa, open_page):
    first, second = write(event, LONG, kind="events.alert"), write(event)
    page = open_page("/translate/", awa)
    page.get_by_role("button", name="Next text").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    box = page.locator("#body")
    box.focus()
    page.keyboard.type("L’eau")
    expect(page.locator("[data-says]")).to_have_text("Kept.")
    assert draft(first) == "L’eau"
    page.keyboard.type(" est un bien commun.")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert page.url.endswith(at(second))
    assert gap(first) is None
    page.locator("#body").focus()
    page.keyboard.type("Les eaux")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert draft(second) == "Les eaux"
    with page.expect_navigation():
        page.keyboard.press("Alt+n")
    expect(page.get_by_text("Nothing more waits for you here.")).to_be_visible()
    expect(page.get_by_text("begun by you")).to_be_visible()


def test_a_source_that_changes_while_one_types_is_said_and_nothing_is_lost(event, awa, open_page):
    text = write(event)
    desk.claim(text, "fr", by=awa)
    page = open_page(at(text), awa)
    texts.change(text, body="El agua es de todas", lang="es", by=None)
    page.locator("#body").fill("L’eau")
    expect(page.get_by_text("The original has changed while you were writing")).to_be_visible()
    press(page, page.get_by_text("Show what changed"))
    expect(page.locator(".words ins")).to_contain_text("de todas")
    expect(page.locator("#body")).to_have_value("L’eau")
    clean(page)


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_desk_holds_on_a_phone_and_from_right_to_left(event, awa, open_page, lang, width):
    text = write(event, LONG)
    desk.keep_draft(text, "fr", body="L’eau", of_revision=1, seen="", by=awa)
    texts.change(text, body=f"{LONG}\n\nEs de todas.", lang="es", by=None)
    write(event, "Otra cosa", kind="events.room")
    page = open_page("/translate/", awa, lang=lang, width=width)
    clean(page, lang)
    page.goto("/translate/pairs/")
    clean(page, lang)
    page.goto(at(text))
    page.locator(".keys summary").click()
    clean(page, lang)
    source, box = (page.locator(f"section[aria-labelledby={each}]").bounding_box() for each in
                   ("source", "box"))  # fmt: skip
    is_beside = abs(source["y"] - box["y"]) < 5
    assert is_beside == (width == 1280)
    page.locator("[name=words]").fill("¿«común»?")
    press(page, page.locator("form[action$='/remark/'] button").first)
    expect(page.get_by_text("¿«común»?")).to_be_visible()
    clean(page, lang)


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_second_person_reads_on_a_phone(event, awa, open_page, lang):
    reviewed_first(event)
    text, ben = write(event), translator(event, "ben")
    desk.set_pairs(by=ben, pairs=[("es", "fr")])
    desk.hand_in(text, "fr", body="L’eau", of_revision=1, by=awa)
    page = open_page("/translate/", ben, lang=lang, width=360)
    clean(page, lang)
    press(page, "form[action='/translate/next/'] button")
    clean(page, lang)
    page.locator("#body").fill("L’eau est un bien commun")
    press(page, page.locator("button[data-key='hand in']"))
    clean(page, lang)
    assert texts.load([text.pk], ["fr"])[text.pk].body == "L’eau est un bien commun"
