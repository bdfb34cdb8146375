"""An organiser makes a call, opens it, and a stranger reads it in Arabic on her phone."""

import pytest
from playwright.sync_api import expect

from delegates.models import Questionnaire
from events.models import Role
from tests import factories
from tests.browser.walking import is_right, press, send, write
from workshops.models import Call

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "/quebec/organise/calls/"


@pytest.fixture
def event(transactional_db):
    return factories.event(languages=["en", "fr", "ar"], call="open")


def test_a_call_is_made_in_english_and_read_in_arabic(event, open_page):
    page = open_page(LIST, factories.member(event, Role.ORGANISER), lang="en", width=360)
    press(page, f'a[href="{LIST}new/"]')
    write(page, "en", title="Music from the neighbourhood", about="Bring **drums**.")
    translation = page.locator("[name=title-ar]")
    page.locator("details", has=translation).locator("summary").first.click()
    translation.fill("موسيقى من الحي")
    page.locator("[name=who][value=organisations]").check()
    page.locator("[name=limit]").fill("2")
    page.locator("[name=until]").fill("2099-05-01T23:59")
    page.locator("[name=zone]").select_option("Etc/GMT+12")
    is_right(page, "en")
    send(page, "limit")
    is_right(page, "en")
    press(page, '[name=to][value="open"]')
    call = Call.objects.get()
    press(page, f'form[action="{LIST}{call.uid}/form/"] button')
    assert Questionnaire.objects.get().use == "call"
    is_right(page, "en")
    hers = open_page("/quebec/", lang="ar", width=360)
    press(hers, 'main a[href="/quebec/calls/"]')
    is_right(hers, "ar")
    press(hers, f'main a[href="/quebec/calls/{call.uid}/"]')
    expect(hers.locator("h1")).to_have_text("موسيقى من الحي")
    expect(hers.locator("[data-own-zone] a")).to_be_visible()
    is_right(hers, "ar")
    press(hers, "[data-own-zone] a")
    expect(hers.locator("main .facts")).not_to_contain_text("UTC−12")
    press(hers, 'main a[href*="/propose/"]')
    assert "/account/login/" in hers.url
