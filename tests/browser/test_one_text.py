"""One text through all hands: written in Spanish, translated into French, read in Arabic."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from events.models import Role
from languages.actions import desk, wishes
from languages.models import Work
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.browser.walking import press, send, write
from tests.languages.desk_world import meeting, translator
from tests.languages.libre_server import serving
from tests.serving.nursery import Nursery

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = "/quebec/organise/pages/"


@pytest.fixture
def libre(settings, monkeypatch):
    with serving() as found:
        settings.MACHINE, settings.LIBRETRANSLATE_ADDRESS = "libretranslate", found.address
        monkeypatch.setenv("CONVOCA_MACHINE", "libretranslate")
        monkeypatch.setenv("CONVOCA_LIBRETRANSLATE_ADDRESS", found.address)
        yield found


@pytest.fixture
def server(transactional_db, libre):
    """One whose operator has set up a machine."""
    nursery = Nursery()
    with nursery.serving() as running:
        yield running
    nursery.end()


def next_text(page):
    page.goto("/translate/")
    press(page, "form[action='/translate/next/'] button")


def hand_in(page, words):
    """Hands in by keys, as those do who do it all day."""
    box = page.locator("#body")
    box.fill(words)
    with page.expect_navigation():
        box.press("Control+Enter")


def reads(page, words, lang):
    page.goto("/quebec/pages/agua/")
    found = page.locator(f"main [lang={lang}]", has_text=words)
    expect(found.first).to_be_visible()
    assert too_wide(page) == 0
    assert axe_faults(page) == []


def origin(page):
    """What the page says of where its words come from."""
    return page.locator("details.original summary").inner_text().partition("·")[0].strip()


def let_a_machine_draft_and_people_review(page, event):
    page.locator("[name=publishing][value=reviewed]").check()
    send(page, "publishing")
    page.goto(f"/translate/{event.space_id}/machine/")
    page.locator("[name=machine][value=drafts]").check()
    send(page, "letters")


def test_five_people_take_one_text_from_its_writing_to_its_reading(libre, open_page):
    event = meeting(languages=["es", "fr"])
    organiser = factories.member(event, Role.ORGANISER)
    author, awa, ben = (translator(event, name) for name in ("lucia", "awa", "ben"))
    for who in (awa, ben):
        desk.set_pairs(by=who, pairs=[("es", "fr")])

    organises = open_page("/quebec/organise/translation/", organiser)
    let_a_machine_draft_and_people_review(organises, event)

    writes = open_page(f"{PAGES}add/", author, lang="es")
    writes.locator("[name=slug]").fill("agua")
    write(writes, "es", title="El agua", body="El agua es un bien común.")
    send(writes, "slug")
    press(writes, "form[action$='/state/'] button")
    reader = open_page("/", lang="ar", width=360)
    said = {"name": settings.LANGUAGE_COOKIE_NAME, "value": "ar.fr", "url": reader.url}
    reader.context.add_cookies([said])
    reads(reader, "El agua es un bien común.", "es")

    wishes.work()
    reads(reader, "El agua es un bien común.", "es")
    translates = open_page("/translate/", awa, lang="fr")
    next_text(translates)
    expect(translates.locator("#body")).to_have_value("fr: El agua")
    hand_in(translates, "L’eau")
    expect(translates.locator("#body")).to_have_value("fr: El agua es un bien común.")
    hand_in(translates, "L’eau est un bien commun.")
    reads(reader, "El agua es un bien común.", "es")

    reviews = open_page("/translate/", ben, lang="fr")
    next_text(reviews)
    hand_in(reviews, "L’eau")
    hand_in(reviews, "L’eau est un bien commun à toutes et à tous.")
    reads(reader, "L’eau est un bien commun à toutes et à tous.", "fr")

    said_when_fresh = origin(reader)

    writes.goto(PAGES)
    press(writes, "main a[href='/quebec/organise/pages/agua/']")
    write(writes, "es", body="El agua es un derecho de los pueblos.")
    send(writes, "slug")
    reads(reader, "L’eau est un bien commun à toutes et à tous.", "fr")
    assert len(origin(reader)) > len(said_when_fresh)

    next_text(translates)
    expect(translates.locator(".words ins")).to_contain_text("derecho de los pueblos")
    expect(translates.locator("#body")).to_have_value(
        "L’eau est un bien commun à toutes et à tous."
    )
    hand_in(translates, "L’eau est un droit des peuples.")
    next_text(reviews)
    hand_in(reviews, "L’eau est un droit des peuples.")
    reads(reader, "L’eau est un droit des peuples.", "fr")
    assert origin(reader) == said_when_fresh
    reader.locator("details.original summary").click()
    expect(reader.get_by_text("El agua es un derecho de los pueblos.")).to_be_visible()

    organises.goto("/quebec/organise/translation/")
    expect(organises.get_by_text("Everything is translated.")).to_be_visible()
    did = Work.objects.values_list("person__called", "did").order_by("pk")
    assert list(did) == [
        ("Awa", "translated"), ("Awa", "translated"), ("Ben", "reviewed"), ("Ben", "reviewed"),
        ("Awa", "translated"), ("Ben", "reviewed"),
    ]  # fmt: skip
