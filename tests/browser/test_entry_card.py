"""Somebody without e-mail gets a card at the desk and logs in with it on a small phone."""

import re

import pytest
from playwright.sync_api import expect

from delegates import codes, entry_papers
from delegates.actions import badges, delegations, entry_cards
from delegates.actions.naming import name_without_address
from delegates.models import EntryCard, Registration
from events.models import Role
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.browser.test_desk import open_desk
from tests.delegates.checkin import checkin_list, meeting_of_today

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(transactional_db):
    made = meeting_of_today()
    checkin_list(made, "Plenary")
    return made


@pytest.fixture
def her(event):
    """Named by the coordinator of her delegation."""
    asked = delegations.ask(
        event=event, name="Réseau", wanted=2, by=factories.person("coordinator"), by_organiser=True
    )
    block = delegations.grant(asked, granted=2, by=None)
    return name_without_address(block, full_name="Awa Diop", lang="fr", by=None)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_square_on_the_card_fills_the_code_in_and_a_button_logs_in(
    event, her, open_page, lang, tmp_path
):
    _card, code = entry_cards.give(her, by=None)
    link = entry_papers.link_of(code)
    asked = []
    page = open_page("/", lang=lang, width=360)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(link[link.index("/me/card/") :])
    expect(page.locator("[data-card-code]")).to_have_value(codes.grouped(code))
    assert code not in page.url
    assert not [each for each in asked if code in each]
    assert too_wide(page) == 0
    assert axe_faults(page) == []
    page.screenshot(path=str(tmp_path / f"log-in-{lang}.png"))
    page.locator("[data-card] button").click()
    page.wait_for_url("**/quebec/registration/")
    expect(page.get_by_text("Awa Diop").first).to_be_visible()
    page.goto("/quebec/registration/card/")
    assert too_wide(page) == 0
    assert axe_faults(page) == []
    page.screenshot(path=str(tmp_path / f"card-{lang}.png"))
    page.locator("main button.risky").click()
    page.wait_for_url("**/me/card/")
    assert not EntryCard.objects.filter(state="valid").exists()
    page.goto("/quebec/registration/")
    expect(page).to_have_url(re.compile("/account/login/"))


def test_a_desk_registers_a_walk_in_and_hands_her_a_card(event, open_page):
    volunteer = factories.member(event, Role.DESK)
    page = open_desk(open_page, volunteer)
    page.get_by_text("Register somebody who is not on any list").click()
    page.get_by_label("Full name").fill("Awa Diop")
    page.get_by_role("button", name="Register").click()
    row = page.locator(".found > li").first
    with page.context.expect_page() as opened:
        row.get_by_role("button", name="Give a card to log in").click()
    opened.value.wait_for_load_state()
    expect(page.locator("[data-part=line][data-state=up]")).to_be_attached()
    card = EntryCard.objects.get()
    assert card.person == Registration.objects.get().person
    assert card.made_by == volunteer
    assert too_wide(page) == 0


def test_a_delegate_shows_her_badge_on_a_small_phone(event, open_page, tmp_path):
    made = factories.registration(event, factories.person("awa"))
    badges.issue(made, by=None)
    for lang in ("en", "ar"):
        page = open_page("/quebec/registration/badge/", made.person, lang=lang, width=360)
        square = page.locator(".own-badge .square svg").bounding_box()
        assert square["width"] >= 300
        assert too_wide(page) == 0
        assert axe_faults(page) == []
        page.screenshot(path=str(tmp_path / f"badge-{lang}.png"))
