"""What check-in keeps of people: shown, erased, forgotten, and following when two become one."""

from datetime import timedelta

import pytest

from accounts.ports import holdings
from delegates.actions import badges
from delegates.actions.exclusions import exclude
from delegates.joining.checkin import HOLDING, join_badges, part_badges
from delegates.models import Badge, BadgePrint, Device, ParkedScan, Presence, Scan
from delegates.queries import snapshots
from events.retention import forget
from tests import factories
from tests.delegates.checkin import badge, checkin_list, device, meeting_of_today, scan, sent


@pytest.fixture
def event(db):
    return meeting_of_today()


def test_she_reads_where_she_came_in_and_erases_it(event):
    who = factories.person()
    worn = badges.issue(factories.registration(event, who), by=None)
    at, (desk, _) = checkin_list(event), device(event)
    sent(desk, scan(at, worn))
    assert HOLDING in holdings
    (shown,) = HOLDING.show(who)
    assert (shown["list"], shown["kind"]) == ("Delegates", "entry")
    known = snapshots.number_of(event)
    HOLDING.erase(who)
    assert HOLDING.show(who) == []
    assert not Presence.objects.exists()
    ((_, kind),) = snapshots.changes(event, known)["badges"]
    assert kind["standing"] == "revoked"


def test_ninety_days_after_the_event_nothing_is_left(event):
    worn, at, (desk, _) = badge(event), checkin_list(event), device(event)
    sent(desk, scan(at, worn), {})
    event.begins -= timedelta(days=200)
    event.ends -= timedelta(days=200)
    event.save()
    forget(event)
    for model in (Scan, Presence, ParkedScan, Badge, Device, BadgePrint):
        assert not model.objects.exists(), model


def test_check_ins_follow_when_two_registrations_become_one_and_part_again(event):
    gone, kept = badge(event), badge(event)
    one, other = gone.registration, kept.registration
    at, (desk, _) = checkin_list(event), device(event)
    sent(desk, scan(at, gone))
    moved = join_badges(one, other)
    assert Presence.objects.get().registration == other
    gone.refresh_from_db()
    assert (gone.state, gone.registration) == ("revoked", other)
    part_badges(one, other, moved)
    gone.refresh_from_db()
    assert (gone.state, gone.registration) == ("valid", one)
    assert Presence.objects.get().registration == one


def test_whoever_is_shut_out_opens_no_door_at_once(event):
    worn = badge(event)
    known = snapshots.number_of(event)
    exclude(worn.registration, reason="threats", by=None)
    ((_, kind),) = snapshots.changes(event, known)["badges"]
    assert kind["standing"] == "excluded"


def test_who_leaves_takes_nobody_elses_scans_along(event):
    volunteer = factories.person()
    made, _ = device(event)
    Device.objects.filter(pk=made.pk).update(person=volunteer)
    HOLDING.erase(volunteer)
    volunteer.delete()
    made.refresh_from_db()
    assert (made.state, made.name, made.person) == (Device.State.ENDED, "", None)
