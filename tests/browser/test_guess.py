"""Whoever writes in another language than the one chosen is asked once, and decides."""

import pytest
from playwright.sync_api import expect

from events.models import Role
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.browser.walking import send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "La tierra es de quien la trabaja con sus manos"


def writes(open_page, lang):
    event = factories.event(languages=["ar", "fr", "es"])
    organiser = factories.member(event, Role.ORGANISER)
    page = open_page("/quebec/organise/pages/add/", organiser, lang=lang, width=360)
    page.locator("[name=title-lang]").select_option("fr")
    page.locator("[name=body-lang]").select_option(lang)
    page.locator("[name=slug]").fill("tierra")
    return page


def question(page):
    return page.locator(".guess:has(button)")


def type_words(page):
    """She chose a language above; here the page chose it."""
    page.locator("[name=body-asked]").evaluate("box => { box.checked = false }")
    page.locator("[name=body]").fill(WORDS)
    expect(question(page)).to_have_count(1)


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_she_is_asked_and_changes_the_language_with_one_button(lang, open_page):
    page = writes(open_page, lang)
    type_words(page)
    assert too_wide(page) == 0
    assert axe_faults(page) == []
    boxes = [button.bounding_box() for button in question(page).locator("button").all()]
    assert all(box["height"] >= 44 for box in boxes)
    question(page).locator("button").first.click()
    expect(page.locator("[name=body-lang]")).to_have_value("es")
    expect(page.locator("[name=body]")).to_be_focused()
    expect(question(page)).to_have_count(0)


def test_after_a_no_a_form_that_comes_back_asks_no_more(open_page):
    page = writes(open_page, "fr")
    type_words(page)
    question(page).locator("button").last.click()
    expect(page.locator("[name=body-lang]")).to_have_value("fr")
    page.locator("form:has([name=slug])").evaluate("form => { form.noValidate = true }")
    send(page, "slug")
    expect(page.locator("[name=body-asked]")).to_be_checked()
    expect(page.locator("[name=body]")).to_have_value(WORDS)
