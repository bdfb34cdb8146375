"""An organiser places sessions, by keys or without a script, and releases the programme."""

import pytest
from playwright.sync_api import expect

from events.models import Role
from programme import releases
from programme.models import Release
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.programme.conftest import data_dir, programme  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EDITOR = "/quebec/organise/programme/"


@pytest.fixture
def organiser(programme):  # noqa: F811
    for clock in (9, 11):
        factories.slot(programme.event, clock=clock, hours=2)
    return factories.member(programme.event, Role.PROGRAMME)


def place_of(session) -> tuple[str, int]:
    where = session.placement
    where.refresh_from_db()
    return where.room.name.body, where.begins.astimezone(session.event.tz).hour


def test_a_session_is_moved_by_keys_alone(programme, organiser, open_page):  # noqa: F811
    page = open_page(EDITOR, organiser)
    cells = page.get_by_role("gridcell")
    expect(cells).to_have_count(4)
    cells.first.focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("You are placing a session")).to_be_visible()
    expect(cells.first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-voice]")).to_contain_text("Salle B is taken twice")
    page.keyboard.press("Escape")
    expect(page.get_by_text("You are placing a session")).to_have_count(0)
    expect(cells.nth(1)).to_be_focused()

    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You are placing a session")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(cells.nth(2)).to_contain_text("Peasant seeds")
    expect(cells.nth(2)).to_be_focused()
    assert place_of(programme.seeds) == ("Salle A", 11)


def test_the_draft_is_edited_and_released_without_a_script(
    programme,  # noqa: F811
    organiser,
    open_page,
):
    page = open_page(EDITOR, organiser, width=360, java_script_enabled=False)
    page.locator("td").first.get_by_role("link", name="Peasant seeds").click()
    page.get_by_role("button", name="Here Salle B, 11:00").click()
    assert place_of(programme.seeds) == ("Salle B", 11)
    page.get_by_role("link", name="Release…").click()
    page.get_by_label("What should people know").fill("The first of all.")
    page.get_by_role("button", name="Release").click()
    expect(page.get_by_text("is being written")).to_be_visible()
    programme.run_jobs("now")
    page.reload()
    expect(page.get_by_text("is being written")).to_have_count(0)
    page.goto("/quebec/programme/")
    expect(page.get_by_text("The first of all.")).to_be_visible()


def test_the_release_page_tells_how_far_it_is(programme, organiser, open_page):  # noqa: F811
    releases.release(event=programme.event, by=organiser)
    page = open_page(f"{EDITOR}release/", organiser)
    expect(page.get_by_text("is being written")).to_be_visible()
    programme.run_jobs("now")
    expect(page.get_by_text("Release 1 is published.")).to_be_visible()
    assert Release.objects.get().state == "current"


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_no_page_of_the_editor_has_a_fault_or_scrolls_sideways(
    programme,  # noqa: F811
    organiser,
    open_page,
    lang,
):
    programme.release()
    page = open_page(EDITOR, organiser, lang=lang, width=360)
    paths = ("", "?session=SEEDS", "slots/", "release/")
    for path in (*(EDITOR + path for path in paths), "/quebec/sessions/SEEDS/running/"):
        page.goto(path)
        assert too_wide(page) == 0, path
        assert axe_faults(page) == [], path
