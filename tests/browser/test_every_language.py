"""The interface in each of its languages on a phone: nothing is cut, nothing scrolls sideways."""

import pytest
from django.conf import settings

from events.models import Role
from tests import factories, language_world
from tests.browser.conftest import too_wide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
# Words wider than their place, but for what is hidden from sight and kept for those who listen.
CUT = """() => [...document.querySelectorAll("main *")]
    .filter(e => e.clientWidth > 2 && e.scrollWidth > e.clientWidth + 1)
    .filter(e => !["auto", "scroll"].includes(getComputedStyle(e).overflowX))
    .filter(e => !e.closest("thead, .only-read-aloud") && getComputedStyle(e).display !== "inline")
    .map(e => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 40)}`)"""
PUBLIC = (
    "/",
    "/quebec/",
    "/quebec/news/",
    "/quebec/register/",
    "/account/login/",
    "/help/software/",
)
OWN = ("/me/", "/me/notices/", "/quebec/organise/", "/quebec/organise/settings/")
DESKS = (
    "/quebec/organise/team/",
    "/quebec/organise/registrations/",
    "/quebec/organise/quotas/",
    "/quebec/organise/translation/",
    "/quebec/organise/retention/",
    "/quebec/organise/sessions/",
    "/translate/",
    "/translate/pairs/",
    "/translate/{space}/glossary/",
    "/translate/{space}/coverage/",
    "/translate/{space}/exchange/",
    "/translate/{space}/machine/",
    "/translate/{space}/{text}/en/",
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_cuts_a_word_or_scrolls_sideways_on_a_phone(lang, open_page):
    event = factories.event()
    factories.news(event)
    factories.session(event)
    factories.registration(event)
    text = language_world.text(event)
    organiser = factories.member(event, Role.ORGANISER)
    page = open_page("/me/", who=organiser, lang=lang, width=360)
    wrong = []
    for path in (*PUBLIC, *OWN, *DESKS):
        answer = page.goto(path.format(space=event.space_id, text=text.pk))
        assert answer
        assert answer.status == 200, path
        assert page.locator("html").get_attribute("lang") == lang
        if too_wide(page) or page.evaluate(CUT):
            wrong.append((path, too_wide(page), page.evaluate(CUT)))
    assert not wrong, wrong
