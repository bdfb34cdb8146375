"""What was translated before, found from the translators' page."""

import pytest

from events.homes import home
from events.models import Role
from languages import texts
from languages.queries import concordance
from languages.texts import Origin, Reach, State
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(client):
    event = factories.event()
    client.force_login(factories.member(event, Role.TRANSLATOR))
    return event


def write(event, body, reach=Reach.OPEN, **translations):
    where = home(event, "events.page.body", reach)
    return texts.create(body=body, lang="fr", translations=translations, home=where)


def found(event, q, **asked):
    rows = concordance.found([event.space_id], q, **asked).rows
    return [(each.row.text.body, each.row.body) for each in rows]


def test_words_are_found_folded_in_source_and_translation_the_newest_first(event):
    write(event, "Économie solidaire", en="Solidarity economy")
    write(event, "L’économie d’ici", en="The economy from here", es="La economía de aquí")
    assert [pair[1] for pair in found(event, "ECONOMIE", into="en")] == [
        "The economy from here",
        "Solidarity economy",
    ]
    assert len(found(event, "economía")) == 1
    assert found(event, "economía", into="es", source="en") == []
    assert found(event, "") == []


def test_neither_drafts_nor_machines_nor_what_stays_inside_is_shown(event):
    write(event, "secret interne", Reach.INSIDE, en="inner secret")
    text = write(event, "secret ouvert")
    texts.translate(text, lang="en", body="open secret", by=None, state=State.DRAFT)
    texts.translate(text, lang="es", body="secreto", by=None, origin=Origin.MACHINE)
    assert found(event, "secret") == []


def test_the_paragraph_that_matches_stands_beside_its_translation_with_the_hit_marked(event):
    write(event, "Un début.\n\nDe l’eau pour tous.", en="A beginning.\n\nWater for all.")
    (each,) = concordance.found([event.space_id], "water").rows
    assert each.translation == [("Water", True), (" for all.", False)]
    assert each.source == [("De l’eau pour tous.", False)]


def test_a_long_text_is_shown_around_the_hit(event):
    body = "mot " * 500 + "trésor " + "mot " * 500
    write(event, body, en="word " * 1_000)
    (each,) = concordance.found([event.space_id], "tresor").rows
    said = "".join(words for words, _hit in each.source)
    assert ("trésor", True) in each.source
    assert len(said) < 600
    assert said.startswith("…")


def test_the_page_and_its_fragment(client, event, django_assert_max_num_queries):
    for number in range(25):
        write(event, f"eau {number}", en=f"water {number}")
    address = f"/translate/{event.space_id}/concordance/?q=eau&from=fr&into=en"
    page = client.get(address).content.decode()
    assert "<mark>eau</mark> 24" in page
    assert "eau</mark> 4<" not in page
    assert "after=" in page
    with django_assert_max_num_queries(16):
        answer = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in answer
    assert answer.count("<li>") == 20


def test_only_spaces_of_hers_are_searched(client, event):
    write(factories.event("dakar"), "eau lointaine", en="distant water")
    answer = client.get(f"/translate/{event.space_id}/concordance/?q=eau")
    assert "distant" not in answer.content.decode()
