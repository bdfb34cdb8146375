"""Organisers set the days on which badges are valid, by category or for one person."""

from datetime import timedelta

import pytest
from django.test import Client

from delegates import codes
from delegates.actions import badge_days, badges, registrations
from delegates.actions.desk import scan_typed
from delegates.answers import Answers
from delegates.models import BadgeDays
from delegates.queries import snapshots
from events.models import Role
from events.retention import forget
from tests import factories
from tests.delegates.checkin import badge, checkin_list, device, meeting_of_today

pytestmark = pytest.mark.django_db
PAGE = "/quebec/organise/checkin/days/"


@pytest.fixture
def event():
    return meeting_of_today()


@pytest.fixture
def organiser(event):
    browser = Client()
    browser.force_login(factories.member(event, Role.ORGANISER))
    return browser


def days(worn):
    worn.refresh_from_db()
    return worn.days


def test_the_days_of_a_category_hold_for_badges_there_are_and_those_to_come(
    event, organiser, run_jobs
):
    press, delegate = badge(event, category="press"), badge(event)
    known = snapshots.number_of(event)
    assert organiser.post(PAGE, {"press": ["1", "2"]})["Location"].endswith("/checkin/")
    run_jobs()
    assert (days(press), days(delegate)) == ([1, 2], [])
    assert badge(event, category="press").days == [1, 2]
    ((digest, kind), *_rest) = snapshots.changes(event, known)["badges"]
    assert digest == codes.digest(event, press.code).hex()
    assert kind["days"] == [1, 2]
    page = organiser.get(PAGE).content.decode()
    assert page.count("checked") == 2
    organiser.post(PAGE, {})
    run_jobs()
    assert days(press) == []
    assert not BadgeDays.objects.exists()


def test_a_door_refuses_a_badge_on_a_day_that_is_not_its(event):
    at, (desk, _), worn = checkin_list(event), device(event), badge(event)
    badge_days.set_of_person(worn.registration, days=[1], by=None)
    decided = scan_typed(desk, checkin_list=at, typed=worn.code, kind="entry")
    assert (decided.verdict, decided.reason) == ("refused", "other_day")
    badge_days.set_of_person(worn.registration, days=[0, 1], by=None)
    assert scan_typed(desk, checkin_list=at, typed=worn.code, kind="entry").verdict == "admitted"


def test_ones_own_days_go_before_those_of_the_category_and_survive_a_lost_badge(
    event, organiser, run_jobs
):
    worn = badge(event, category="press")
    page = f"/quebec/organise/registrations/{worn.registration.uid}/"
    assert f"{page}badge/days/" in organiser.get(page).content.decode()
    assert organiser.post(f"{page}badge/days/", {"days": ["2"]})["Location"] == page
    organiser.post(PAGE, {"press": ["0"]})
    run_jobs()
    assert days(worn) == [2]
    assert badges.renew(worn.registration, by=None).days == [2]
    organiser.post(f"{page}badge/days/", {})
    assert worn.registration.badges.get(state="valid").days == [0]


def test_whoever_changes_her_category_gets_the_days_of_the_new_one(event, run_jobs):
    badge_days.set_of_categories(event=event, days={"press": [1], "delegate": []}, by=None)
    worn = badge(event, category="press")
    new = Answers(full_name="Awa", category="delegate", country="SN")
    registrations.change(worn.registration, answers=new, by=None)
    assert days(worn) == []


def test_days_that_the_event_does_not_have_are_refused(event, organiser):
    assert organiser.post(PAGE, {"press": ["7"]}).status_code == 422
    assert organiser.post(PAGE, {"press": ["x"]}).status_code == 422
    badge_days.set_of_categories(event=event, days={"press": [-1, 9]}, by=None)
    assert not BadgeDays.objects.exists()


def test_of_an_event_that_is_too_long_for_the_square_only_the_first_days_are_offered():
    long = factories.event(ends=factories.FIRST_DAY + timedelta(days=40))
    badge_days.set_of_categories(event=long, days={"press": range(41)}, by=None)
    worn = badge(long, category="press")
    assert worn.days == list(range(16))
    assert codes.read(long, codes.sign(long, worn.code, "press", worn.days)).days == worn.days


def test_only_organisers_set_days_and_only_in_their_event(event):
    worn = badge(event)
    own = f"/quebec/organise/registrations/{worn.registration.uid}/badge/days/"
    for who in (factories.member(event, Role.DESK), factories.person()):
        browser = Client()
        browser.force_login(who)
        assert browser.post(PAGE, {"press": ["1"]}).status_code == 404
        assert browser.post(own, {"days": ["1"]}).status_code == 404
    assert not BadgeDays.objects.exists()


def test_the_days_go_with_the_event(event):
    worn = badge(event)
    badge_days.set_of_person(worn.registration, days=[1], by=None)
    event.begins -= timedelta(days=200)
    event.ends -= timedelta(days=200)
    event.save()
    forget(event)
    assert not BadgeDays.objects.exists()
