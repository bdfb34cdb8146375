"""What a released page holds for readers of other languages than its own."""

from datetime import timedelta

import pytest
from django.test import Client

from events.homes import home
from events.models import Role
from files.shelves import find
from languages import texts
from languages.models import Text
from languages.texts import Origin, State
from programme import artefacts, paths, tasks
from tests import factories
from tests.programme.conftest import Programme

DAY, SESSION = paths.day, paths.session("quebec", "WATER")


@pytest.fixture
def water(programme: Programme) -> Programme:
    """«Agua de todos», with a French and a machine's Portuguese title, and an abstract."""
    session = programme.water
    texts.translate(session.title, lang="fr", body="L’eau à tous", by=None)
    texts.translate(session.title, lang="pt", body="Água", by=None, origin=Origin.MACHINE)
    session.abstract = texts.create(
        body="El **agua** <i>", lang="es", home=home(programme.event, "workshops.abstract")
    )
    session.save()
    texts.translate(session.abstract, lang="fr", body="L’**eau**", by=None)
    return programme


def day(lang: str) -> str:
    artefact = find("/quebec/programme/2001-10-10/", [lang])
    assert artefact
    return artefact.body.decode()


def session(lang: str) -> str:
    artefact = find(SESSION, [lang])
    assert artefact
    return artefact.body.decode()


def test_a_title_that_the_pages_language_lacks_comes_with_its_other_versions(water: Programme):
    water.release()
    assert (
        '<h3 lang="fr" dir="ltr"><a href="/quebec/sessions/WATER/">L’eau à tous</a>'
        '<template lang="es" dir="ltr">Agua de todos</template>'
        '<template lang="pt" dir="ltr" data-said="translated by a machine from Spanish">Água</te'
    ) in day("en")
    for lang in ("fr", "es", "pt"):
        assert "<template" not in day(lang)


def test_a_title_of_one_language_has_no_others(programme: Programme):
    programme.release()
    assert "<template" not in day("ar")


def test_a_list_says_what_a_machine_made_or_what_is_older(water: Programme):
    texts.change(water.water.title, body="Agua para todos", lang="es", by=None)
    water.release()
    french = "(traduit de l’espagnol ; l’original a changé depuis)"
    assert "(traduit par une machine" not in day("fr")
    assert day("fr").count('<small class="origin">') == 1, french
    assert '<small class="origin">' not in day("es")


def test_a_sessions_page_shows_the_original_in_place(water: Programme):
    water.release()
    page = session("fr")
    assert page.count('<details class="original">') == 2
    assert '<div lang="es" dir="ltr"><p>Agua de todos</p></div>' in page
    assert '<div class="prose" lang="es" dir="ltr"><p>El <strong>agua</strong> &lt;i&gt;' in page
    assert "<details" not in session("es").partition("<article")[2].partition("</article>")[0]


def test_the_original_is_there_for_who_comes_to_read_another_version(water: Programme):
    Text.objects.filter(pk=water.water.title_id).update(lang="fr")
    water.water.title.translations.filter(lang="fr").delete()
    water.release()
    page = session("ar")
    assert '<details class="original" hidden>' in page
    assert 'data-said="' in page


def test_a_list_too_heavy_stays_without_other_versions(water: Programme, monkeypatch):
    monkeypatch.setattr(artefacts, "MOST_OTHERS", 100)
    water.release()
    assert "<template" not in day("en")
    assert "L’eau à tous</a></h3>" in day("en")
    assert "<template" in session("en")


def test_a_page_names_what_could_be_translated_for_its_readers(water: Programme):
    water.release()
    title, abstract = water.water.title_id, water.water.abstract_id
    for lang, waiting in (("ar", f"{title} {abstract}"), ("pt", f"{title} {abstract}")):
        assert f'data-texts="{waiting}"' in session(lang)
    assert "data-texts" not in session("fr")


def test_only_a_translator_hears_of_the_text_that_waits(water: Programme):
    asked = f"/translate/offer/?text=0&text=x&text={water.water.abstract_id}"
    translator, delegate = Client(), Client()
    translator.force_login(factories.member(water.event, Role.TRANSLATOR))
    delegate.force_login(factories.person())
    in_english = {"headers": {"Accept-Language": "en", "Accept": "application/json"}}
    space = water.event.space_id
    assert translator.get(asked, **in_english).json() == {
        "address": f"/translate/{space}/{water.water.abstract_id}/en/",
        "words": "Translate this into English",
    }
    assert translator.get(asked, headers={"Accept-Language": "fr"}).json() == {}
    assert delegate.get(asked, **in_english).json() == {}
    assert Client().get(asked, **in_english).status_code == 403
    assert translator.get("/translate/offer/").json() == {}


def test_what_is_translated_after_a_release_stands_in_it_soon_and_once(
    programme: Programme, monkeypatch
):
    monkeypatch.setattr(tasks, "LONGEST_WRITING", timedelta())
    programme.release()
    title = programme.water.title
    texts.translate(title, lang="fr", body="L’eau", by=None, state=State.DRAFT)
    for body, writings in (("", 0), ("L’eau à tous", 1), ("L’eau à toutes", 1)):
        if body:
            texts.translate(title, lang="fr", body=body, by=None)
        written = 0
        for _look in range(2):
            tasks.show_translations.enqueue()
            programme.run_jobs("clock")
            written += programme.run_jobs("now")
        assert written == writings
        assert body in day("fr")
