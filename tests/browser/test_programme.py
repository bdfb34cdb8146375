"""Anyone reads the released programme, with a script and without one."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import axe_faults, too_wide
from tests.programme.conftest import data_dir, programme  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEEDS = {
    "en": "Peasant seeds",
    "fr": "Semences paysannes",
    "ar": "بذور",
    "es": "Semences paysannes",  # the event's first language, where her own is missing
    "pt": "Semences paysannes",
}
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["with a script", "without one"])


@pytest.fixture
def released(programme):  # noqa: F811
    programme.release("Two rooms changed.")
    return programme


@SCRIPT
def test_a_visitor_reads_the_programme_in_her_language(released, open_page, script):
    for lang, title in SEEDS.items():
        page = open_page("/quebec/programme/", lang=lang, width=360, java_script_enabled=script)
        root = page.locator("html")
        expect(root).to_have_attribute("lang", lang)
        expect(root).to_have_attribute("dir", "rtl" if lang == "ar" else "ltr")
        expect(page.get_by_text("Two rooms changed.")).to_be_visible()
        page.get_by_role("link", name=title, exact=True).click()
        expect(page.get_by_role("heading", name=title)).to_be_visible()
        expect(page.get_by_text("Awa Diop")).to_be_visible()


@SCRIPT
def test_she_finds_a_session_by_day_theme_room_and_words(released, open_page, script):
    page = open_page("/quebec/programme/", java_script_enabled=script)
    page.get_by_role("navigation", name="Days").get_by_role("link").nth(1).click()
    expect(page.get_by_role("link", name="Agua de todos")).to_be_visible()
    expect(page.get_by_role("link", name="Peasant seeds")).to_have_count(0)
    for chip in ("Land", "Salle A", "French"):
        page.goto("/quebec/programme/")
        page.get_by_text("By theme, room or language").click()
        page.get_by_role("link", name=chip, exact=True).click()
        expect(page.get_by_role("heading", name=chip)).to_be_visible()
        expect(page.get_by_role("link", name="Peasant seeds")).to_be_visible()
    page.get_by_role("link", name="Search").click()
    page.get_by_label("Words to look for").fill("SEMENCES")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("link", name="Peasant seeds")).to_be_visible()
    page.get_by_label("Words to look for").fill("nothing such")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("No session holds all of these words")).to_be_visible()


def test_hours_are_those_of_the_event_or_her_own(released, open_page):
    page = open_page("/quebec/programme/", timezone_id="Africa/Dakar")
    hours = page.locator(".slot > h2 > time")
    expect(hours.first).to_have_text("09:00")
    page.get_by_role("link", name="show my hours").click()
    expect(hours.first).to_have_text("13:00")
    expect(page.get_by_text("hours of Africa/Dakar")).to_be_visible()
    page.get_by_role("link", name="show the hours of the event").click()
    expect(hours.first).to_have_text("09:00")


def test_she_sees_only_what_she_understands_if_she_likes(released, open_page):
    page = open_page("/quebec/programme/", lang="ar")
    page.locator("[data-understood-only]").click()
    shown = page.locator(".session:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text(SEEDS["ar"])
    page.locator("[data-understood-only]").click()
    expect(shown).to_have_count(2)


def test_calendars_are_offered_for_apple_google_and_outlook(released, open_page):
    page = open_page("/quebec/feeds/", width=360)
    apple = page.get_by_role("link", name="Apple").get_attribute("href")
    assert apple.startswith("webcal://localhost:")
    google = page.get_by_role("link", name="Google").get_attribute("href")
    assert "cid=webcal%3A%2F%2F" in google
    assert "url=http%3A%2F%2F" in page.get_by_role("link", name="Outlook").get_attribute("href")
    for text in ("Asks every hour", "Asks every 12 to 24 hours", "Asks every 3 hours"):
        expect(page.get_by_text(text)).to_be_visible()
    answer = page.request.get(apple.replace("webcal", "http"))
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "REFRESH-INTERVAL;VALUE=DURATION:" in answer.text()
    assert "X-PUBLISHED-TTL:" in answer.text()


@pytest.mark.parametrize(("lang", "scheme"), [("fr", "light"), ("ar", "dark")])
def test_no_page_has_a_fault_or_scrolls_sideways_on_a_phone(released, open_page, lang, scheme):
    room, theme = released.room, released.theme
    page = open_page("/quebec/programme/", lang=lang, width=360, color_scheme=scheme)
    for path in (
        "programme/",
        "programme/2001-10-10/",
        f"programme/rooms/{room.uid}/",
        f"programme/themes/{theme.uid}/",
        "programme/languages/fr/",
        "programme/changes/",
        "programme/now/",
        "programme/search/?q=seeds",
        "sessions/SEEDS/",
        "agenda/",
        "feeds/",
        "hall/",
        "hall/?large",
        "sessions/SEEDS/board/",
    ):
        page.goto(f"/quebec/{path}")
        assert too_wide(page) == 0, path
        assert axe_faults(page) == [], path
