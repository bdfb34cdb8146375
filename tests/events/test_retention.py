"""What was promised to go 90 days after an event is gone, and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import Record
from boards.models import Line
from delegates.models import Registration
from events.models import Event, Receipt
from events.retention import Forgotten, StillThere, forget, forget_ended, forgotten
from programme.models import Star
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(cast: Cast) -> Cast:
    """An event that holds something of every kind."""
    session = factories.session(cast.event)
    speaker = factories.registration(cast.event, full_name="Awa Diop", needs="a ramp")
    factories.speaker(session, "", registration=speaker)
    factories.registration(cast.event, full_name="Said Nobody", reads=["ar"], needs="halal")
    factories.proposal(cast.event, needs="a projector")
    Star.objects.create(person=cast.delegate, session=session)
    Line.objects.create(
        event=cast.event,
        session=session,
        kind="note",
        body=factories.text(),
        written_by=cast.moderator,
        at=datetime(2001, 10, 10, tzinfo=UTC),
    )
    return cast


def days_after(held: Cast, days: int) -> None:
    day = held.event.ends + timedelta(days=days)
    forget_ended(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def test_on_the_ninetieth_day_everything_is_still_there(held: Cast):
    days_after(held, 90)
    assert held.event.registrations.filter(needs="halal").exists()
    assert Star.objects.exists()


def test_after_it_nothing_is_left_of_what_was_promised(held: Cast):
    days_after(held, 91)
    assert all(not each.rows(held.event).exists() for each in forgotten)
    assert not Star.objects.exists()
    assert not held.event.registrations.exclude(full_name="").exists()


def test_a_speaker_keeps_the_name_that_was_published(held: Cast):
    days_after(held, 91)
    named = held.event.registrations.filter(parts__isnull=False).get()
    assert named.shown_name == "Awa Diop"
    assert named.needs == ""


def test_forgetting_twice_is_forgetting_once(held: Cast):
    assert forget(held.event)
    assert forget(held.event) == {}


def test_another_event_is_not_touched(held: Cast):
    other = factories.registration(held.other_event, needs="a ramp")
    forget(held.event)
    other.refresh_from_db()
    assert other.needs == "a ramp"


def test_it_is_noted_without_a_name(held: Cast):
    forget(held.event)
    record = Record.objects.latest("pk")
    assert record.person is None
    assert "stars" in record.fields


def test_the_days_are_those_of_the_events_own_zone(held: Cast):
    """At two in the morning of the 91st day in London it is still the 90th in Québec."""
    day = held.event.ends + timedelta(days=91)
    early = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    forget_ended(early)
    assert held.event.registrations.filter(needs="halal").exists()
    forget_ended(early + timedelta(hours=4))
    assert not held.event.registrations.filter(needs="halal").exists()


def test_a_standing_body_is_forgotten_like_a_meeting(held: Cast):
    Event.objects.filter(pk=held.event.pk).update(kind=Event.Kind.STANDING)
    days_after(held, 91)
    assert not held.event.registrations.exclude(full_name="").exists()


def test_each_class_has_its_own_time(held: Cast, monkeypatch):
    short = Forgotten("stars", lambda event: Star.objects.filter(session__event=event))
    monkeypatch.setattr("events.retention.forgotten", [replace(short, kept=timedelta(days=7))])
    days_after(held, 7)
    assert Star.objects.exists()
    days_after(held, 8)
    assert not Star.objects.exists()


def test_what_is_gone_leaves_a_receipt_of_numbers(held: Cast):
    days_after(held, 91)
    receipt = Receipt.objects.get()
    assert receipt.counts["stars"] == 1
    assert "Awa" not in str(receipt.counts)
    days_after(held, 92)
    assert Receipt.objects.count() == 1


def test_one_event_that_fails_does_not_keep_the_others_and_is_told(held: Cast, monkeypatch):
    other = factories.registration(held.other_event, needs="a ramp")
    stuck = Forgotten(
        "stuck",
        lambda event: Registration.objects.filter(event=event, event__slug="quebec"),
        {"needs": "still here"},
    )
    monkeypatch.setattr("events.retention.forgotten", [*forgotten, stuck])
    with pytest.raises(StillThere, match="quebec: stuck"):
        days_after(held, 91)
    other.refresh_from_db()
    assert other.needs == ""
    assert held.event.registrations.filter(needs="halal").exists()


def test_organisers_see_what_is_kept_until_when_and_the_receipts(held: Cast):
    days_after(held, 91)
    page = held.client("organiser").get("/quebec/organise/retention/").content.decode()
    assert "stars" in page
    assert held.client("moderator").get("/quebec/organise/retention/").status_code == 404
