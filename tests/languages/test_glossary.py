"""The glossary as translators and coordinators keep it."""

import pytest

from events.models import Role
from languages.models import Concept, Term
from languages.queries import glossary
from languages.queries.glossary import Slip
from tests import factories, language_world
from tests.language_world import term

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return factories.event(series=factories.series())


@pytest.fixture
def translator(client, event):
    who = factories.member(event, Role.TRANSLATOR)
    client.force_login(who)
    return who


def address(event, rest=""):
    return f"/translate/{event.space_id}/glossary/{rest}"


def rows(*said):
    """A form with a row for each (language, word, standing)."""
    sent = {"note": "", "terms-TOTAL_FORMS": len(said), "terms-INITIAL_FORMS": 0}
    for number, (lang, words, standing) in enumerate(said):
        row = {"lang": lang, "words": words, "standing": standing, "note": ""}
        sent |= {f"terms-{number}-{name}": value for name, value in row.items()}
    return sent


def spelt(event):
    return set(Term.objects.filter(concept__space=event.space).values_list("lang", "words"))


def test_a_term_is_added_changed_removed_and_each_step_is_taken_back(client, event, translator):
    sent = rows(("fr", "économie solidaire", "preferred"), ("en", "", "preferred"))
    assert client.post(address(event, "add/"), sent).status_code == 302
    assert spelt(event) == {("fr", "économie solidaire")}
    made = Concept.objects.get()
    assert made.changed_by == translator
    sent = rows(("fr", "économie sociale", "preferred"), ("fr", "charité", "forbidden"))
    client.post(address(event, f"{made.pk}/"), sent)
    assert spelt(event) == {("fr", "économie sociale"), ("fr", "charité")}
    client.post(address(event, "undo/"))
    assert spelt(event) == {("fr", "économie solidaire")}
    client.post(address(event, f"{made.pk}/remove/"))
    assert not Concept.objects.exists()
    assert "Undo" in client.get(address(event)).content.decode()
    client.post(address(event, "undo/"))
    assert spelt(event) == {("fr", "économie solidaire")}


def test_what_somebody_changed_since_is_not_taken_back(client, event, translator):
    client.post(address(event, "add/"), rows(("fr", "eau", "preferred")))
    Concept.objects.get().save()
    client.post(address(event, "undo/"))
    assert spelt(event) == {("fr", "eau")}


@pytest.mark.parametrize(
    "sent",
    [
        {},
        rows(("fr", "", "preferred")),
        rows(("fr", "Eau", "preferred"), ("fr", "eau", "forbidden")),
        rows(("xx", "eau", "preferred")),
        rows(("fr", "eau\u202e", "preferred")),
        rows(("fr", "x" * 121, "preferred")),
    ],
)
def test_a_form_that_is_wrong_keeps_what_was_typed(client, event, translator, sent):
    answer = client.post(address(event, "add/"), sent)
    assert answer.status_code == 422
    assert sent.get("terms-0-words", "").strip("\u202e") in answer.content.decode()
    assert not Concept.objects.exists()


def test_the_glossary_is_searched_folded_and_by_language(client, event, translator):
    term(event.space, fr="Économie solidaire", es="economía solidaria")
    term(event.space, fr="eau", ar="الماء")
    page = client.get(address(event, "?q=ECONOMIA")).content.decode()
    assert "solidaire" in page
    assert "eau</span>" not in page
    page = client.get(address(event, "?in=ar")).content.decode()
    assert "الماء" in page
    assert "solidaire" not in page


def test_a_page_of_the_glossary_asks_as_often_however_many_terms_it_has(
    client, event, translator, django_assert_max_num_queries
):
    for number in range(40):
        term(event.space, fr=f"mot{number}", en=f"word{number}")
    client.get(address(event))
    with django_assert_max_num_queries(26):
        client.get(address(event))


def test_only_those_of_the_space_read_it_and_its_reviewers_write(client, event, translator):
    there = term(event.space, fr="eau")
    client.force_login(factories.member(factories.event("dakar"), Role.ORGANISER))
    assert client.get(address(event)).status_code == 404
    assert client.post(address(event, f"{there.pk}/remove/")).status_code == 404


def test_terms_are_found_in_a_source_with_our_words_and_the_series_words(
    event, django_assert_num_queries
):
    term(event.space, fr="bien commun", en="common good", not_en="public asset")
    term(event.series.space, fr="eau", en="water")
    term(factories.event("dakar").space, fr="est", en="elsewhere")
    with django_assert_num_queries(3):
        found = glossary.terms_in(event.space_id, "L’eau est un bien commun", "fr", "en")
    assert "".join(piece for piece, _ in found.pieces) == "L’eau est un bien commun"
    assert [(each.source, [t.words for t in each.ours]) for each in found.entries] == [
        ("eau", ["water"]),
        ("bien commun", ["common good"]),
    ]
    assert [t.words for t in found.entries[1].forbidden] == ["public asset"]


def test_a_translation_is_looked_at_by_the_glossary(event):
    term(event.space, fr="bien commun", en="common good", not_en="public asset")
    term(event.space, fr="eau", en="water")
    found = glossary.terms_in(event.space_id, "L’eau est un bien commun", "fr-CA", "en")
    assert glossary.slips(found, "Water is one of the Common Goods") == []
    assert glossary.slips(found, "") == []
    assert glossary.slips(found, "H2O is a public asset") == [
        Slip("eau", "", ["water"]),
        Slip("bien commun", "public asset", ["common good"]),
    ]


def test_a_draft_that_is_kept_is_told_of_its_slips_and_never_refused(client, event, translator):
    term(event.space, fr="bien commun", en="common good", not_en="public asset")
    text = language_world.text(event)
    page = f"/translate/{event.space_id}/{text.pk}/en/"
    sent = {"body": "Water is a public asset", "made_from": 1, "shown": 1, "seen": ""}
    answer = client.post(page, sent, follow=True).content.decode()
    assert "Better not “public asset”: we say “common good”." in answer
    assert "<mark>bien commun</mark>" in answer
    assert text.translations.get().body == "Water is a public asset"
