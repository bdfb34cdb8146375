"""The paths on a real meeting: FOSDEM 2026, imported from its own file and released."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from events.models import Event
from events.rules import Role
from programme import releases
from programme.models import ReleasedPlacement
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.programme.conftest import data_dir  # noqa: F401
from tests.programme.interchange.schedules import WHOLE, piece

pytestmark = [pytest.mark.browser, pytest.mark.big, pytest.mark.django_db(transaction=True)]
FILE = WHOLE / "fosdem-2026.xml"


@pytest.fixture
def fosdem(transactional_db, data_dir, run_jobs) -> Event:  # noqa: F811
    """The whole file where it lies beside the repository, else the piece that the tests ship."""
    event = factories.event(
        "fosdem",
        name=factories.text("FOSDEM 2026"),
        begins=date(2026, 1, 31),
        ends=date(2026, 2, 1),
        zone="Europe/Brussels",
        languages=["en", "fr"],
    )
    file = FILE if FILE.exists() else piece("fosdem-2026-piece.xml")
    call_command("import_schedule", str(file), "--event", event.slug, stdout=StringIO())
    releases.release(event=event, by=None)
    run_jobs("now")
    return event


@pytest.fixture
def talk(fosdem: Event) -> ReleasedPlacement:
    """The session whose title has the longest word, which is the hardest for a phone."""
    placed = ReleasedPlacement.objects.filter(release__event=fosdem, state="confirmed")
    rows = placed.select_related("session__title", "room").order_by("session__guid")
    return max(rows, key=lambda each: max(map(len, each.session.title.body.split())))


def test_a_visitor_reads_searches_stars_and_subscribes(talk, fosdem, open_page):
    session = talk.session
    page = open_page("/fosdem/programme/")
    expect(page.locator(".session").first).to_be_visible()
    assert axe_faults(page) == []
    page.goto(f"/fosdem/programme/rooms/{talk.room.uid}/")
    expect(page.locator(f"[data-code='{session.code}']").first).to_be_visible()
    page.goto(f"/fosdem/programme/search/?q={session.code}")
    page.locator(f"[data-code='{session.code}'] h3 a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(session.title.body)
    assert axe_faults(page) == []
    page.locator(f"[data-star='{session.code}']").click()
    page.goto("/fosdem/agenda/")
    expect(page.locator(f"[data-code='{session.code}']")).to_be_visible()
    page.goto("/fosdem/feeds/")
    expect(page.get_by_role("link", name="Apple").first).to_have_attribute(
        "href", re.compile(r"^webcal://localhost:\d+/fosdem/feeds/programme\.ics\?lang=en$")
    )
    for name, start in {"programme.ics": b"BEGIN:VCALENDAR", "schedule.xml": b"<?xml"}.items():
        answer = page.request.get(f"/fosdem/feeds/{name}")
        assert answer.ok
        assert answer.body().startswith(start)


def test_hours_are_shown_in_the_readers_own_zone(talk, open_page):
    page = open_page("/fosdem/programme/", timezone_id="Asia/Tokyo")
    hours = page.locator(".slot > h2 > time").first
    there = hours.inner_text()
    page.get_by_role("link", name="show my hours").click()
    expect(page.get_by_text("hours of Asia/Tokyo")).to_be_visible()
    expect(hours).to_have_text(f"{(int(there[:2]) + 8) % 24:02}{there[2:5]}")


def test_its_board_is_live_and_its_documents_can_be_written(talk, fosdem, open_page):
    session = talk.session
    moderator = factories.member(fosdem, Role.MODERATOR)
    reader = open_page(f"/fosdem/sessions/{session.code}/board/", lang="fr")
    desk = open_page(f"/fosdem/sessions/{session.code}/board/", moderator)
    desk.locator("[name='body']").fill("The slides follow tonight.")
    desk.get_by_role("button", name="Put it up").click()
    expect(reader.get_by_text("The slides follow tonight.")).to_be_visible(timeout=20_000)
    writer = open_page(f"/fosdem/documents/of/{session.code}/new/", moderator)
    writer.locator("[name='title']").fill("Minutes")
    writer.get_by_role("button", name="Begin to write").click()
    writer.locator("[data-text]").click()
    writer.keyboard.type("What we decided")
    expect(writer.locator("[data-saying]")).to_contain_text("Saved", timeout=20_000)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_phone_reads_it_without_scrolling_sideways(talk, fosdem, open_page, lang):
    code = talk.session.code
    for path in ("programme/", f"sessions/{code}/", f"sessions/{code}/board/", "hall/", "agenda/"):
        page = open_page(f"/fosdem/{path}", lang=lang, width=360)
        assert too_wide(page) == 0, path
        assert axe_faults(page) == [], path
