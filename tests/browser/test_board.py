"""A board is followed in several languages and ways, and loses nothing with the line."""

import pytest
from django.utils import timezone, translation
from playwright.sync_api import Page, expect

from boards.models import Line
from events.models import Role
from tests import factories
from tests.browser.cable import Cable
from tests.browser.conftest import axe_faults, too_wide
from tests.programme.conftest import data_dir, programme  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOARD = "/quebec/sessions/SEEDS/board/"
LIVE = "Live, nothing lost"


@pytest.fixture
def moderator(programme):  # noqa: F811
    programme.release()
    return factories.member(programme.event, Role.MODERATOR)


def said(words: str, lang: str) -> str:
    with translation.override(lang):
        return translation.gettext(words)


def follow(open_page, path: str, way: str, lang: str = "en", **options) -> Page:
    """A reader whose network lets through only streams, only sockets, or plain requests."""
    page = open_page("/quebec/", lang=lang, **options)
    if way != "stream":
        page.context.route("**/stream?*", lambda route: route.abort())
    if way == "poll":
        page.context.route_web_socket("**/live/**", lambda socket: socket.close())
    opened: list[str] = []
    page.on("websocket", lambda socket: opened.append(socket.url))
    if way == "socket":
        with page.expect_websocket(timeout=20_000):
            page.goto(path)
    else:
        page.goto(path)
    expect(page.locator("[data-line]")).to_have_text(said(LIVE, lang), timeout=20_000)
    assert bool(opened) == (way == "socket"), way
    return page


def write(page: Page, words: str, french: str = "", kind: str = "note") -> None:
    page.get_by_label("What it is").select_option(kind)
    page.locator('[name="body"]').fill(words)
    if french:
        box = page.locator('[name="body-fr"]')
        if not box.is_visible():
            page.get_by_text("Add a translation").click()
            page.locator("details.translation summary", has_text="French").click()
        box.fill(french)
    page.get_by_role("button", name="Put it up").click()


def texts(page: Page):
    return page.locator("[data-lines] > li p[lang]")


def test_each_reads_in_her_language_over_whatever_way_the_network_leaves(moderator, open_page):
    english = follow(open_page, BOARD, "stream", lang="en")
    french = follow(open_page, BOARD, "stream", lang="fr", width=360)
    arabic = follow(open_page, BOARD, "socket", lang="ar", width=360)
    spanish = follow(open_page, BOARD, "poll", lang="es")
    readers = (english, french, arabic, spanish)
    desk = open_page(BOARD, moderator)
    write(desk, "We begin with the seeds.", "Nous commençons par les semences.")
    for page in (english, arabic, spanish):
        expect(texts(page)).to_have_text(["We begin with the seeds."], timeout=15_000)
    expect(texts(french)).to_have_text(["Nous commençons par les semences."])
    expect(french.locator(".origin")).to_contain_text("anglais")

    desk.get_by_text("How does the session go?").click()
    desk.get_by_label("State").select_option("late")
    desk.get_by_label("Minutes late").fill("5")
    desk.get_by_role("button", name="Say so").click()
    for page in readers:
        expect(page.locator("[data-running]")).to_contain_text("5", timeout=15_000)
    for page in (*readers, desk):
        assert (too_wide(page), axe_faults(page)) == (0, [])


def test_a_cut_line_loses_nothing_and_doubles_nothing(moderator, server, open_page):
    with Cable(server.port) as cable:
        cut_and_mend(moderator, open_page, cable)


def cut_and_mend(moderator, open_page, cable: Cable) -> None:
    reader = open_page(f"http://localhost:{cable.port}{BOARD}")
    expect(reader.locator("[data-line]")).to_have_text(LIVE, timeout=20_000)
    desk = follow(open_page, BOARD, "stream", who=moderator)
    write(desk, "one")
    expect(texts(reader)).to_have_text(["one"])
    cable.cut()
    expect(reader.locator("[data-line]")).to_contain_text("The line is cut")
    write(desk, "two")
    expect(texts(desk)).to_have_text(["two", "one"])
    write(desk, "three")
    expect(texts(desk)).to_have_text(["three", "two", "one"])
    expect(texts(reader)).to_have_text(["one"])
    cable.mend()
    expect(texts(reader)).to_have_text(["three", "two", "one"], timeout=20_000)
    expect(reader.locator("[data-line]")).to_have_text(LIVE, timeout=20_000)

    desk.context.set_offline(True)
    write(desk, "four")
    expect(desk.locator("[data-outbox]")).to_contain_text("Kept here")
    expect(desk.locator("[data-outbox]")).to_contain_text("four")
    desk.context.set_offline(False)
    expect(texts(reader)).to_have_text(["four", "three", "two", "one"], timeout=20_000)
    expect(desk.locator("[data-outbox]")).to_have_text("It is on the board.", timeout=20_000)
    assert Line.objects.count() == 4


def test_a_board_without_a_script_is_written_and_read_by_forms(moderator, open_page):
    desk = open_page(BOARD, moderator, java_script_enabled=False)
    write(desk, "By hand.", kind="announcement")
    expect(texts(desk)).to_have_text(["By hand."])
    reader = open_page(BOARD, lang="ar", java_script_enabled=False)
    expect(texts(reader)).to_have_text(["By hand."])
    desk.get_by_role("button", name="Take off").click()
    expect(texts(desk)).to_have_count(0)


def test_the_hall_says_what_is_on_what_moved_and_what_is_announced(
    data_dir,  # noqa: F811
    run_jobs,
    open_page,
):
    today = timezone.now().date()
    event = factories.event(begins=today, ends=today, zone="UTC")
    hour = timezone.now().hour
    here, there = factories.room(event, "Salle A"), factories.room(event, "Salle B")
    on = factories.session(event, "Seeds of the commons", code="SEEDS")
    factories.placement(on, here, clock=hour)
    factories.placement(factories.session(event, "Later"), there, clock=hour + 1)
    for found in event.sessions.all():
        factories.released(found)
    moderator = factories.member(event, Role.MODERATOR)
    hall = follow(open_page, "/quebec/hall/", "stream", width=360)
    screen = open_page("/quebec/hall/?large")
    for page in (hall, screen):
        expect(page.locator("[data-on] .item")).to_contain_text(["Seeds of the commons"])
        expect(page.locator("[data-next] .item")).to_contain_text(["Later"])
        assert (too_wide(page), axe_faults(page)) == (0, [])

    desk = open_page(BOARD, moderator)
    desk.get_by_text("How does the session go?").click()
    desk.get_by_label("State").select_option("moved")
    desk.get_by_label("Moved to").select_option(label="Salle B")
    desk.get_by_role("button", name="Say so").click()
    write(desk, "Please take the stairs.", kind="announcement")
    for page in (hall, screen):
        expect(page.locator("[data-changes]")).to_contain_text("Salle B")
        expect(texts(page)).to_have_text(["Please take the stairs."])
    announcing = open_page("/quebec/hall/", moderator)
    announcing.locator('[name="body"]').fill("The bus leaves at six.")
    announcing.get_by_role("button", name="Announce").click()
    for page in (hall, screen, announcing):
        expect(texts(page)).to_have_text(["The bus leaves at six.", "Please take the stairs."])
