"""Organisers bring a programme in by their browser: a look, then the word to go on."""

import os
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from events.models import Event
from programme.importing import uploads
from programme.tasks import sweep_uploads
from tests import factories
from tests.programme.interchange.schedules import piece
from workshops.models import Session

PAGE = "/fosdem/organise/programme/import/"
XML = piece("fosdem-2026-piece.xml").read_bytes()


@pytest.fixture
def event(db, data_dir) -> Event:
    days = {"begins": date(2026, 1, 31), "ends": date(2026, 2, 1)}
    return factories.event("fosdem", zone="Europe/Brussels", languages=["en"], **days)


@pytest.fixture
def organiser(event: Event) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(factories.member(event, "programme"))
    return client


def look(client: Client, body: bytes = XML, name: str = "schedule.xml"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, body)})


def test_a_look_lists_what_would_change_and_changes_nothing(organiser):
    page = look(organiser)
    assert page.status_code == 200
    assert "Welcome to FOSDEM 2026" in page.text
    assert not Session.objects.exists()


def test_the_word_to_go_on_imports_the_file_that_was_looked_at(organiser):
    mark = look(organiser).context["mark"]
    answer = organiser.post(PAGE, {"mark": mark}, follow=True)
    assert answer.redirect_chain == [("/fosdem/organise/programme/", 302)]
    assert Session.objects.filter(title__body="Welcome to FOSDEM 2026").exists()
    assert "0 things would change" in look(organiser).text


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (XML.replace(b"Europe/Brussels", b"Mars/Olympus"), "is no IANA time zone"),
        (b"PK\x03\x04", "not XML and not JSON"),
        (b"<schedule>", "line 1"),
    ],
)
def test_a_broken_file_gets_its_line_at_the_field(organiser, body, reason):
    page = look(organiser, body)
    assert page.status_code == 422
    assert reason in str(page.context["form"].errors["file"])
    assert not Session.objects.exists()


@pytest.mark.parametrize("mark", ["", "../../../etc/passwd", "0" * 64])
def test_without_a_file_one_is_asked_for(organiser, mark):
    page = organiser.post(PAGE, {"mark": mark})
    assert page.status_code == 422
    assert "Choose a file" in page.text


def test_a_file_kept_for_one_event_is_none_of_anothers(event, organiser):
    mark = look(organiser).context["mark"]
    assert uploads.kept(event, mark)
    assert uploads.kept(factories.event("dakar"), mark) is None


def test_others_do_not_find_the_page(event):
    client = Client()
    client.force_login(factories.person())
    assert client.get(PAGE).status_code == 404
    assert look(client).status_code == 404


def test_a_file_that_nobody_went_on_with_is_deleted_after_a_day(event, organiser):
    old, new = look(organiser).context["mark"], look(organiser, XML + b" ").context["mark"]
    path = uploads.kept(event, old)
    os.utime(path, (0, 0))
    sweep_uploads.call()
    assert (uploads.kept(event, old), uploads.kept(event, new) is not None) == (None, True)
