"""A facilitator proposes; an organiser accepts and writes on."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Mail
from events.models import Role
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.workshops.conftest import propose
from workshops.actions import proposals as actions
from workshops.models import Proposal, Session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(transactional_db):
    found = factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))
    factories.theme(found, "Finance")
    return found


def fill(page: Page) -> None:
    page.get_by_label("Title", exact=True).fill("Femmes et microcrédit")
    page.get_by_text("Add a translation").first.click()
    page.locator('input[name="title-en"]').fill("Women and microcredit")
    page.locator('textarea[name="abstract"]').fill("Ce que trois réseaux ont appris.")
    page.get_by_label("Theme").select_option(label="Finance")
    page.locator('input[name="people-0-name"]').fill("Awa Diop")
    page.locator('input[name="people-1-name"]').fill("فاطمة الزهراء")
    page.get_by_role("group", name="Languages spoken in it").get_by_label("français").check()
    page.get_by_label("a room without steps").check()


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without one"])
def test_a_proposal_is_written_saved_handed_in_and_accepted(event, open_page, run_jobs, script):
    facilitator = factories.person("awa", called="Awa", languages=["en"])
    page = open_page("/quebec/", facilitator, width=360, java_script_enabled=script)
    page.get_by_role("link", name="Propose a workshop").click()
    page.locator("main a[href$='/propose/']").click()
    page.locator('select[name="title-lang"]').select_option("fr")
    page.locator('select[name="abstract-lang"]').select_option("fr")
    page.locator('input[name="people-0-name"]').fill("Awa Diop")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_text("Your draft is saved.")).to_be_visible()
    page.get_by_role("button", name="Hand in").click()
    assert Proposal.objects.get().state == "draft"
    fill(page)
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("Your proposal is handed in.")).to_be_visible()

    organiser = factories.member(event, Role.PROGRAMME)
    desk = open_page("/quebec/organise/proposals/", organiser, java_script_enabled=script)
    desk.get_by_role("link", name="Women and microcredit").click()
    desk.get_by_role("button", name="Accept").click()
    expect(desk.get_by_text("the session waits for its place")).to_be_visible()
    desk.get_by_role("link", name="Go to the session").click()
    desk.get_by_label("Subtitle").fill("Three networks")
    desk.get_by_label("Moderators").fill("Nina")
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("The session is saved.")).to_be_visible()

    session = Session.objects.get()
    assert [part.shown_name for part in session.parts.all()] == [
        "Awa Diop",
        "فاطمة الزهراء",
        "Nina",
    ]
    run_jobs("mail")
    assert "Women and microcredit" in Mail.objects.get().subject


def test_what_is_typed_outlives_a_page_that_was_loaded_anew(event, open_page):
    page = open_page("/quebec/propose/", factories.person(), width=360)
    page.get_by_label("Title", exact=True).fill("Femmes et microcrédit")
    page.locator('textarea[name="abstract"]').fill("Ce que trois réseaux ont appris.")
    page.get_by_role("checkbox", name="français").first.check()
    page.locator('input[name="people-0-name"]').fill("Awa Diop")
    page.reload()
    expect(page.get_by_text("What you had typed in this tab is back.")).to_be_visible()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Femmes et microcrédit")
    expect(page.get_by_role("checkbox", name="français").first).to_be_checked()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("Your proposal is handed in.")).to_be_visible()
    page.goto("/quebec/propose/")
    expect(page.get_by_label("Title", exact=True)).to_have_value("")


def test_a_declined_proposal_says_why(event, open_page):
    facilitator = factories.person()
    proposal = propose(event, by=facilitator)
    desk = open_page(
        f"/quebec/organise/proposals/{proposal.uid}/", factories.member(event, Role.PROGRAMME)
    )
    desk.get_by_text("Decline").first.click()
    desk.get_by_label("Reason").fill("Two are alike: please talk to each other.")
    desk.get_by_role("button", name="Decline").click()
    expect(desk.get_by_role("button", name="Open it again")).to_be_visible()
    page = open_page(f"/quebec/proposals/{proposal.uid}/", facilitator, width=360)
    expect(page.get_by_text("Two are alike")).to_be_visible()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_no_page_of_proposals_scrolls_sideways_or_troubles_axe(event, open_page, lang):
    organiser = factories.member(event, Role.ORGANISER)
    mine, other = propose(event, by=organiser), propose(event)
    session = actions.accept(other, by=None)
    page = open_page("/", organiser, lang=lang, width=360)
    organise = ("proposals/", f"proposals/{mine.uid}/", "sessions/", "sessions/new/")
    for path in (
        *("propose/", "proposals/", f"proposals/{mine.uid}/"),
        *(f"organise/{name}" for name in (*organise, f"sessions/{session.code}/")),
    ):
        page.goto(f"/quebec/{path}")
        assert page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
        assert too_wide(page) == 0, path
        assert axe_faults(page) == [], path
