"""She wants to come as something for which no place is free: waits, and takes it later."""

from datetime import date

import pytest
from playwright.sync_api import expect

from delegates.actions import registrations, waiting
from delegates.models import Registration, Wish
from events.models import Role
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.delegates.conftest import enter, quota

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WISH = 'form[action="/quebec/registration/wish/"]'


@pytest.fixture
def event(transactional_db):
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))


def is_sound(page, *, script=True):
    """axe itself needs a script."""
    assert too_wide(page) == 0
    assert not script or axe_faults(page) == []


@pytest.mark.parametrize(("lang", "script"), [("en", False), ("ar", True)])
def test_she_keeps_her_place_waits_for_another_and_takes_it(event, open_page, lang, script):
    quota(event, 20)
    quota(event, 1, "Press", category=["press"])
    before, hers = enter(event, category="press"), enter(event, speaks=["fr"], reads=["fr"])
    page = open_page(
        "/quebec/registration/change/", hers.person, lang=lang, width=360,
        java_script_enabled=script,
    )  # fmt: skip
    page.locator("select[name=category]").select_option("press")
    page.locator("form.form > p.actions button:not([name])").click()
    wait = page.locator('button[name=then][value="wait"]')
    expect(wait).to_be_visible()
    is_sound(page, script=script)
    wait.click()
    expect(page.locator(WISH)).to_be_visible()
    expect(page.locator("main")).to_contain_text("Press")
    is_sound(page, script=script)
    registrations.withdraw(before, by=None)
    waiting.walk(event)
    page.reload()
    is_sound(page, script=script)
    page.locator(f'{WISH} button[value="take"]').click()
    expect(page.locator(WISH)).to_have_count(0)
    hers.refresh_from_db()
    assert (hers.category, hers.state) == ("press", Registration.State.CONFIRMED)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_organisers_find_her_among_those_who_wait_and_end_it(event, open_page, lang):
    from tests.delegates.test_wishes import wishing

    quota(event, 0, "Press", category=["press"])
    hers = wishing(event)
    enter(event, category="press")
    base = "/quebec/organise/registrations/"
    organiser = factories.member(event, Role.ORGANISER)
    page = open_page(f"{base}?state=waiting", organiser, lang=lang, width=360)
    is_sound(page)
    page.locator('a[href="?change=waits"]').click()
    is_sound(page)
    page.locator(f'a[href="{base}{hers.uid}/"]').click()
    is_sound(page)
    page.locator(f'form[action="{base}{hers.uid}/wish/end/"] button').click()
    expect(page.locator(f'form[action="{base}{hers.uid}/wish/end/"]')).to_have_count(0)
    assert Wish.objects.count() == 0
