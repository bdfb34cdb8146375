"""What a page says of a translation, and who is asked for one."""

import pytest
from django.template import Context, Template
from django.utils import translation

from events.homes import home
from events.models import Role
from languages import texts
from languages.queries.offering import first_to_translate
from languages.texts import Origin, State
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return factories.event("quebec", languages=["es", "fr", "ar"])


@pytest.fixture
def text(event):
    return texts.create(body="El agua es de todos", lang="es", home=home(event, "events.page.body"))


def read(text, *languages):
    return texts.load([text.pk], languages)[text.pk]


def shown(tag, reading, lang="en"):
    with translation.override(lang):
        return Template(tag).render(Context({"reading": reading})).strip()


@pytest.mark.parametrize(
    ("origin", "moved", "says"),
    [
        (Origin.PERSON, False, "translated from Spanish"),
        (Origin.PERSON, True, "translated from Spanish; the original has changed since"),
        (Origin.MACHINE, False, "translated by a machine from Spanish"),
        (
            Origin.MACHINE,
            True,
            "translated by a machine from Spanish; the original has changed since",
        ),
    ],
)
def test_a_translation_says_where_it_comes_from(text, origin, moved, says):
    texts.translate(text, lang="fr", body="L’eau est à tous", by=None, origin=origin)
    if moved:
        texts.change(text, body="El agua es un derecho", lang="es", by=None)
    found = read(text, "fr")
    assert shown("{{ reading|origin }}", found) == says
    in_line = shown("{% text reading %}", found)
    assert (f"({says})" in in_line) == (moved or origin == Origin.MACHINE)


def test_the_original_stands_in_place_in_its_own_language_and_direction(text):
    texts.translate(text, lang="ar", body="الماء للجميع", by=None)
    page = shown("{% original reading %}", read(text, "ar"))
    assert '<div lang="es" dir="ltr"><p>El agua es de todos</p></div>' in page
    assert page.startswith('<details class="original">')
    assert not shown("{% original reading %}", read(text, "es"))
    assert not shown("{% original reading %}", None)


def test_the_readers_languages_are_taken_in_her_order(text):
    texts.translate(text, lang="fr", body="L’eau", by=None)
    texts.translate(text, lang="pt-BR", body="A água", by=None)
    texts.translate(text, lang="pt", body="A água é", by=None)
    assert read(text, "wo", "pt-PT", "fr").lang == "pt-BR"
    assert read(text, "pt").lang == "pt"
    assert read(text, "fr-CA", "pt").lang == "fr"
    assert read(text, "wo", "es-MX", "fr").lang == "es"
    assert read(text, "nothing").lang == "es"
    texts.translate(text, lang="sw", body="Maji", by=None, state=State.DRAFT)
    assert read(text, "sw").lang == "es"


def test_only_who_may_translate_there_is_asked_for_what_is_missing(event, text):
    stranger = factories.person()
    translator = factories.member(event, Role.TRANSLATOR)
    found = read(text, "ar", "fr")
    assert first_to_translate(stranger, [found], ["ar"]) is None
    offer = first_to_translate(translator, [None, texts.NOTHING, found], ["ar", "fr"])
    assert (offer.space, offer.text, offer.lang) == (event.space_id, text.pk, "ar")
    assert first_to_translate(translator, [found], ["sw"]) is None
    texts.offer([text.pk], texts.Reach.INSIDE)
    assert first_to_translate(translator, [found], ["ar"]) is None


def test_what_is_there_in_her_language_is_asked_of_nobody(event, text, django_assert_num_queries):
    translator = factories.member(event, Role.TRANSLATOR)
    texts.translate(text, lang="fr", body="L’eau", by=None)
    with django_assert_num_queries(0):
        assert first_to_translate(translator, [None], ["fr"]) is None
    found = read(text, "fr")
    with django_assert_num_queries(0):
        assert first_to_translate(translator, [found], ["fr", "ar"]) is None
    texts.change(text, body="El agua es un derecho", lang="es", by=None)
    assert first_to_translate(translator, [read(text, "fr")], ["fr"]).lang == "fr"
