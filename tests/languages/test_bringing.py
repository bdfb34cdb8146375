"""What a translator wrote without a line comes home, on both databases."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from events.models import Membership
from events.rules import forget_roles
from languages import texts
from languages.actions import desk
from languages.actions.desk import Written
from languages.models import Aside, Work
from languages.texts import Origin, Reach
from realtime.models import Receipt
from tests.languages.desk_world import BODY, gap, meeting, reviewed_first, translator, write

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
WORDS = "L’eau est à tous"


@pytest.fixture
def event():
    return meeting()


@pytest.fixture
def awa(event):
    return translator(event, "awa")


@pytest.fixture
def ben(event):
    return translator(event, "ben")


def written(text, body=WORDS, **more):
    given = {"key": uuid.uuid4(), "made_from": 1, "shown": 1} | more
    return Written(space=text.space_id, text=text.pk, lang="fr", body=body, **given)


def bring(text, who, body=WORDS, **more):
    return desk.bring_home(written(text, body, **more), by=who).state


def draft(text):
    return text.translations.get(state="draft")


def read(text):
    return texts.load([text.pk], ["fr"])[text.pk].body


def asides():
    return list(Aside.objects.values_list("written_by__called", "body", "of_revision"))


def test_a_draft_is_kept_and_the_same_again_says_the_same_and_changes_nothing(event, awa):
    text = write(event)
    sent = written(text)
    first = desk.bring_home(sent, by=awa)
    at = draft(text).changed_at
    assert (first.state, first.seen) == ("kept", desk.seen_of(WORDS))
    desk.keep_draft(text, "fr", body="L’eau !", of_revision=1, seen=first.seen, by=awa)
    assert desk.bring_home(sent, by=awa) == first
    assert draft(text).body == "L’eau !"
    assert draft(text).changed_at > at


def test_what_is_handed_in_is_published_and_counted_once(event, awa):
    text = write(event)
    sent = written(text, hands_in=True)
    assert [desk.bring_home(sent, by=awa).state for _ in range(3)] == ["handed in"] * 3
    assert bring(text, awa, hands_in=True) == "handed in"
    assert (read(text), gap(text)) == (WORDS, None)
    assert Work.objects.count() == 1


def test_where_a_space_reviews_first_it_waits_for_a_second_person(event, awa):
    reviewed_first(event)
    text = write(event)
    assert bring(text, awa, hands_in=True) == "handed in"
    assert bring(text, awa, hands_in=True) == "handed in"
    assert (gap(text).state, read(text)) == ("handed in", BODY)


def test_of_a_source_that_has_moved_her_words_are_kept_as_a_draft(event, awa):
    text = write(event)
    desk.claim(text, "fr", by=awa)
    texts.change(text, body="El agua y la tierra", lang="es", by=None)
    assert bring(text, awa, hands_in=True) == "moved"
    assert (draft(text).body, draft(text).of_revision) == (WORDS, 1)
    seen = desk.seen_of(WORDS)
    assert bring(text, awa, "L’eau et la terre", seen=seen, shown=2, hands_in=True) == "handed in"
    assert read(text) == "L’eau et la terre"


def test_where_another_has_published_her_words_are_her_draft(event, awa, ben):
    text = write(event)
    desk.hand_in(text, "fr", body="Les eaux", of_revision=1, by=ben)
    assert bring(text, awa, hands_in=True) == "translated"
    assert (read(text), draft(text).body, draft(text).written_by) == ("Les eaux", WORDS, awa)


@pytest.mark.parametrize("how", ["holds it", "drafted it", "handed it in"])
def test_where_another_is_at_it_her_words_are_set_aside_for_her(event, awa, ben, how):
    if how == "handed it in":
        reviewed_first(event)
    text = write(event)
    desk.claim(text, "fr", by=ben)
    if how != "holds it":
        desk.keep_draft(text, "fr", body="Les eaux", of_revision=1, seen="", by=ben)
        desk.release_claim(text, "fr", by=ben)
    if how == "handed it in":
        desk.hand_in(text, "fr", body="Les eaux", of_revision=1, by=ben)
    assert bring(text, awa, "L’eau") == "held"
    assert bring(text, awa, hands_in=True) == "held"
    assert asides() == [("Awa", WORDS, 1)]
    assert how == "holds it" or draft(text).body == "Les eaux"
    desk.put_away(text, "fr", by=awa)
    assert asides() == []


def test_without_a_right_nothing_is_written_and_with_it_again_it_is(event, awa):
    text = write(event)
    sent = written(text)
    Membership.objects.filter(person=awa).update(until=date(2001, 1, 1))
    forget_roles(awa)
    assert desk.bring_home(sent, by=awa).state == "ended"
    assert Aside.objects.count() + Receipt.objects.count() + text.translations.count() == 0
    Membership.objects.filter(person=awa).update(until=None)
    forget_roles(awa)
    assert desk.bring_home(sent, by=awa).state == "kept"


def test_a_text_that_is_gone_taken_back_or_of_another_language_is_ended(event, awa):
    text = write(event)
    unknown = Written(uuid.uuid4(), text.space_id, text.pk, "wo", WORDS, 1, 1)
    assert desk.bring_home(unknown, by=awa).state == "ended"
    texts.offer([text.pk], Reach.INSIDE)
    assert bring(text, awa) == "ended"
    sent = written(text)
    text.delete()
    assert desk.bring_home(sent, by=awa).state == "ended"


def test_nothing_is_not_handed_in_and_no_key_serves_twice(event, awa, ben):
    text, key = write(event), uuid.uuid4()
    assert bring(text, awa, "", hands_in=True) == "wrong"
    assert bring(text, awa, key=key) == "kept"
    assert bring(text, awa, "L’eau", key=key) == "wrong"
    assert bring(text, ben, key=key) == "wrong"
    assert draft(text).body == WORDS


def test_a_machines_draft_gives_way_and_hers_is_a_persons(event, awa):
    text = write(event)
    texts.translate(text, lang="fr", body="Eau", by=None, origin=Origin.MACHINE, state="draft")
    assert bring(text, awa, seen=desk.seen_of("Eau")) == "kept"
    assert draft(text).origin == Origin.PERSON


def test_a_claim_that_has_lapsed_loses_nothing(event, awa):
    text = write(event)
    desk.take_along(by=awa, spaces=[event.space_id], pairs=[("es", "fr")])
    with time_machine.travel(timezone.now() + timedelta(hours=30)):
        assert bring(text, awa, hands_in=True) == "handed in"


@pytest.mark.django_db(transaction=True)
def test_the_same_draft_sent_twice_at_once_is_done_once(event, awa):
    text = write(event)
    sent = written(text, hands_in=True)

    def send(_time):
        try:
            return desk.bring_home(sent, by=awa)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(send, range(2))
    assert one == other
    assert (one.state, Work.objects.count(), read(text)) == ("handed in", 1, WORDS)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_bring_the_same_text_home_at_once_neither_loses_a_word(event, awa, ben):
    text = write(event)

    def send(who):
        try:
            return desk.bring_home(written(text, f"L’eau de {who.called}"), by=who).state
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, [awa, ben])) == ["held", "kept"]
    kept = {draft(text).body, Aside.objects.get().body}
    assert kept == {"L’eau de Awa", "L’eau de Ben"}
