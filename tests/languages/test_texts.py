"""One text from its creation through translations, a machine's words and changes of its source."""

import pytest
from django.utils import timezone

from languages import spaces, texts
from languages.models import Gap, Revision, Text
from languages.texts import Home, Origin, Reach, State
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def space():
    return spaces.make(["es", "fr", "ar"])


def home(space, reach=Reach.OPEN):
    return Home(space.pk, tuple(space.languages), "events.page.body", reach)


def waiting(text):
    return dict(text.gaps.values_list("lang", "state"))


def write(space, body="El agua es un bien común", reach=Reach.OPEN, **given):
    return texts.create(body=body, lang="es", home=home(space, reach), **given)


def read(text, *languages):
    return texts.load([text.pk], languages)[text.pk]


def test_a_new_text_waits_in_each_language_that_its_author_did_not_give(space):
    text = write(space, translations={"fr": "L’eau est un bien commun"})
    assert waiting(text) == {"ar": Gap.State.MISSING}
    assert text.weight == 55


def test_what_stays_inside_waits_for_nobody_until_it_is_offered(space):
    text = write(space, reach=Reach.INSIDE)
    assert waiting(text) == {}
    texts.offer([text.pk, None], Reach.DESK)
    assert set(waiting(text)) == {"fr", "ar"}
    texts.offer([text.pk], Reach.INSIDE)
    assert waiting(text) == {}


def test_a_change_of_the_source_marks_and_never_hides(space):
    text = write(space, translations={"fr": "L’eau est un bien commun"})
    texts.change(text, body="El agua y la tierra son bienes comunes", lang="es", by=None)
    found = read(text, "fr")
    assert (found.body, found.older) == ("L’eau est un bien commun", True)
    assert waiting(text) == {"fr": Gap.State.OLDER, "ar": Gap.State.MISSING}
    assert Revision.objects.get().body == "El agua es un bien común"


def test_a_small_correction_makes_nothing_older(space):
    text = write(space, body="El auga", translations={"fr": "L’eau"})
    texts.change(text, body="El agua", lang="es", by=None, is_small=True)
    assert not read(text, "fr").older
    assert read(text, "es").body == "El agua"
    assert not Revision.objects.exists()


def test_a_machines_words_are_read_marked_and_give_way_to_a_persons(space):
    text = write(space)
    assert texts.translate(text, lang="fr", body="Eau", by=None, origin=Origin.MACHINE)
    assert read(text, "fr").origin == "machine"
    assert waiting(text)["fr"] == Gap.State.MACHINE
    texts.translate(text, lang="fr", body="L’eau est à tous", by=factories.person())
    assert read(text, "fr").origin == "person"
    assert "fr" not in waiting(text)
    assert not texts.translate(text, lang="fr", body="Eau", by=None, origin=Origin.MACHINE)
    assert read(text, "fr").body == "L’eau est à tous"


def test_a_machines_words_for_a_source_that_moved_on_are_not_kept(space):
    text = write(space)
    texts.change(text, body="Otra cosa", lang="es", by=None)
    kept = texts.translate(
        text, lang="fr", body="Eau", by=None, origin=Origin.MACHINE, of_revision=1
    )
    assert not kept
    assert read(text, "fr").body == "Otra cosa"


def test_a_draft_stands_beside_what_is_published(space):
    text = write(space, translations={"fr": "L’eau"})
    who = factories.person()
    texts.translate(text, lang="fr", body="Les eaux", by=who, state=State.DRAFT)
    assert read(text, "fr").body == "L’eau"
    texts.translate(text, lang="fr", body="Les eaux !", by=who)
    assert read(text, "fr").body == "Les eaux !"
    assert text.translations.get().state == State.PUBLISHED


def test_the_reader_falls_back_by_exact_language_base_her_others_and_the_original(space):
    text = write(space, translations={"fr": "L’eau"})
    assert read(text, "fr-CA").lang == "fr"
    assert read(text, "ar", "fr").lang == "fr"
    assert read(text, "ar").lang == "es"
    found = read(text, "ar", "fr")
    assert (found.source, found.source_lang) == ("El agua es un bien común", "es")


def test_a_new_language_of_the_space_waits_for_all_its_texts(space):
    text = write(space)
    spaces.add_languages(space, ["pt"])
    assert set(waiting(text)) == {"fr", "ar", "pt"}
    spaces.speak(space, ["es", "pt"])
    assert set(waiting(text)) == {"pt"}


def test_no_text_waits_in_a_sign_language():
    space = spaces.make(["es", "fsl", "fr"])
    assert space.languages == ["es", "fr"]
    spaces.add_languages(space, ["ils"])
    text = texts.create(
        body="Agua", lang="es", home=Home(space.pk, ("es", "fsl", "fr"), "", "open")
    )
    assert set(waiting(text)) == {"fr"}


def test_the_hour_of_a_text_is_the_hour_of_what_waits(space):
    text, tonight = write(space), timezone.now()
    texts.schedule({text.pk: tonight})
    assert set(text.gaps.values_list("due_at", flat=True)) == {tonight}


def test_a_text_is_found_in_any_of_its_languages_with_accents_folded(space):
    text = write(space, translations={"ar": "المياهُ حقٌّ للجميع", "fr": "Économie de l’eau"})
    for words in ("bien comun", "economie eau", "المياه حق"):
        assert list(Text.objects.filter(pk__in=texts.matching(words))) == [text], words
    assert not texts.matching("bien economie").exists()


def test_a_draft_is_not_found(space):
    text = write(space)
    texts.translate(text, lang="fr", body="secret", by=None, state=State.DRAFT)
    assert not texts.matching("secret").exists()


def test_five_hundred_texts_are_read_by_two_queries_and_settled_by_few(
    space, django_assert_max_num_queries
):
    made = [write(space, body=f"Texto {n}", translations={"fr": f"Texte {n}"}) for n in range(500)]
    with django_assert_max_num_queries(2):
        found = texts.load([text.pk for text in made], ["ar", "pt", "fr"])
    assert {found[text.pk].lang for text in made} == {"fr"}
    with django_assert_max_num_queries(16):
        texts.offer([text.pk for text in made], Reach.DESK)
