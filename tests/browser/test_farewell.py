"""Somebody takes all that is known of her along and goes; her place goes to who waits."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Mail, Person
from delegates.models import Registration
from tests import factories
from tests.browser.walking import LANGUAGES, is_right, press, send
from tests.delegates.conftest import enter, quota

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def prove(page: Page) -> None:
    """Types the code that is mailed to her."""
    press(page, '[name="action"][value="send"]')
    page.locator("[name=code]").fill(re.findall(r"\d{4}-\d{4}", Mail.objects.latest("pk").body)[0])
    send(page, "code")


@LANGUAGES
def test_she_downloads_all_and_deletes_her_account(open_page, run_jobs, lang):
    event = factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))
    quota(event, 1)
    hers = enter(event, factories.person("awa"), full_name="فاطمة الزهراء")
    late = enter(event)
    page = open_page("/me/", hers.person, lang=lang, width=360)
    press(page, '#data ~ ul a[href="/me/data/"]')
    prove(page)
    is_right(page, lang)
    with page.expect_download() as download:
        page.locator("main form button").click()
    assert download.value.suggested_filename.endswith(".zip")
    page.goto("/me/")
    press(page, '#data ~ ul a[href="/me/delete/"]')
    page.locator("[name=address]").fill("other@example.org")
    send(page, "address")
    expect(page.locator("[name=address]")).to_have_value("other@example.org")
    is_right(page, lang)
    page.locator("[name=address]").fill("awa@example.org")
    press(page, "button.risky")
    is_right(page, lang)
    assert not Person.objects.filter(email="awa@example.org").exists()
    assert not Registration.objects.filter(full_name="فاطمة الزهراء").exists()
    run_jobs("now")
    late.refresh_from_db()
    assert late.state == "confirmed"
