"""Who gets what waits, and in which order."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from languages import texts
from languages.actions import desk
from languages.models import Gap, Pair
from languages.queries.desk import next_gap, suggested
from languages.refusals import HeldByAnother
from languages.tasks import mark_late
from tests import factories
from tests.languages.desk_world import gap, meeting, reviewed_first, translator, write

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
PAIRS = [("es", "fr")]


@pytest.fixture
def event():
    return meeting()


def hours(count):
    return timezone.now() + timedelta(hours=count)


def following(event, who, **given):
    found = next_gap(who, spaces=[event.space_id], pairs=PAIRS, **given)
    return found and found.text


def test_what_is_needed_soon_comes_first_then_weight_then_age_and_what_is_late_last(event):
    late = write(event, due_at=hours(-2))
    young = write(event, kind="events.name")
    light = write(event, kind="events.room")
    later = write(event, kind="events.alert", due_at=hours(40))
    tomorrow = write(event, kind="events.room", due_at=hours(30))
    tonight = write(event, kind="events.room", due_at=hours(3))
    old = write(event, kind="events.name")
    Gap.objects.filter(text=old).update(since=hours(-20))
    who, met = factories.person(), []
    while found := following(event, who, skipped=[gap(text).pk for text in met]):
        met.append(found)
    assert met == [tonight, tomorrow, later, old, young, light, late]


def test_what_became_late_is_late_until_it_is_needed_at_another_hour(event):
    text, heavy = write(event, due_at=hours(50)), write(event, kind="events.alert")
    Gap.objects.filter(text=text).update(due_at=hours(-1))
    mark_late.func()
    mark_late.func()
    assert [gap(each).is_late for each in (text, heavy)] == [True, False]
    texts.schedule({text.pk: hours(50)})
    assert not gap(text).is_late
    texts.schedule({text.pk: hours(-5)})
    assert gap(text).is_late


def test_the_next_of_several_spaces_and_pairs_is_the_weightiest_of_all(event):
    other = meeting(slug="dakar")
    write(event, kind="events.room")
    heavy = write(other, kind="events.alert")
    pairs = [("es", "ar"), ("es", "fr"), ("fr", "es")]
    found = next_gap(factories.person(), spaces=[event.space_id, other.space_id], pairs=pairs)
    assert found.text == heavy


def test_nothing_is_next_without_pairs_or_spaces(event):
    write(event)
    who = factories.person()
    assert next_gap(who, spaces=[event.space_id], pairs=[]) is None
    assert next_gap(who, spaces=[], pairs=PAIRS) is None


def test_what_another_holds_is_left_out_until_it_lapses_or_is_given_back(event):
    text, awa, ben = write(event), translator(event), translator(event)
    assert desk.claim(text, "fr", by=awa)
    assert following(event, awa) == text
    assert following(event, ben) is None
    with pytest.raises(HeldByAnother):
        desk.claim(text, "fr", by=ben)
    with time_machine.travel(hours(0.6)):
        assert following(event, ben) == text
        assert desk.claim(text, "fr", by=ben)
    desk.release_claim(text, "fr", by=awa)
    assert gap(text).claimed_by == ben
    desk.release_claim(text, "fr", by=ben)
    assert following(event, awa) == text


def test_work_renews_a_claim(event):
    text, awa, ben = write(event), translator(event), translator(event)
    desk.claim(text, "fr", by=awa)
    with time_machine.travel(hours(0.4)):
        desk.keep_draft(text, "fr", body="L’eau", of_revision=1, seen="", by=awa)
    with time_machine.travel(hours(0.6)), pytest.raises(HeldByAnother):
        desk.claim(text, "fr", by=ben)


def test_a_change_of_the_source_leaves_a_claim_alone(event):
    text, awa = write(event), translator(event)
    desk.claim(text, "fr", by=awa)
    texts.change(text, body="Otra cosa", lang="es", by=None)
    assert gap(text).claimed_by == awa


def test_what_one_handed_in_is_next_for_others_only(event):
    reviewed_first(event)
    text, awa, ben = write(event), translator(event), translator(event)
    desk.hand_in(text, "fr", body="L’eau", of_revision=1, by=awa)
    assert following(event, awa) is None
    assert following(event, ben) == text


def test_what_is_skipped_is_not_taken(event):
    first, second = write(event, kind="events.alert"), write(event)
    who = translator(event)
    given = {"spaces": [event.space_id], "pairs": PAIRS}
    assert desk.take_next(who, **given).text == first
    assert desk.take_next(who, **given, skipped=[gap(first).pk]).text == second
    assert gap(second).claimed_by == who


def test_pairs_are_what_she_says_and_a_language_into_itself_is_none():
    who = factories.person()
    desk.set_pairs(by=who, pairs=[("es", "fr"), ("ar", "fr"), ("fr", "fr")])
    desk.set_pairs(by=who, pairs=[("es", "fr"), ("en", "fr"), ("en", "fr")])
    found = Pair.objects.filter(person=who).order_by("source_lang")
    assert [str(each) for each in found] == ["en>fr", "es>fr"]


def test_pairs_are_suggested_into_her_first_language_and_from_it():
    assert suggested(["fr-CA", "es", "wo"], ["es", "fr", "ar"]) == [("es", "fr"), ("fr", "es")]
    assert suggested(["fr"], ["es", "fr"]) == []


def test_the_next_is_found_by_at_most_two_queries_a_tier(event, django_assert_max_num_queries):
    write(event)
    who, pairs = factories.person(), [("es", "fr"), ("es", "ar"), ("fr", "ar")]
    with django_assert_max_num_queries(3):
        assert next_gap(who, spaces=[event.space_id], pairs=pairs)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_ask_at_once_each_gets_another_text(event):
    texts_ = [write(event), write(event)]
    people = [translator(event), translator(event)]

    def ask(who):
        try:
            return desk.take_next(who, spaces=[event.space_id], pairs=PAIRS).text_id
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert set(pool.map(ask, people)) == {text.pk for text in texts_}
