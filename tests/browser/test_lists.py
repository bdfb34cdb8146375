"""An organiser narrows a list, writes to everybody on it, and reads the numbers."""

from datetime import date

import pytest
from playwright.sync_api import expect

from accounts.models import Mail
from delegates.questions.document import Kind
from events.models import Role
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.delegates.forms import key, publish, question, uid

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(transactional_db):
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without one"])
def test_an_organiser_writes_to_everybody_on_a_narrowed_list(event, open_page, run_jobs, script):
    organiser = factories.member(event, Role.ORGANISER)
    factories.registration(event, full_name="Awa Diop", called="Awa", country="SN")
    factories.registration(event, full_name="José", country="BR")
    address = "/quebec/organise/registrations/?country=SN"
    page = open_page(address, organiser, java_script_enabled=script)
    expect(page.get_by_role("link", name="Awa Diop")).to_be_visible()
    page.get_by_role("button", name="Write to them").click()
    page.get_by_label("Subject").first.fill("Buses")
    page.get_by_label("What you write").first.fill("Dear {name}, they leave at six.")
    page.get_by_role("button", name="Look at it as each one gets it").click()
    expect(page.get_by_text("Dear Awa, they leave at six.")).to_be_visible()
    page.get_by_role("button", name="Send it now").click()
    run_jobs("mail")
    page.reload()
    expect(page.get_by_text("1 of 1")).to_be_visible()
    assert Mail.objects.filter(template="delegates/mail/to_many").count() == 1


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_an_organiser_narrows_by_what_the_event_asked_and_sees_the_map(event, open_page, lang):
    organiser = factories.member(event, Role.ORGANISER)
    version = publish(event, question("Visa?", Kind.YES_NO))
    for name, said in (("Awa Diop", "yes"), ("José", "no")):
        answers = {str(uid("Visa?")): {"value": said, "version": 1}}
        factories.registration(
            event, full_name=name, country="SN", answers=answers, form_version=version
        )
    page = open_page("/quebec/organise/registrations/", organiser, lang=lang)
    page.locator("details.asked summary").first.click()
    page.locator(f"select[name={key('Visa?')}]").select_option("yes")
    page.locator("form[role=search] > button").click()
    expect(page.get_by_role("link", name="Awa Diop")).to_be_visible()
    expect(page.get_by_role("link", name="José")).to_have_count(0)
    expect(page.locator(f"select[name={key('Visa?')}]")).to_have_value("yes")
    page.goto("/quebec/organise/registrations/numbers/")
    page.locator("figure.map a").click()
    page.wait_for_url("**/registrations/?country=SN")
    expect(page.get_by_role("link", name="José")).to_be_visible()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_no_page_of_lists_scrolls_sideways_or_troubles_axe(event, open_page, lang):
    organiser = factories.member(event, Role.ORGANISER)
    factories.registration(event, full_name="فاطمة الزهراء", country="SN")
    page = open_page("/", organiser, lang=lang, width=360)
    organise = "/quebec/organise"
    for path in (
        *(f"{organise}/registrations/{name}" for name in ("?country=SN", "numbers/", "files/")),
        *(f"{organise}/registrations/{name}" for name in ("export/", "many/")),
        *(f"{organise}/deadlines/registration/", "/me/notices/", "/me/notices/wishes/"),
    ):
        page.goto(path)
        assert page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
        assert too_wide(page) == 0, path
        assert axe_faults(page) == [], path
