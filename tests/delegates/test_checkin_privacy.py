"""What check-in keeps of people: shown, erased, forgotten, and following when two become one."""

from datetime import timedelta

import pytest

from accounts.models import Record
from accounts.ports import holdings
from delegates.actions import badges
from delegates.actions.devices import make_own_device
from delegates.actions.exclusions import exclude
from delegates.joining.checkin import HOLDING, join_badges, part_badges
from delegates.models import Badge, BadgePrint, Device, ParkedScan, Presence, Scan
from delegates.queries import snapshots
from delegates.told import DID, log_of
from events.models import Role
from events.retention import forget
from tests import factories
from tests.delegates.checkin import (
    badge,
    checkin_list,
    desk_of,
    device,
    meeting_of_today,
    scan,
    sent,
)


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


def test_who_searches_at_a_desk_is_on_record_and_what_for_is_not(event):
    badge(event, full_name="Awa Diop", search="awa diop")
    badge(event, full_name="Ana Diop", search="ana diop")
    volunteer = factories.person("volunteer")
    factories.member(event, Role.DESK, volunteer)
    desk, secret = make_own_device(event=event, by=volunteer)
    browser, here = desk_of(event, secret), f"/{event.slug}/desk/search/"
    before = Record.objects.count()
    for words in ("diop", "awa", "nobody"):
        browser.get(here, {"q": words})
    made = Record.objects.order_by("pk")[before:]
    assert [(each.person, each.object) for each in made] == [
        (volunteer, f"events.event:{event.pk}")
    ] * 3
    assert [each.fields for each in made] == [
        [f"device:{desk.pk}", f"shown:{many}"] for many in (2, 1, 0)
    ]
    kept = str(list(made.values_list("did", "object", "fields"))).lower()
    assert not any(word in kept for word in ("diop", "awa", "nobody"))


def test_whose_badge_a_desk_asked_for_stands_in_her_log(event):
    worn, (desk, secret) = badge(event), device(event)
    desk_of(event, secret).get(f"/{event.slug}/desk/who/", {"code": worn.code})
    newest = log_of([f"delegates.registration:{worn.registration.pk}"])[0]
    assert newest.words == DID["read whose badge it is"]
    assert newest.fields == [f"device:{desk.pk}"]
