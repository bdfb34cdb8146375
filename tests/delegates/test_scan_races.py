"""Devices that send at the same moment, on SQLite and on PostgreSQL."""

import pytest

from delegates.actions import badges, devices
from delegates.actions.scans import receive
from delegates.models import Badge, CheckinBook, Presence, Scan
from delegates.queries import snapshots
from delegates.refusals import DeviceEnded
from tests import factories
from tests.delegates.checkin import badge, checkin_list, device, meeting_of_today, scan
from tests.delegates.test_races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def event(transactional_db):
    return meeting_of_today()


def test_the_same_batch_sent_twice_at_the_same_moment_is_one_record_each(event):
    at, (desk, _) = checkin_list(event), device(event)
    worn = [badge(event) for _ in range(5)]
    batch = [scan(at, each) for each in worn] + [scan(at, each, "exit") for each in worn]
    answers = at_once(lambda _: receive(desk, batch), range(4))
    states = [[answer.state for answer in each] for each in answers]
    assert sorted(map(set, states), key=str) == [{"known"}] * 3 + [{"stored"}]
    assert Scan.objects.count() == 10
    assert set(Presence.objects.values_list("entries", flat=True)) == {1}


def test_doors_that_send_at_once_leave_the_fold_of_all_their_scans(event):
    at, worn = checkin_list(event), badge(event)
    desks = [device(event)[0] for _ in range(4)]
    scans = [(desk, scan(at, worn)) for desk in desks]
    at_once(lambda each: receive(each[0], [each[1]]), scans)
    found = Presence.objects.get()
    assert (found.entries, found.doubles) == (4, 3)
    assert found.number == CheckinBook.objects.get().number


def test_a_device_that_follows_misses_no_change_however_they_are_written(event):
    people = [factories.registration(event) for _ in range(8)]
    known, heard = [0], set()

    def follow():
        told = snapshots.changes(event, known[0])
        heard.update(digest for digest, _ in told["badges"])
        known[0] = told["number"]

    def work(who):
        if who is None:
            for _ in range(5):
                follow()
        else:
            badges.issue(who, by=None)

    at_once(work, [*people, None])
    follow()
    assert len(heard) == Badge.objects.count() == 8


def test_one_link_pairs_one_device_however_many_press_at_once(event):
    made, _token = devices.make_device(event=event, name="north", reach="scans", by=None)

    def press(_):
        try:
            return devices.pair(made)
        except DeviceEnded:
            return None

    found = at_once(press, range(4))
    assert sum(1 for secret in found if secret) == 1


def test_two_desks_that_give_the_same_person_a_badge_give_one(event):
    who = factories.registration(event)
    found = at_once(lambda _: badges.issue(who, by=None).code, range(4))
    assert len(set(found)) == 1
