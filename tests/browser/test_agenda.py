"""What one chooses: stars, clashes, and a calendar of one's own."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from programme import actions
from programme.models import Star
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.programme.conftest import data_dir, programme  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def released(programme):  # noqa: F811
    programme.release()
    return programme


def log_in(page: Page, who) -> None:
    client = Client()
    client.force_login(who)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([cookie | {"url": page.url.split("/quebec/")[0]}])


def star(page: Page, code: str) -> None:
    page.locator(f'[data-star="{code}"]').click()
    expect(page.locator(f'[data-star="{code}"]')).to_have_attribute("aria-pressed", "true")


def starred(who) -> set[str]:
    return set(Star.objects.filter(person=who).values_list("session__code", flat=True))


def test_stars_stay_in_the_browser_and_go_with_her_when_she_logs_in(released, open_page):
    who = factories.person("awa", called="Awa")
    page = open_page("/quebec/programme/", width=360)
    star(page, "SEEDS")
    star(page, "CREDIT")
    page.get_by_role("link", name="My agenda", exact=True).first.click()
    expect(page.get_by_text("Your stars are kept in this browser.")).to_be_visible()
    expect(page.locator(".session")).to_have_count(2)
    expect(page.get_by_role("region", name="At the same time")).to_contain_text("Credit")
    assert (too_wide(page), axe_faults(page)) == (0, [])

    log_in(page, who)
    page.reload()
    expect(page.locator(".session")).to_have_count(0)
    page.goto("/quebec/programme/")
    expect(page.locator('[data-star="SEEDS"]')).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("link", name="Awa")).to_be_visible()
    page.wait_for_function("localStorage.getItem('stars:quebec') === null")
    assert starred(who) == {"SEEDS", "CREDIT"}

    elsewhere = open_page("/quebec/agenda/", who)
    expect(elsewhere.locator(".session")).to_have_count(2)
    elsewhere.wait_for_load_state("networkidle")
    with elsewhere.expect_response("**/stars/"):
        elsewhere.locator('[data-star="CREDIT"]').click()
    assert starred(who) == {"SEEDS"}


def test_a_star_without_a_script_asks_her_to_log_in(released, open_page):
    page = open_page("/quebec/programme/", width=360, java_script_enabled=False)
    page.locator('[data-star="SEEDS"]').click()
    expect(page).to_have_url(re.compile("/account/login/"))
    who = factories.person("awa")
    page = open_page("/quebec/programme/", who, width=360, java_script_enabled=False)
    page.locator('[data-star="SEEDS"]').click()
    page.get_by_role("button", name="Add to my agenda").click()
    expect(page).to_have_url(re.compile("/quebec/sessions/SEEDS/$"))
    assert starred(who) == {"SEEDS"}


def heard(page: Page, address: str, words: str) -> str:
    """The calendar once `words` stand in it: servers look for a new release once a second."""
    for _ in range(60):
        found = page.context.request.get(address).text()
        if words in found:
            return found
        page.wait_for_timeout(200)
    raise AssertionError(f"{words} never came: {found}")


def test_her_calendar_hears_of_the_next_release_and_its_old_address_stops(released, open_page):
    who = factories.person("awa", called="Awa")
    actions.star(person=who, session=released.seeds, on=True)
    page = open_page("/quebec/agenda/", who)
    page.get_by_role("link", name="Put it into my calendar").click()
    page.get_by_role("button", name="Make my private address").click()
    box = page.get_by_label("Address for any other program")
    first = box.input_value()
    ask = page.context.request.get
    calendar = ask(first).text()
    assert calendar.count("BEGIN:VEVENT") == 1
    assert "SEQUENCE:0" in calendar
    assert "DTSTART;TZID=America/Toronto:20011009T090000" in calendar

    page.get_by_role("button", name="Make a new address; the old one stops").click()
    expect(box).not_to_have_value(first)
    assert ask(first).status == 404

    where = released.seeds.placement
    organiser = factories.member(released.event, "organiser")
    actions.place(
        session=released.seeds,
        room=released.other_room,
        begins=where.begins + timedelta(hours=2),
        version=where.version,
        by=organiser,
    )
    released.release()
    moved = heard(page, box.input_value(), "SEQUENCE:1")
    assert "DTSTART;TZID=America/Toronto:20011009T110000" in moved
    assert (too_wide(page), axe_faults(page)) == (0, [])
