"""The cast is what the matrix stands on: each person is what her name says."""

import pytest

from events.rules import roles_of
from tests.cast import ALL, STRANGER, TEAM


def test_the_team_has_its_roles_and_nobody_else_has_one(cast):
    roles = {name: set(roles_of(cast.who(name), cast.event)) for name in ALL}
    assert roles == {name: {TEAM[name]} if name in TEAM else set() for name in ALL}


def test_the_neighbour_organises_only_the_other_event(cast):
    assert roles_of(cast.neighbour, cast.other_event) == {"organiser"}


@pytest.mark.parametrize("name", [name for name in ALL if name != STRANGER])
def test_a_person_of_the_cast_enters_once(cast, name):
    assert getattr(cast, name) is getattr(cast, name)
