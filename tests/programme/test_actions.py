"""Writing the draft, stars and the private calendar address."""

import pytest

from events.models import Event, Room
from programme import actions
from programme.actions import Refused
from programme.models import Placement, Running, Star
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return factories.event()


@pytest.fixture
def room(event: Event) -> Room:
    return factories.room(event)


@pytest.fixture
def organiser(event: Event):
    return factories.member(event, "programme")


def test_a_placed_session_ends_after_its_minutes(event, room, organiser):
    session = factories.session(event, minutes=45)
    begins = factories.hour(event, 9)
    placed = actions.place(session=session, room=room, begins=begins, by=organiser)
    assert (placed.ends - placed.begins).total_seconds() == 45 * 60


def test_a_move_on_what_one_saw_before_another_moved_it_is_refused(event, room, organiser):
    session = factories.session(event)
    first = actions.place(
        session=session, room=room, begins=factories.hour(event, 9), by=organiser, version=0
    )
    actions.place(
        session=session,
        room=room,
        begins=factories.hour(event, 10),
        by=organiser,
        version=first.version,
    )
    with pytest.raises(Refused, match="meanwhile"):
        actions.place(
            session=session,
            room=room,
            begins=factories.hour(event, 11),
            by=organiser,
            version=first.version,
        )
    assert Placement.objects.get(session=session).begins == factories.hour(event, 10)


def test_a_room_of_another_event_is_refused(event, organiser):
    elsewhere = factories.room(factories.event("dakar"))
    with pytest.raises(Refused, match="another event"):
        actions.place(
            session=factories.session(event),
            room=elsewhere,
            begins=factories.hour(event, 9),
            by=organiser,
        )


def test_a_cancelled_session_cannot_be_placed(event, room, organiser):
    session = factories.session(event, state="cancelled")
    with pytest.raises(Refused, match="cancelled"):
        actions.place(session=session, room=room, begins=factories.hour(event), by=organiser)


def test_a_session_taken_out_stands_nowhere(event, room, organiser):
    placement = factories.placement(factories.session(event), room)
    actions.unplace(session=placement.session, by=organiser, version=placement.version)
    assert not Placement.objects.exists()


def test_a_slot_exists_once(event, organiser):
    begins, ends = factories.hour(event, 9), factories.hour(event, 10)
    actions.add_slot(event=event, begins=begins, ends=ends, by=organiser)
    with pytest.raises(Refused, match="already"):
        actions.add_slot(event=event, begins=begins, ends=ends, by=organiser)


def test_a_star_set_twice_is_one_and_taken_back_is_none(event):
    session, person = factories.session(event), factories.person()
    actions.star(person=person, session=session, on=True)
    actions.star(person=person, session=session, on=True)
    assert Star.objects.count() == 1
    actions.star(person=person, session=session, on=False)
    assert not Star.objects.exists()


def test_stars_of_the_browser_are_merged_and_unknown_codes_left_out(event):
    person = factories.person()
    known, foreign = factories.session(event), factories.session(factories.event("dakar"))
    actions.star(person=person, session=known, on=True)
    codes = [known.code, foreign.code, "NOSUCH"]
    assert actions.merge_stars(person=person, event=event, codes=codes) == 1
    assert list(Star.objects.values_list("session", flat=True)) == [known.pk]


def test_a_renewed_calendar_address_is_another(event):
    person = factories.person()
    old = actions.calendar_address(person=person, event=event).token
    assert actions.calendar_address(person=person, event=event).token == old
    assert actions.calendar_address(person=person, event=event, renew=True).token != old


def test_a_moved_session_needs_a_room_of_its_event(event, organiser):
    session = factories.session(event)
    for room in (None, factories.room(factories.event("dakar"))):
        with pytest.raises(Refused, match="room"):
            actions.set_running(session=session, state=Running.State.MOVED, room=room, by=organiser)


def test_a_session_that_moved_and_then_begins_keeps_its_new_room(event, room, organiser):
    session = factories.session(event)
    actions.set_running(session=session, state=Running.State.MOVED, room=room, by=organiser)
    running = actions.set_running(session=session, state=Running.State.LIVE, by=organiser)
    assert running.room == room


def test_minutes_late_are_asked_for(event, organiser):
    session = factories.session(event)
    with pytest.raises(Refused, match="minutes"):
        actions.set_running(session=session, state=Running.State.LATE, by=organiser)
