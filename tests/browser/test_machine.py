"""An organiser lets a machine draft, sees how far it is, and takes away what it wrote."""

import os
from pathlib import Path

import pytest

from events.homes import home
from events.models import Role
from languages import texts
from languages.actions import wishes
from languages.models import Space, Translation
from tests import factories
from tests.browser.walking import is_right, press, send
from tests.languages.libre_server import serving
from tests.serving.nursery import Nursery

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PICTURES")


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


@pytest.mark.parametrize(("lang", "width"), [("en", 1280), ("ar", 360)])
def test_a_machine_drafts_and_what_it_wrote_can_go(libre, open_page, run_jobs, lang, width):
    event = factories.event(languages=["fr", "en", "ar", "qu"])
    where = home(event, "events.page.body")
    text = texts.create(body="L’eau", lang="fr", by=factories.person(), home=where)
    organiser = factories.member(event, Role.ORGANISER)
    page = open_page(f"/translate/{event.space_id}/machine/", organiser, lang=lang, width=width)
    page.locator("[name=machine][value=readers]").check()
    send(page, "letters")
    assert Space.objects.get(pk=event.space_id).machine == "readers"
    wishes.work()
    libre.mood = "html"
    texts.create(body="La terre", lang="fr", by=text.written_by, home=where)
    wishes.work()
    page.reload()
    page.locator("details.note summary").click()
    is_right(page, lang)
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"machine-{lang}.png", full_page=True)
    assert texts.load([text.pk], ["en"])[text.pk].origin == "machine"
    press(page, page.locator('form[action$="/take-away/"] button'))
    run_jobs("now")
    page.reload()
    is_right(page, lang)
    assert not Translation.objects.filter(text=text).exists()
    assert page.locator('form[action$="/take-away/"]').count() == 0
