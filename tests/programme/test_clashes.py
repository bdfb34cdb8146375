"""Every clash of the draft, in words."""

from datetime import time

import pytest

from events.models import Event, Room
from programme.clashes import BREAK, DAYS, HOURS, PERSON, ROOM, SEATS, Clash, clashes
from programme.models import Slot
from programme.queries.draft import draft_programme
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return factories.event()


@pytest.fixture
def room(event: Event) -> Room:
    return factories.room(event, seats=60)


def found(event: Event) -> list[Clash]:
    return clashes(draft_programme(event, ["en"]))


def kinds(event: Event) -> list[str]:
    return [clash.kind for clash in found(event)]


def test_a_draft_without_overlaps_has_no_clash(event, room):
    factories.placement(factories.session(event), room, clock=9)
    factories.placement(factories.session(event), room, clock=10)
    assert found(event) == []


def test_two_sessions_in_one_room_at_one_time_clash(event, room):
    factories.placement(factories.session(event, "Seeds"), room, clock=9, hours=2)
    factories.placement(factories.session(event, "Water"), room, clock=10)
    (clash,) = found(event)
    assert clash.kind == ROOM
    assert "Salle A" in clash.reason
    assert "Seeds" in clash.reason
    assert "Water" in clash.reason


def test_a_long_session_clashes_with_each_that_it_covers(event, room):
    factories.placement(factories.session(event), room, clock=9, hours=4)
    for clock in (9, 10, 11):
        factories.placement(factories.session(event), room, clock=clock)
    assert kinds(event) == [ROOM] * 3


def test_a_person_in_two_rooms_at_one_time_clashes_by_name(event, room):
    other = factories.room(event, "Salle B")
    person = factories.registration(event, full_name="Awa Diop")
    for place in (room, other):
        session = factories.session(event)
        factories.speaker(session, "", registration=person)
        factories.placement(session, place)
    (clash,) = found(event)
    assert clash.kind == PERSON
    assert "Awa Diop" in clash.reason


def test_two_people_of_one_name_but_two_registrations_do_not_clash(event, room):
    other = factories.room(event, "Salle B")
    for place in (room, other):
        session = factories.session(event)
        person = factories.registration(event, full_name="Maria Silva")
        factories.speaker(session, "", registration=person)
        factories.placement(session, place)
    assert found(event) == []


def test_a_room_too_small_says_both_numbers(event, room):
    factories.placement(factories.session(event, size=80), room)
    (clash,) = found(event)
    assert clash.kind == SEATS
    assert "60" in clash.reason
    assert "80" in clash.reason


def test_a_room_of_unknown_size_takes_any_session(event):
    room = factories.room(event, seats=None)
    factories.placement(factories.session(event, size=8_000), room)
    assert found(event) == []


def test_a_session_outside_the_opening_hours_clashes(event):
    room = factories.room(event, opens=time(9), closes=time(18))
    factories.placement(factories.session(event), room, clock=18)
    (clash,) = found(event)
    assert clash.kind == HOURS
    assert "09:00" in clash.reason
    assert "18:00" in clash.reason


def test_a_session_that_ends_as_the_room_closes_fits(event):
    room = factories.room(event, opens=time(9), closes=time(18))
    factories.placement(factories.session(event), room, clock=17)
    assert found(event) == []


def test_a_session_on_a_day_of_no_event_clashes(event, room):
    factories.placement(factories.session(event), room, clock=24 * 7)
    assert kinds(event) == [DAYS]


def test_a_session_in_a_break_clashes(event, room):
    factories.slot(event, clock=12, kind=Slot.Kind.BREAK)
    factories.placement(factories.session(event), room, clock=12)
    assert kinds(event) == [BREAK]


def test_a_cancelled_session_clashes_with_nothing(event, room):
    factories.placement(factories.session(event), room)
    factories.placement(factories.session(event, state="cancelled", size=500), room)
    assert found(event) == []


def test_the_draft_is_read_with_the_same_queries_at_one_and_at_thirty_sessions(
    event, room, django_assert_num_queries
):
    factories.placement(factories.session(event), room)
    for number in range(30):
        session = factories.session(event)
        factories.speaker(session, f"Person {number}")
        factories.placement(session, room, clock=number % 10)
    with django_assert_num_queries(9):
        draft_programme(event, ["en"])
