"""A translator sees the movement's words beside her text and hears of slips as she types."""

import pytest
from playwright.sync_api import expect

from events.homes import home
from events.models import Role
from languages import texts
from tests import factories, language_world
from tests.browser.conftest import axe_faults, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_words_of_the_glossary_and_what_was_translated_before(open_page):
    event = factories.event()
    who = factories.member(event, Role.TRANSLATOR)
    language_world.term(event.space, fr="bien commun", en="common good", not_en="public asset")
    where = home(event, "events.page.title")
    texts.create(body="Un bien commun", lang="fr", translations={"en": "A common good"}, home=where)
    text = language_world.text(event)
    page = open_page(f"/translate/{event.space_id}/{text.pk}/en/", who, width=360)
    expect(page.locator("mark", has_text="bien commun")).to_be_visible()
    slips = page.locator("[data-slips]")
    expect(slips).to_be_hidden()
    box = page.get_by_role("textbox", name="Translation into English")
    box.fill("Water is a public asset")
    expect(slips).to_have_text("Better not “public asset”: we say “common good”.")
    box.fill("Water is a good")
    expect(slips).to_have_text("“bien commun” is called “common good” in our glossary.")
    box.fill("Water is a common good")
    expect(slips).to_be_hidden()
    box.evaluate("box => box.setSelectionRange(11, 22)")
    box.press("Alt+k")
    expect(page.locator("#concordance-found mark").first).to_have_text("common")
    assert too_wide(page) == 0
    assert axe_faults(page) == []
