"""The translators' desk as its people meet it."""

import re

import pytest

from events.models import Role
from languages import texts
from languages.actions import desk
from languages.models import Gap, Pair, Remark
from tests import factories, language_world
from tests.bad_input import bad_words
from tests.languages.desk_world import BODY, gap, meeting, reviewed_first, translator, write

pytestmark = pytest.mark.django_db
WORDS = "L’eau est à tous"


@pytest.fixture
def event():
    return meeting()


@pytest.fixture
def awa(event):
    who = translator(event, "awa")
    desk.set_pairs(by=who, pairs=[("es", "fr")])
    return who


@pytest.fixture
def ben(event):
    return translator(event, "ben")


def page(client, address="/translate/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def at(text, way=""):
    return f"/translate/{text.space_id}/{text.pk}/fr/{way}"


def typed(body=WORDS, seen="", made_from=1, shown=1, **more):
    return {"body": body, "seen": seen, "made_from": made_from, "shown": shown} | more


def test_a_translator_comes_from_the_desk_to_a_text_and_others_do_not(client):
    event = factories.event()
    text = language_world.text(event)
    address = f"/translate/{event.space_id}/{text.pk}/en/"
    client.force_login(factories.member(event, Role.TRANSLATOR))
    assert "bien commun" in client.get(address).content.decode()
    assert client.get(f"/translate/{event.space_id}/{text.pk}/fr/").status_code == 404
    client.force_login(factories.person())
    assert client.get(address).status_code == 404
    assert client.get("/translate/").status_code == 200


def test_who_translates_nowhere_is_told_how_one_comes_to(client):
    client.force_login(factories.person())
    assert "invite you by a link" in page(client)
    answer = client.post("/translate/next/", follow=True)
    assert "Nothing more waits" in answer.content.decode()


def test_the_desk_shows_what_waits_in_her_pairs_and_one_button(client, event, awa):
    text = write(event)
    client.force_login(awa)
    shown = page(client)
    assert BODY in shown
    assert "Spanish into French" in shown
    answer = client.post("/translate/next/")
    assert answer.url == at(text)
    assert gap(text).claimed_by == awa


def test_the_list_is_narrowed_by_space_pair_kind_state_and_words(client, event, awa):
    write(event)
    room = write(event, body="Sala Árbol", kind="events.room")
    other = meeting(slug="dakar")
    translator_of_both = factories.member(other, Role.TRANSLATOR, awa)
    far = write(other, body="Otra reunión")
    client.force_login(translator_of_both)
    for asked, found in {
        f"space={other.space_id}": [far],
        "kind=events.room": [room],
        "q=arbol": [room],
        "state=older": [],
        "pair=es%3Ear&kind=events.room": [room],
        "pair=fr%3Ees": [],
    }.items():
        rows = client.get(f"/translate/?{asked}").context["page"].rows
        assert [row.text for row in rows] == found, asked
    for asked in ("space=x", "pair=%00", "kind=no", "state=no", "after=-1", "q=%00"):
        assert client.get(f"/translate/?{asked}").status_code == 200


def test_the_list_comes_page_by_page_by_a_constant_number_of_queries(
    client, event, awa, django_assert_max_num_queries
):
    for number in range(60):
        write(event, body=f"Texto {number}")
    client.force_login(awa)
    with django_assert_max_num_queries(14):
        answer = client.get("/translate/")
    rest = client.get("/translate/", {"after": answer.context["page"].after}).context["page"]
    assert len(answer.context["page"].rows) == 50
    assert len({row.pk for row in [*answer.context["page"].rows, *rest.rows]}) >= 60


def test_she_says_from_which_languages_into_which_she_translates(client, event, ben):
    client.force_login(ben)
    assert "Say from which languages" in page(client)
    for wrong in ({}, {"into-fr": ["xx"]}, {"into-fr": ["fr"]}, {"into-xx": ["fr"]}):
        assert client.post("/translate/pairs/", wrong).status_code == 422
    client.post("/translate/pairs/", {"into-fr": ["es", "ar"], "into-es": ["fr"]})
    assert {str(each) for each in Pair.objects.filter(person=ben)} == {"es>fr", "ar>fr", "fr>es"}
    shown = page(client, "/translate/pairs/")
    assert len(re.findall(r'name="into-fr"[^>]*checked', shown)) == 2
    assert len(re.findall(r'name="into-ar"[^>]*checked', shown)) == 0


def test_a_draft_is_kept_with_a_script_and_without(client, event, awa):
    text = write(event)
    client.force_login(awa)
    answer = client.post(at(text), typed(), headers={"accept": "application/json"})
    assert answer.json() == {"seen": desk.seen_of(WORDS), "moved": False}
    answer = client.post(at(text), typed("L’eau", desk.seen_of(WORDS)), follow=True)
    assert "Your draft is kept." in answer.content.decode()
    assert text.translations.get().body == "L’eau"
    assert "What you have begun" in page(client)


def test_a_script_hears_why_a_draft_is_not_kept(client, event, awa, ben):
    text = write(event)
    desk.claim(text, "fr", by=ben)
    client.force_login(awa)
    asks = {"accept": "application/json"}
    answer = client.post(at(text), typed(), headers=asks)
    assert (answer.status_code, "Somebody else" in answer.json()["says"]) == (409, True)
    assert client.post(at(text), typed(shown="x"), headers=asks).status_code == 422


def test_both_drafts_stand_on_the_page_where_two_were_kept(client, event, awa, ben):
    text = write(event)
    desk.keep_draft(text, "fr", body="Les eaux", of_revision=1, seen="", by=ben)
    desk.release_claim(text, "fr", by=ben)
    client.force_login(awa)
    answer = client.post(at(text), typed())
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert WORDS in shown
    assert "Les eaux" in shown
    assert client.post(at(text), typed(seen=desk.seen_of("Les eaux"))).status_code == 302


def test_handing_in_leads_to_the_next_and_can_be_taken_back(client, event, awa):
    first, second = write(event, kind="events.alert"), write(event)
    client.force_login(awa)
    client.post("/translate/next/")
    answer = client.post(at(first, "hand-in/"), typed(next="1"))
    assert answer.url == at(second)
    assert "Take back" in page(client, at(second))
    answer = client.post(at(first, "undo/"), follow=True)
    assert WORDS in answer.content.decode()
    assert gap(first).claimed_by == awa
    again = client.post(at(first, "undo/"), follow=True)
    assert "cannot be taken back" in again.content.decode()


@pytest.mark.parametrize(("why", "words"), bad_words(most=200_000, required=False))
def test_nobody_hands_in_what_cannot_be_shown(client, event, awa, why, words):
    text = write(event)
    client.force_login(awa)
    answer = client.post(at(text, "hand-in/"), typed(words))
    assert answer.status_code == 422, why
    assert not text.translations.exists()


def test_nothing_is_not_handed_in(client, event, awa):
    text = write(event)
    client.force_login(awa)
    answer = client.post(at(text, "hand-in/"), typed(" "))
    assert (answer.status_code, "nothing to hand in" in answer.content.decode()) == (422, True)


def test_a_source_that_moved_is_shown_with_what_changed_and_nothing_is_lost(client, event, awa):
    text = write(event)
    client.force_login(awa)
    client.post("/translate/next/")
    texts.change(text, body="El agua es de todos", lang="es", by=None)
    answer = client.post(at(text, "hand-in/"), typed())
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "changed while you were translating" in shown
    assert "un bien común</del>" in shown
    assert "de todos</ins>" in shown
    assert WORDS in shown
    seen = desk.seen_of(WORDS)
    assert client.post(at(text, "hand-in/"), typed(seen=seen, shown=2)).status_code == 302
    assert not texts.load([text.pk], ["fr"])[text.pk].older


def test_an_older_translation_stands_in_the_box_and_stays_marked_while_one_types(
    client, event, awa
):
    text = write(event, translations={"fr": WORDS})
    texts.change(text, body="El agua es de todos", lang="es", by=None)
    client.force_login(awa)
    shown = page(client, at(text))
    assert 'name="made_from" value="1"' in shown
    assert "un bien común</del>" in shown
    client.post(at(text), typed("L’eau", desk.seen_of(WORDS), shown=2))
    assert "un bien común</del>" in page(client, at(text))


def test_skipping_keeps_what_was_typed_and_gives_the_text_free(client, event, awa):
    first, second = write(event, kind="events.alert"), write(event)
    client.force_login(awa)
    client.post("/translate/next/")
    assert client.post(at(first, "skip/"), typed()).url == at(second)
    assert gap(first).claimed_by is None
    assert first.translations.get().body == WORDS
    assert client.post(at(second, "skip/"), typed("")).url == "/translate/"
    assert not second.translations.exists()


def test_what_is_given_back_is_free(client, event, awa):
    text = write(event)
    client.force_login(awa)
    client.post("/translate/next/")
    client.post(at(text, "give-back/"), typed(""))
    assert gap(text).claimed_by is None


def test_a_second_person_lets_it_pass_or_sends_it_back(client, event, awa, ben):
    reviewed_first(event)
    text = write(event)
    desk.hand_in(text, "fr", body=WORDS, of_revision=1, by=awa)
    client.force_login(awa)
    assert "A second person reads it" in page(client, at(text))
    client.force_login(ben)
    desk.set_pairs(by=ben, pairs=[("es", "fr")])
    assert "1 waits for a second person" in page(client)
    assert "Somebody else has translated this" in page(client, at(text))
    assert client.post(at(text, "send-back/"), {"words": ""}).status_code == 422
    client.post(at(text, "send-back/"), {"words": "«bien commun»"})
    assert gap(text).state == Gap.State.SENT_BACK
    client.force_login(awa)
    assert "«bien commun»" in page(client, at(text))
    client.post(at(text, "hand-in/"), typed("Un bien commun", desk.seen_of(WORDS)))
    client.force_login(ben)
    seen = desk.seen_of("Un bien commun")
    client.post(at(text, "review/"), typed("L’eau est un bien commun", seen))
    assert texts.load([text.pk], ["fr"])[text.pk].body == "L’eau est un bien commun"


def test_people_talk_about_a_translation_beside_it(client, event, awa):
    text = write(event)
    client.force_login(awa)
    answer = client.post(at(text, "remark/"), {"words": "¿«común»?"}, follow=True)
    assert "¿«común»?" in answer.content.decode()
    assert Remark.objects.get().written_by == awa
    assert client.post(at(text, "remark/"), {"words": "\x00"}).status_code == 422
