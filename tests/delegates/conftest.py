"""What the tests of registrations share."""

import itertools
from datetime import date

import pytest

from delegates.actions import quotas, registrations
from delegates.answers import Answers
from tests import factories

_numbers = itertools.count(1)


@pytest.fixture
def event(db):
    """A meeting yet to come, in 2099, with registration open."""
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))


def answers(**given):
    return Answers(**{"full_name": "Awa Diop", "country": "SN"} | given)


def enter(event, who=None, **given):
    """Somebody registers herself."""
    who = who or factories.person(f"guest{next(_numbers)}")
    return registrations.register(event=event, person=who, answers=answers(**given), by=who)


def quota(event, size, name="All", **rule):
    return quotas.set_quota(event=event, name=name, size=size, rule=rule, by=None)
