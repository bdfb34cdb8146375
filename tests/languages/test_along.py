"""Texts taken along: who holds what until when, what goes along, and how it returns."""

import json
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from languages import texts
from languages.actions import desk
from languages.actions.desk.along import MOST, MOST_LETTERS
from languages.holdings import HOLDING
from languages.models import Aside, Gap
from languages.queries.along import held_by
from languages.tasks import forget_asides
from languages.texts import Origin
from tests import factories
from tests.bad_input import bad_words
from tests.language_world import term
from tests.languages.desk_world import BODY, gap, meeting, reviewed_first, translator, write

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
WORDS = "L’eau est à tous"
PAIRS = [("es", "fr")]


@pytest.fixture
def event():
    return meeting()


@pytest.fixture
def awa(event):
    who = translator(event, "awa")
    desk.set_pairs(by=who, pairs=PAIRS)
    return who


@pytest.fixture
def ben(event):
    return translator(event, "ben")


def hours(count):
    return timezone.now() + timedelta(hours=count)


def take(event, who):
    return [each.text for each in desk.take_along(by=who, spaces=[event.space_id], pairs=PAIRS)]


def aside(text, who, body=WORDS):
    return Aside.objects.create(text=text, lang="fr", written_by=who, body=body, of_revision=1)


def told(client, who):
    client.force_login(who)
    return client.get("/translate/along/texts/").json()["texts"]


def sent(of, body=WORDS, **more):
    given = {"id": str(uuid.uuid4()), "space": of.space_id, "text": of.pk, "lang": "fr"}
    how = {"made_from": 1, "shown": 1, "seen": "", "hands_in": False}
    return given | how | {"body": body} | more


def bring(client, who, *drafts, **more):
    client.force_login(who)
    body = {"person": str(who.uid), "drafts": list(drafts)} | more
    return client.post(
        "/translate/along/bring/", json.dumps(body, ensure_ascii=False), "application/json"
    )


def test_twenty_are_held_for_hours_and_given_back_at_once(event, awa, ben):
    wrote = [write(event, f"Texto {number}") for number in range(MOST + 3)]
    assert take(event, awa) == wrote[:MOST]
    assert take(event, awa) == wrote[:MOST]
    assert take(event, ben) == wrote[MOST:]
    with time_machine.travel(hours(7)):
        assert held_by(awa).count() == MOST
    assert desk.give_all_back(by=awa) == MOST
    assert held_by(ben).count() == 3
    assert Gap.objects.filter(claimed_by=awa).count() == 0


def test_who_takes_along_again_holds_all_for_longer_and_work_shortens_nothing(event, awa):
    text = write(event)
    take(event, awa)
    with time_machine.travel(hours(6)):
        take(event, awa)
        desk.keep_draft(text, "fr", body="L’eau", of_revision=1, seen="", by=awa)
        assert gap(text).claimed_until > hours(7)


def test_what_another_holds_or_waits_for_a_second_person_is_not_taken_along(event, awa, ben):
    reviewed_first(event)
    waits, hers, free = (write(event, f"Texto {number}") for number in range(3))
    desk.hand_in(waits, "fr", body=WORDS, of_revision=1, by=ben)
    desk.claim(hers, "fr", by=ben)
    assert take(event, awa) == [free]


def test_no_more_letters_are_taken_along_than_a_phone_likes_to_keep(event, awa):
    long = [write(event, "agua " * (MOST_LETTERS // 8)) for _ in range(3)]
    assert take(event, awa) == long[:1]


def test_each_text_goes_along_with_all_that_she_needs(client, event, awa, ben):
    text = write(event, translations={"fr": "L’eau"})
    texts.change(text, body="El agua es un bien común de todas", lang="es", by=None)
    term(event.space, es="bien común", fr="bien commun", not_fr="bien public")
    desk.remark(text, "fr", words="¿«común»?", by=ben)
    take(event, awa)
    [found] = told(client, awa)
    assert (found["body"], found["made_from"], found["revision"]) == ("L’eau", 1, 2)
    assert found["source"] == [["same", BODY], ["added", " de todas"]]
    assert [each["source"] for each in found["glossary"]["entries"]] == ["bien común"]
    assert found["remarks"][0]["body"] == "¿«común»?"
    assert (found["pair"], found["dir"]) == ("Spanish into French", "ltr")
    assert "held for you until" in found["held"]


def test_a_machines_draft_goes_along_as_a_machines(client, event, awa):
    text = write(event)
    texts.translate(text, lang="fr", body="Eau", by=None, origin=Origin.MACHINE, state="draft")
    take(event, awa)
    [found] = told(client, awa)
    assert (found["origin"], found["mine"]) == ("machine", False)


def test_what_goes_along_is_read_by_a_constant_number_of_queries(
    client, event, awa, django_assert_max_num_queries
):
    for number in range(MOST):
        text = write(event, f"Texto {number}", translations={"fr": "Texte"})
        texts.change(text, body=f"Otro texto {number}", lang="es", by=None)
    take(event, awa)
    client.force_login(awa)
    for address in ("/translate/along/texts/", "/translate/along/"):
        with django_assert_max_num_queries(16):
            assert client.get(address).status_code == 200


def test_one_button_takes_along_and_the_page_lists_it_without_scripts(client, event, awa):
    client.force_login(awa)
    answer = client.post("/translate/along/take/", {"space": event.space_id}, follow=True)
    assert "Nothing more waits" in answer.text
    write(event)
    assert "Take 20 along" in client.get("/translate/").text
    answer = client.post("/translate/along/take/", follow=True)
    assert (BODY in answer.text, "held for you until" in answer.text) == (True, True)
    assert "1 text is with you" in client.get("/translate/").text
    answer = client.post("/translate/along/give-back/", follow=True)
    assert "Given back" in answer.text
    assert told(client, awa) == []


def test_each_text_is_answered_on_its_own(client, event, awa, ben):
    fine, held = write(event), write(event, "Otra cosa")
    desk.claim(held, "fr", by=ben)
    drafts = [sent(fine, hands_in=True), sent(held), sent(fine, "\x00"), sent(fine, text=2**40)]
    answers = bring(client, awa, *drafts).json()["answers"]
    assert [each["state"] for each in answers] == ["handed in", "held", "wrong", "ended"]
    assert [each["id"] for each in answers] == [each["id"] for each in drafts]
    assert bring(client, awa, *drafts).json()["answers"] == answers


@pytest.mark.parametrize(("why", "words"), bad_words(most=200_000, required=False))
def test_words_that_cannot_be_shown_are_not_kept(client, event, awa, why, words):
    text = write(event)
    [answer] = bring(client, awa, sent(text, words)).json()["answers"]
    assert (answer["state"], bool(answer["says"])) == ("wrong", True), why
    assert not text.translations.exists()


WRONG = [
    {"id": "x"}, {"id": None}, {"body": 1}, {"body": None}, {"space": "x"}, {"text": 2**70},
    {"text": True}, {"lang": "x" * 36}, {"lang": ["fr"]}, {"made_from": 0}, {"shown": 1.5},
    {"seen": "x" * 17}, {"hands_in": "no"},
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_is_no_draft_is_refused(client, event, awa, wrong):
    assert bring(client, awa, sent(write(event), **wrong)).status_code == 422


@pytest.mark.parametrize("drafts", [None, {}, "x", [1], [[]]], ids=str)
def test_what_is_no_list_is_refused(client, awa, drafts):
    assert bring(client, awa, drafts=drafts).status_code == 422


@pytest.mark.parametrize("body", ["", "{", "[" * 100_000, b"\xff"], ids=lambda body: body[:9])
def test_what_is_no_json_is_refused(client, awa, body):
    client.force_login(awa)
    answer = client.post("/translate/along/bring/", body, "application/json")
    assert answer.status_code == 400


def test_too_many_at_once_and_another_persons_words_are_refused(client, event, awa, ben):
    text = write(event)
    assert bring(client, awa, *[sent(text)] * (MOST + 1)).status_code == 422
    assert bring(client, awa, sent(text), person=str(ben.uid)).status_code == 403
    assert not text.translations.exists()


def test_a_stranger_and_who_translates_nowhere_get_nothing(client, event):
    text, asks = write(event), {"accept": "application/json"}
    assert client.get("/translate/along/texts/", headers=asks).status_code == 403
    other = factories.person()
    assert told(client, other) == []
    [answer] = bring(client, other, sent(text)).json()["answers"]
    assert answer["state"] == "ended"
    assert Aside.objects.count() + text.translations.count() == 0


def test_whose_right_has_ended_reads_nothing_of_what_she_held(client, event, awa):
    write(event)
    take(event, awa)
    awa.memberships.all().delete()
    assert told(client, awa) == []


def test_what_was_set_aside_is_read_by_her_alone_and_put_away(client, event, awa, ben):
    text = write(event)
    aside(text, awa)
    address = f"/translate/{text.space_id}/{text.pk}/fr/"
    client.force_login(ben)
    assert WORDS not in client.get(address).text
    client.post(f"{address}put-away/")
    client.force_login(awa)
    assert "kept beside another’s" in client.get("/translate/").text
    assert WORDS in client.get(address).text
    assert WORDS not in client.post(f"{address}put-away/", follow=True).text


def test_what_was_set_aside_is_shown_erased_and_forgotten_after_a_month(event, awa):
    text = write(event)
    aside(text, awa)
    assert HOLDING.show(awa)["set_aside"][0]["body"] == WORDS
    HOLDING.erase(awa)
    assert not Aside.objects.exists()
    aside(text, awa)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        forget_asides.func()
    assert not Aside.objects.exists()
