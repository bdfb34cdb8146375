"""A delegate signs up, registers, and comes back to her answers."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Mail
from delegates.actions import registrations
from delegates.models import Registration
from events.models import Role
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.browser.walking import LANGUAGES, answer, is_right, press, send
from tests.delegates.conftest import enter, quota

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(transactional_db):
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))


def newest_code() -> str:
    return re.findall(r"\d{4}-\d{4}", Mail.objects.latest("pk").body)[0]


def sign_up(page: Page, address: str) -> None:
    press(page, "main a[href^='/account/signup/']")
    page.locator("[name=email]").fill(address)
    page.locator("[name=called]").fill("Awa")
    send(page, "called")
    page.locator("[name=code]").fill(newest_code())
    send(page, "code")


def fill(page: Page) -> None:
    page.get_by_label("Full name").fill("Awa Diop")
    page.get_by_label("Public name").fill("Zora")
    page.get_by_label("Country or territory").select_option("SN")
    page.get_by_role("group", name="Languages you speak").get_by_label("français").check()
    page.get_by_role("group", name="Languages you speak").get_by_label("Other languages").fill(
        "Wolof"
    )
    page.get_by_role("group", name="Languages you read").get_by_label("français").check()
    page.get_by_label("What you need").fill("A ramp")
    page.get_by_label("The organisers may keep what I write").check()


@LANGUAGES
def test_a_visitor_signs_up_registers_and_reads_her_answers(event, open_page, run_jobs, lang):
    with_script = lang == "fr"
    page = open_page("/quebec/", lang=lang, width=360, java_script_enabled=with_script)
    press(page, page.locator("main a.button[href='/quebec/register/']").first)
    press(page, "main a.button[href='/quebec/register/form/']")
    sign_up(page, "awa@example.org")
    answer(page)
    page.locator("#id_public_name").fill("Zora")
    page.locator("#id_needs").fill("A ramp")
    page.locator("[name=consents][value=needs]").check()
    page.locator("#id_organisation").fill("شبكة النساء")
    press(page, page.locator("main form.form .actions button").first)
    expect(page.locator("main .state.good")).to_be_visible()
    expect(page.get_by_text("شبكة النساء")).to_be_visible()
    found = Registration.objects.get()
    assert (found.shown_name, found.needs, found.state) == ("Zora", "A ramp", "confirmed")
    run_jobs("mail")
    mail = Mail.objects.get(template="delegates/mail/confirmed")
    assert mail.address == "awa@example.org"


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(event, open_page):
    page = open_page("/quebec/register/form/", factories.person(), width=360)
    fill(page)
    page.get_by_role("group", name="Languages you speak").get_by_label("Other languages").fill(
        "Nobodyish"
    )
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_text("“Nobodyish” is not a language that we know").first).to_be_visible()
    expect(page.get_by_label("Full name")).to_have_value("Awa Diop")
    expect(page.get_by_label("What you need")).to_have_value("A ramp")
    assert axe_faults(page) == []


@LANGUAGES
def test_whoever_finds_it_full_waits_and_moves_up_when_a_seat_is_freed(
    event, open_page, run_jobs, lang
):
    quota(event, 1, "كل الأماكن")
    first, late = enter(event), factories.person("late")
    page = open_page("/quebec/register/form/", late, lang=lang, width=360)
    answer(page)
    press(page, page.locator("main form.form .actions button").first)
    expect(page.get_by_text("كل الأماكن")).to_be_visible()
    expect(page.locator("main .state.good")).to_have_count(0)
    is_right(page, lang)
    registrations.withdraw(first, by=first.person)
    run_jobs("now")
    page.reload()
    expect(page.locator("main .state.good")).to_be_visible()


def test_an_organisation_is_suggested_while_she_types(event, open_page):
    factories.organisation(event, "Réseau Économie Solidaire")
    page = open_page("/quebec/register/form/", factories.person())
    page.get_by_label("Organisation").press_sequentially("economie")
    page.get_by_label("Réseau Économie Solidaire").check()
    fill(page)
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_text("You are registered.")).to_be_visible()
    assert Registration.objects.get().organisation.search.startswith("|reseau")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_no_page_of_registrations_scrolls_sideways_or_troubles_axe(event, open_page, lang):
    organiser = factories.member(event, Role.ORGANISER)
    quota(event, 1, country=["SN"])
    enter(event, who=organiser, organisation_name="Réseau", needs="A ramp")
    other = enter(event, full_name="فاطمة الزهراء")
    known = factories.organisation(event, "شبكة", acronym="X")
    page = open_page("/", organiser, lang=lang, width=360)
    organise = ("registrations/", f"registrations/{other.uid}/", "registrations/export/")
    for path in (
        *("register/", "registration/", "registration/change/", "organisations/"),
        f"organisations/{known.uid}/",
        *(f"organise/{name}" for name in (*organise, "quotas/", "organisations/")),
    ):
        page.goto(f"/quebec/{path}")
        assert page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
        assert too_wide(page) == 0, path
        assert axe_faults(page) == [], path
