"""A title is found in any of its languages, whatever its accents and letter forms."""

import pytest

from documents.actions import create_document
from tests import factories
from tests.cast import Cast
from tests.programme.conftest import data_dir, programme  # noqa: F401

pytestmark = pytest.mark.django_db
TRANSLATIONS = {
    "fr": "Économie de la Forêt",
    "es": "La montaña y el niño",
    "ar": "إِعْلانُ مدرسةٍ",
    "hi": "पानी का अधिकार",
    "ku-Arab": "ئازادی",
}
FOUND = ["economie", "FORÊT", "economie foret", "montana", "NINO", "اعلان", "مدرسه"]
PERSIAN_AND_ARABIC = ["ئازادي", "ئازادی", "पानी", "wealth"]
ASKED = pytest.mark.parametrize("words", [*FOUND, *PERSIAN_AND_ARABIC])


def title():
    return factories.text("Wealth of the forest", "en", TRANSLATIONS)


@ASKED
def test_an_organiser_finds_a_session(cast: Cast, words):
    found = factories.session(cast.event, title=title())
    factories.session(cast.event, "Microcredit", code="OTHER")
    answer = cast.client("organiser").get("/quebec/organise/sessions/", {"q": words})
    page = answer.content.decode()
    assert f"/quebec/organise/sessions/{found.code}/" in page
    assert "/quebec/organise/sessions/OTHER/" not in page


@ASKED
def test_anybody_finds_a_document(cast: Cast, words):
    for name, translations in (("Wealth of the forest", TRANSLATIONS), ("Microcredit", {})):
        create_document(
            by=None, event=cast.event, title=name, language="en", translations=translations
        )
    answer = cast.client().get(
        "/quebec/documents/", {"q": words}, headers={"Accept-Language": "en"}
    )
    page = answer.content.decode()
    assert "Wealth of the forest" in page
    assert "Microcredit" not in page


@ASKED
def test_anybody_finds_a_released_session(programme, client, words):  # noqa: F811
    programme.credit.title = title()
    programme.credit.save()
    programme.release()
    asked = {"q": words}
    page = client.get("/quebec/programme/search/", asked, headers={"Accept-Language": "en"})
    assert 'data-code="CREDIT"' in page.content.decode()
    assert 'data-code="WATER"' not in page.content.decode()


def test_the_last_language_of_a_long_description_is_searched_too(programme, client):  # noqa: F811
    long = " ".join(f"mot{number}" for number in range(2_000))
    abstract = factories.text(long, "fr", {"en": long, "es": f"{long} ñandú"})
    programme.credit.abstract = abstract
    programme.credit.save()
    programme.release()
    page = client.get("/quebec/programme/search/", {"q": "nandu salle"})
    assert 'data-code="CREDIT"' in page.content.decode()
