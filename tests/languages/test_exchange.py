"""Texts out to another editor of translations and back, by the format's own tool."""

import shutil
import subprocess
from datetime import timedelta

import pytest
from babel.messages.pofile import read_po
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from events.models import Role
from languages import exchange, texts
from languages.texts import Reach
from tests import factories, language_world
from tests.conftest import STRICT

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return factories.event()


def filled(content: bytes, words: str) -> bytes:
    return content.replace(b'bien commun"\nmsgstr ""', f'bien commun"\nmsgstr "{words}"'.encode())


def test_the_catalogue_is_one_by_gettexts_own_check(event, tmp_path):
    text = language_world.text(event)
    texts.translate(text, lang="en", body="Water is a “common”", by=None)
    texts.change(text, body="L’eau est un bien\ncommun", lang="fr", by=None)
    path = tmp_path / "texts.po"
    path.write_bytes(exchange.take_out(event.space, "en"))
    if not shutil.which("msgfmt"):
        assert not STRICT
        pytest.skip("needs gettext")
    subprocess.run(["msgfmt", "--check", "-o", tmp_path / "texts.mo", path], check=True)
    with path.open("rb") as lines:
        found = {str(each.context): each for each in read_po(lines) if each.id}
    assert found[f"text {text.pk} revision 2"].fuzzy
    assert "Language: en" in path.read_text()


def test_what_comes_back_is_an_import_and_asks_before(event, client):
    text = language_world.text(event)
    client.force_login(factories.member(event, Role.ORGANISER))
    address = f"/translate/{event.space_id}/exchange/"
    out = client.get(f"{address}texts.po?in=en").content
    file = SimpleUploadedFile("texts.po", filled(out, "Water is a common good"))
    looked = client.post(address, {"lang": "en", "file": file})
    assert looked.context["counts"] == {"new": 1}
    assert not text.translations.exists()
    client.post(address, {"lang": "en", "mark": looked.context["mark"]})
    written = text.translations.get()
    assert (written.body, written.origin) == ("Water is a common good", "import")
    assert not text.gaps.filter(lang="en").exists()


def test_what_somebody_wrote_here_meanwhile_is_left_alone(event):
    text = language_world.text(event)
    out = filled(exchange.take_out(event.space, "en"), "Water is a commodity")
    texts.translate(text, lang="en", body="Water is a common", by=None)
    text.translations.update(changed_at=timezone.now() + timedelta(minutes=2))
    assert exchange.bring_in(event.space, "en", out, by=None) == {"later": 1}
    assert text.translations.get().body == "Water is a common"


def test_what_stays_inside_neither_goes_out_nor_comes_in(event):
    text = language_world.text(event)
    out = filled(exchange.take_out(event.space, "en"), "Water")
    texts.offer([text.pk], Reach.INSIDE)
    assert b"bien commun" not in exchange.take_out(event.space, "en")
    assert exchange.bring_in(event.space, "en", out, by=None) == {"unknown": 1}
    other = factories.event("other")
    texts.offer([text.pk], Reach.OPEN)
    assert exchange.bring_in(other.space, "en", out, by=None) == {"unknown": 1}


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"hello", b'msgid "a"\nmsgstr "b"\n', b"%PDF"]
)
def test_another_file_is_refused_in_words(event, client, content):
    client.force_login(factories.member(event, Role.ORGANISER))
    file = SimpleUploadedFile("x.po", content or b"\n")
    address = f"/translate/{event.space_id}/exchange/"
    answer = client.post(address, {"lang": "en", "file": file})
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_a_script_in_a_file_is_left_out(event):
    language_world.text(event)
    out = filled(exchange.take_out(event.space, "en"), "<script>alert(1)</script>")
    assert exchange.bring_in(event.space, "en", out, by=None) == {"wrong": 1}
