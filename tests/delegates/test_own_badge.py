"""A delegate shows her badge on her phone in place of paper."""

import base64
import io
import re
from datetime import timedelta

import pytest
import segno
from django.test import Client

from delegates import codes
from delegates.actions import badge_days, badges
from delegates.queries.own_badge import badge_of
from tests import factories
from tests.delegates.checkin import meeting_of_today

pytestmark = pytest.mark.django_db
PAGE = "/quebec/registration/badge/"


@pytest.fixture
def event():
    return meeting_of_today()


@pytest.fixture
def her(event):
    return factories.registration(event, factories.person("awa"), public_name="Zora")


def browser_of(who):
    browser = Client()
    browser.force_login(who)
    return browser


def test_she_sees_the_same_signed_square_as_on_paper_once_there_is_a_badge(event, her):
    browser = browser_of(her.person)
    assert "You have no badge yet" in browser.get(PAGE).content.decode()
    badge_days.set_of_person(her, days=[0, 2], by=None)
    badge = badges.issue(her, by=None)
    page = browser.get(PAGE).content.decode()
    assert codes.grouped(badge.code) in page
    assert "Zora" in page
    assert (event.begins + timedelta(days=2)).strftime("%-d") in page
    token = codes.sign(event, badge.code, "delegate", [0, 2])
    drawn = io.BytesIO()
    segno.make(token, error="m", boost_error=False, mask=3).save(
        drawn, kind="svg", border=2, xmldecl=False, svgns=True, omitsize=True
    )
    assert drawn.getvalue().decode().strip() in page
    assert codes.read(event, token).days == [0, 2]
    (picture,) = re.findall(r"data:image/png;base64,([^\"]+)", page)
    assert base64.b64decode(picture).startswith(b"\x89PNG")


def test_a_badge_that_was_taken_back_is_shown_no_more_and_a_new_one_is(event, her):
    old = badges.issue(her, by=None)
    badges.revoke(old, by=None)
    assert badge_of(her) is None
    new = badges.renew(her, by=None)
    assert badge_of(her).code == codes.grouped(new.code)


@pytest.mark.parametrize("state", ["waiting", "passed"])
def test_whoever_has_no_place_shows_no_badge(event, her, state):
    badges.issue(her, by=None)
    her.state = state
    her.save()
    assert "You have no badge yet" in browser_of(her.person).get(PAGE).content.decode()


def test_nobody_sees_anothers_badge(event, her):
    badge = badges.issue(her, by=None)
    other = browser_of(factories.registration(event).person)
    assert codes.grouped(badge.code) not in other.get(PAGE).content.decode()
    assert browser_of(factories.person()).get(PAGE).status_code == 404
    assert Client().get(PAGE).status_code == 302
