"""What is written once for everybody is read by each in the first of her languages."""

import os

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from boards import actions
from boards.models import Line
from events.homes import home
from events.models import Role
from languages import texts
from languages.texts import Origin
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.programme.conftest import data_dir, programme  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SESSION = "/quebec/sessions/WATER/"
TITLES = {"es": "Agua de todos", "fr": "L’eau à tous", "pt": "Água de todos"}
LONG = "\n\n".join(["El **agua** es de todos los pueblos que la cuidan desde siempre."] * 3)


@pytest.fixture
def water(programme):  # noqa: F811
    """A Spanish title and description, in French by people and in Portuguese by a machine."""
    session, here = programme.water, home(programme.event, "workshops.abstract")
    session.abstract = texts.create(body=LONG, lang="es", home=here)
    session.save()
    for text in (session.title, session.abstract):
        texts.translate(text, lang="fr", body=TITLES["fr"], by=None)
        texts.translate(text, lang="pt", body=TITLES["pt"], by=None, origin=Origin.MACHINE)
    programme.release()
    return programme


def reads(page: Page, *languages: str) -> Page:
    """She reads these languages, as her account has written them into the cookie."""
    said = {"name": settings.LANGUAGE_COOKIE_NAME, "value": ".".join(languages)}
    page.context.add_cookies([said | {"domain": "localhost", "path": "/"}])
    return page


def is_right(page: Page, name: str = "") -> None:
    if name and "SHOTS" in os.environ:
        page.screenshot(path=f"{os.environ['SHOTS']}/{name}.png", full_page=True)
    assert too_wide(page) == 0, page.url
    assert axe_faults(page) == [], page.url


@pytest.mark.parametrize(("first", "width"), [("en", 1280), ("ar", 360)])
def test_each_reads_a_title_in_her_next_language(water, open_page, first, width):
    page = open_page("/quebec/", lang=first, width=width)
    for second in ("es", "pt", "fr"):
        reads(page, first, second).goto("/quebec/programme/2001-10-10/")
        title = page.locator(".session h3")
        expect(title).to_have_text(TITLES[second])
        expect(title).to_have_attribute("lang", second)
        expect(page.locator(".session .origin")).to_have_count(1 if second == "pt" else 0)
        is_right(page, f"day-{first}-{second}")
        page.locator(".session h3 a").click()
        expect(page.locator("h1")).to_have_text(TITLES[second])
        expect(page.locator(".original:visible")).to_have_count(0 if second == "es" else 2)
    page.locator(".prose + .original > summary").click()
    expect(page.locator(".original > .prose")).to_contain_text("El agua es de todos los pueblos")
    is_right(page, f"session-{first}")


def test_without_a_script_the_events_order_holds_and_the_original_opens(water, open_page):
    page = open_page(SESSION, width=360, java_script_enabled=False)
    expect(page.locator("h1")).to_have_text(TITLES["fr"])
    page.locator(".prose + .original > summary").click()
    expect(page.locator(".original > .prose")).to_be_visible()
    assert too_wide(page) == 0


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_translator_goes_from_a_released_page_to_the_desk(water, open_page, lang):
    water.event.languages = ["fr", "es", "pt", lang]
    water.event.save()
    water.event.space.languages = water.event.languages
    water.event.space.save()
    stranger = open_page(SESSION, lang=lang)
    expect(stranger.locator(".translate-this")).to_have_count(0)
    translator = factories.member(water.event, Role.TRANSLATOR)
    page = open_page(SESSION, translator, lang=lang, width=360)
    link = page.locator(".translate-this a")
    expect(link).to_be_visible()
    is_right(page, f"offer-{lang}")
    link.click()
    expect(page.locator("#body")).to_be_visible()
    assert page.url.endswith(f"/{water.water.abstract_id}/{lang}/")


@pytest.mark.parametrize(("first", "width"), [("en", 1280), ("ar", 360)])
def test_a_line_comes_in_the_next_language_of_each(water, open_page, first, width):
    page = reads(open_page("/quebec/", lang=first, width=width), first, "fr")
    page.goto(f"{SESSION}board/")
    expect(page.locator("[data-line].still")).to_have_count(0, timeout=20_000)
    actions.write_line(
        event=water.event,
        session=water.water,
        kind=Line.Kind.NOTE,
        body="Empezamos.",
        lang="es",
        translations={"fr": "Nous commençons."},
        by=None,
    )
    line = page.locator("[data-lines] > li")
    expect(line.locator("p[lang=fr]")).to_have_text("Nous commençons.", timeout=20_000)
    line.locator("summary").click()
    expect(line.get_by_text("Empezamos.")).to_be_visible()
    is_right(page, f"board-{first}")
    page.reload()
    expect(line.locator("p[lang=fr]")).to_have_text("Nous commençons.")
    expect(page.locator("[data-line].still")).to_have_count(0, timeout=20_000)
    expect(line.locator("p[lang=fr]")).to_have_text("Nous commençons.")
