"""What devices scan: kept once, answered one by one, folded; nothing is lost or doubled."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from delegates.actions import badges, devices
from delegates.actions.scans import MOST, receive
from delegates.models import CheckinList, Device, ParkedScan, Presence, Scan
from delegates.queries import checkin as queries
from delegates.queries import snapshots
from tests import factories
from tests.delegates.checkin import badge, checkin_list, device, meeting_of_today, scan, sent

State = Presence.State


@pytest.fixture
def event(db):
    return meeting_of_today()


@pytest.mark.postgres
def test_the_same_scan_sent_twice_is_one_record_an_exit_too(event):
    at, (desk, _), worn = checkin_list(event), device(event), badge(event)
    entry, leaving = scan(at, worn), scan(at, worn, "exit")
    assert sent(desk, entry, leaving, entry) == ["stored", "stored", "known"]
    assert sent(desk, entry, leaving) == ["known", "known"]
    assert Scan.objects.count() == 2
    assert Presence.objects.get().entries == 1


@pytest.mark.postgres
def test_one_bad_scan_of_two_hundred_is_parked_and_the_others_are_stored(event):
    at, gone, (desk, _) = checkin_list(event), checkin_list(event, "Gone"), device(event)
    worn = [badge(event) for _ in range(20)]
    scans = [scan(at, worn[number % 20]) for number in range(200)]
    scans[2] = scan(gone, worn[2])
    gone.delete()
    answers = receive(desk, scans)
    assert [answer.id for answer in answers] == [each["id"] for each in scans]
    assert (answers[2].state, answers[2].why) == ("parked", "no_list")
    assert Scan.objects.count() == 199
    assert ParkedScan.objects.get().uid == scans[2]["id"]
    assert sent(desk, scans[2]) == ["known"]


@pytest.mark.postgres
@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "000000000000"},
        {"code": "a\x00b"},
        {"at": "yesterday"},
        {"at": "9999-12-31T23:59:59Z"},
        {"at": "2026-01-01T00:00:00"},
        {"kind": "undo"},
        {"offset": 10**18},
        {"sequence": -1},
        {"gate": "a\x00"},
        {"verdict": "perhaps"},
        {"undoes": "00000000-0000-4000-8000-000000000000"},
        {"id": "no uuid"},
    ],
)
def test_what_is_broken_is_parked_once_and_the_next_one_is_stored(event, wrong):
    at, (desk, _), worn = checkin_list(event), device(event), badge(event)
    bad = scan(at, worn) | wrong
    assert sent(desk, bad, scan(at, worn)) == ["parked", "stored"]
    assert sent(desk, bad) == ["known"]
    assert ParkedScan.objects.count() == 1


@pytest.mark.parametrize("bad", [None, 7, [], {}, "\ud800", {"id": ["x"]}])
def test_what_is_no_scan_at_all_is_parked(event, bad):
    desk, _ = device(event)
    assert sent(desk, bad) == ["parked"]


def test_a_batch_is_at_most_five_hundred(event):
    desk, _ = device(event)
    with pytest.raises(ValueError, match="at most 500"):
        receive(desk, [{}] * (MOST + 1))


def test_a_device_that_was_ended_loses_nothing_and_opens_nothing(event):
    at, (desk, _), worn = checkin_list(event), device(event), badge(event)
    devices.end_device(desk, by=None)
    desk.refresh_from_db()
    assert sent(desk, scan(at, worn)) == ["parked"]
    assert ParkedScan.objects.get().why == "ended"
    assert not Presence.objects.exists()


def test_two_doors_that_let_the_same_badge_in_make_a_line_for_the_staff(event):
    at, worn = checkin_list(event), badge(event, full_name="Awa Diop")
    (one, _), (other, _) = device(event), device(event)
    assert sent(one, scan(at, worn)) == ["stored"]
    assert sent(other, scan(at, worn)) == ["stored"]
    (found,) = queries.doubled(event, ["en"])
    assert (found.name, found.doubles) == ("Awa Diop", 1)


def test_undoing_is_a_scan_too_and_nothing_is_deleted(event):
    at, (desk, _), worn = checkin_list(event), device(event), badge(event)
    entry = scan(at, worn)
    undo = scan(at, worn, "undo", undoes=entry["id"])
    sent(desk, entry, undo)
    assert Scan.objects.count() == 2
    assert Presence.objects.get().state == State.OUTSIDE
    assert queries.counts(event)[0].came == 0


@pytest.mark.postgres
def test_a_clock_forty_minutes_wrong_is_put_right_by_its_offset(event):
    at, (desk, _), worn = checkin_list(event), device(event), badge(event)
    now = timezone.now()
    slow = scan(at, worn, at=(now - timedelta(minutes=40)).isoformat(), offset=40 * 60 * 1000)
    leaving = scan(at, worn, "exit", at=(now - timedelta(minutes=5)).isoformat())
    sent(desk, leaving, slow)
    # By its own clock the entry would lie before the exit.
    assert Presence.objects.get().state == State.INSIDE
    assert abs(Scan.objects.get(kind="entry").at - now) < timedelta(seconds=1)


@pytest.mark.postgres
def test_scans_that_come_late_are_put_into_their_order(event):
    at, worn = checkin_list(event), badge(event)
    (one, _), (other, _) = device(event), device(event)
    entry, leaving = scan(at, worn), scan(at, worn, "exit")
    sent(one, leaving)
    sent(other, entry)
    assert Presence.objects.get().state == State.OUTSIDE


@pytest.mark.postgres
def test_windows_follow_when_an_event_is_copied_and_its_days_change(event):
    checkin_list(event, days=[1], opens="09:00", gates=["north"])
    begins, ends = event.begins + timedelta(days=365), event.ends + timedelta(days=380)
    next_year = factories.event("next-year", begins=begins, ends=ends)
    devices.copy_lists(source=event, event=next_year, by=None)
    (copied,) = queries.counts(next_year)
    assert copied.dates == [next_year.begins + timedelta(days=1)]
    next_year.begins += timedelta(days=7)
    next_year.save()
    (copied,) = queries.counts(next_year)
    assert copied.dates == [next_year.begins + timedelta(days=1)]


def test_a_device_hears_what_changed_and_only_that(event):
    at, (desk, _), worn = checkin_list(event), device(event), badge(event)
    before = snapshots.changes(event, 0)
    assert [digest for digest, _ in before["badges"]]
    assert snapshots.changes(event, before["number"])["badges"] == []
    sent(desk, scan(at, worn))
    after = snapshots.changes(event, before["number"])
    ((digest, uid, inside, moment, _at, entries),) = after["presences"]
    assert (uid, inside, moment["day"], entries) == (str(at.uid), True, 0, 1)
    assert digest == before["badges"][0][0]
    assert not after["more"]


def test_taking_a_badge_back_reaches_every_device(event):
    worn = badge(event)
    known = snapshots.changes(event, 0)["number"]
    badges.revoke(worn, by=None)
    ((_, kind),) = snapshots.changes(event, known)["badges"]
    assert kind["standing"] == "revoked"


def test_the_counts_are_those_of_the_log(event):
    at, (desk, _) = checkin_list(event), device(event)
    worn = [badge(event) for _ in range(3)]
    sent(desk, *(scan(at, each) for each in worn), scan(at, worn[0], "exit"))
    (found,) = queries.counts(event)
    assert (found.inside, found.came, found.doubles) == (2, 3, 0)


def test_the_board_needs_a_constant_number_of_queries(event, django_assert_max_num_queries):
    at, worn = checkin_list(event), badge(event)
    for _ in range(3):
        desk, _secret = device(event)
        sent(desk, scan(at, worn))
    with django_assert_max_num_queries(8):
        queries.board(event, ["en"])


def test_five_thousand_scans_go_up_in_ten_requests(event):
    at, (desk, _) = checkin_list(event), device(event)
    people = [factories.registration(event, factories.person(f"p{n}")) for n in range(50)]
    badges.issue_all(event)
    worn = [person.badges.get() for person in people]
    scans = [
        scan(at, worn[number % 50], "exit" if (number // 50) % 2 else "entry")
        for number in range(5_000)
    ]
    begun = time.process_time()
    states = [sent(desk, *scans[start : start + MOST]) for start in range(0, 5_000, MOST)]
    assert len(states) == 10
    assert {each for batch in states for each in batch} == {"stored"}
    assert Scan.objects.count() == 5_000
    assert time.process_time() - begun < 20
    assert CheckinList.objects.count() == 1
    assert Device.objects.count() == 1
