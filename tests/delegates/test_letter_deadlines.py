"""When it grows too late to apply for a visa."""

from datetime import date, timedelta

import pytest

from delegates.letters.deadlines import Stage, advise
from delegates.letters.destinations import destination
from delegates.queries import letters as queries
from tests import factories
from tests.delegates.letters import head

pytestmark = pytest.mark.django_db
ARRIVES = date(2099, 10, 9)


@pytest.fixture
def event(db):
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))


@pytest.mark.parametrize(
    ("days_before", "stage"),
    [
        (200, Stage.EARLY),
        (180, Stage.NOW),
        (45, Stage.NOW),
        (44, Stage.HURRY),
        (15, Stage.HURRY),
        (14, Stage.LATE),
        (0, Stage.LATE),
    ],
)
def test_she_is_warned_when_it_grows_too_late(days_before, stage):
    days = destination("schengen").days
    today = ARRIVES - timedelta(days=days_before)
    found = advise(days, nationality="SN", states=("FR",), arrives=ARRIVES, today=today)
    assert (found.stage, found.known) == (stage, True)


def test_who_needs_no_visa_is_told_so_and_who_is_unknown_too():
    def told(nationality, code="schengen", states=("FR",)):
        days = destination(code).days
        return advise(days, nationality=nationality, states=states, arrives=ARRIVES, today=ARRIVES)

    assert told("BR").stage == Stage.NOT_NEEDED
    assert told("FR").stage == Stage.NOT_NEEDED
    assert not told("").known
    assert not told("SN", "any", ("TN",)).known
    assert told("TN", "any", ("TN",)).stage == Stage.NOT_NEEDED


def test_after_the_event_nothing_is_reckoned_and_organisers_may_set_days(event):
    assert queries.advice(event, None, "SN", event.begins + timedelta(days=1)) is None
    found = head(event, latest_days=70, decide_days=100)
    told = queries.advice(event, found, "SN", event.begins - timedelta(days=80))
    assert told.stage == Stage.HURRY
