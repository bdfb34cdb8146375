"""An organiser makes a meeting in her browser: no shell, no admin."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import Mail
from events.models import Event, Membership, Role
from tests import factories
from tests.browser.conftest import axe_faults, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAYS = {"begins": "2027-10-19", "ends": "2027-10-22"}


def newest_code() -> str:
    mail = Mail.objects.latest("pk")
    return re.findall(r"\d{4}-\d{4}", mail.body)[0]


def test_an_organiser_makes_a_meeting_and_opens_it(open_page):
    page = open_page("/new/", factories.person("awa", called="Awa"))
    page.get_by_label("Name", exact=True).fill("Solidarity Economy Forum")
    page.get_by_label("First day").fill(DAYS["begins"])
    page.get_by_label("Last day").fill(DAYS["ends"])
    page.get_by_label("Place").fill("Manila")
    page.get_by_label("Country or territory").select_option(label="Philippines")
    page.get_by_label("Time zone").select_option("Asia/Manila")
    page.get_by_role("checkbox", name="français").check()
    page.get_by_role("button", name="Make the event").click()
    expect(page.get_by_role("heading", name="Organise")).to_be_visible()
    event = Event.objects.get()
    assert (event.slug, event.languages) == ("solidarity-economy-forum", ["en", "fr"])

    page.get_by_role("link", name="Constituencies").first.click()
    page.get_by_role("button", name="Add the six continents").click()
    expect(page.get_by_role("link", name="Africa", exact=True)).to_be_visible()

    page.get_by_role("link", name="Pages").first.click()
    page.get_by_role("link", name="Write a page").click()
    page.get_by_label("Title").fill("How to come")
    page.get_by_text("Add a translation").first.click()
    page.locator('input[name="title-fr"]').fill("Comment venir")
    page.locator('textarea[name="body"]').fill("# By boat\n\nFrom **Cebu**.")
    page.get_by_text("Add a translation").last.click()
    page.locator("details details summary").click()
    page.locator('textarea[name="body-fr"]').fill("# En bateau\n\nDepuis **Cebu**.")
    page.get_by_label("Address").fill("come")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Publish How to come").click()
    expect(page.get_by_text("It is published.")).to_be_visible()

    page.get_by_role("link", name="Overview").click()
    for switch in ("Registration", "Call for workshops", "Programme"):
        page.get_by_role("button", name=f"Open {switch}").click()
        expect(page.get_by_role("button", name=f"Close {switch}")).to_be_visible()
    event.refresh_from_db()
    assert {event.registration, event.call, event.programme} == {"open"}

    reader = open_page("/solidarity-economy-forum/", lang="fr", width=360)
    reader.get_by_role("link", name="Comment venir").click()
    expect(reader.get_by_role("heading", name="En bateau")).to_be_visible()


def test_somebody_invited_signs_up_and_comes_back_to_her_role(open_page):
    event = factories.event(begins=DAYS["begins"], ends=DAYS["ends"])
    organiser = factories.member(event, Role.ORGANISER)
    page = open_page("/quebec/organise/team/", organiser)
    page.get_by_label("Role", exact=True).select_option("moderator")
    page.get_by_role("button", name="Make a link").click()
    link = page.locator("[data-copy]").inner_text().strip()

    guest = open_page("/" + link.split("/", 3)[3], width=360)
    guest.get_by_role("link", name="Make an account").click()
    guest.get_by_label("E-mail").fill("rosa@example.org")
    guest.get_by_label("How to call you").fill("Rosa")
    guest.get_by_role("button", name="Make an account").click()
    expect(guest.get_by_role("heading", name="Type the code")).to_be_visible()
    guest.get_by_label("Code").fill(newest_code())
    guest.get_by_role("button", name="Go on").click()
    guest.get_by_role("button", name="Take the role").click()
    expect(guest.get_by_text("Welcome to the team.")).to_be_visible()
    assert Membership.objects.get(person__email="rosa@example.org").role == Role.MODERATOR


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_organisers_pages_fit_a_phone_and_please_axe(open_page, lang):
    event = factories.event(languages=["fr", "en", "es", "pt", "ar"])
    organiser = factories.member(event, Role.ORGANISER)
    factories.theme(event)
    factories.room(event)
    factories.page(event)
    factories.news(event)
    page = open_page("/", organiser, lang=lang, width=360)
    lists = ("themes", "constituencies", "venues", "rooms", "pages", "news")
    for path in (
        *("", "settings/", "team/", *(f"{name}/" for name in lists)),
        *(f"{name}/add/" for name in lists),
    ):
        page.goto(f"/quebec/organise/{path}")
        assert page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
        assert (path, too_wide(page), axe_faults(page)) == (path, 0, [])


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_public_and_account_pages_fit_a_phone_and_please_axe(open_page, lang):
    event = factories.event(series=factories.series())
    factories.page(event)
    factories.news(event)
    somebody = factories.person("awa")
    public = ("/", "/quebec/", "/quebec/pages/travel/", "/quebec/news/", "/s/solidarity/")
    entrance = ("/account/login/", "/account/signup/")
    mine = ("/me/", "/me/delete/", "/new/", "/account/email/", "/account/keys/")
    for paths, who in (((*public, *entrance), None), (mine, somebody)):
        page = open_page("/", who, lang=lang, width=360)
        for path in paths:
            page.goto(path)
            assert (path, too_wide(page), axe_faults(page)) == (path, 0, [])
