"""Who owns spaces, and whether every text has one."""

import pytest

from events.models import Role
from languages import ports
from languages.ports import COORDINATE, REVIEW, TRANSLATE
from tests import factories

pytestmark = pytest.mark.django_db


def test_roles_in_an_event_are_rights_in_its_space_and_in_its_series():
    event = factories.event(series=factories.series())
    translator = factories.member(event, Role.TRANSLATOR)
    organiser = factories.member(event, Role.ORGANISER)
    for space in (event.space_id, event.series.space_id):
        assert ports.rights(translator, space) == {TRANSLATE, REVIEW}
        assert ports.rights(organiser, space) == {TRANSLATE, REVIEW, COORDINATE}
        assert ports.rights(factories.person(), space) == frozenset()


def test_each_space_is_owned_once_with_the_name_and_page_of_its_owner():
    event = factories.event(series=factories.series())
    who = factories.member(event, Role.TRANSLATOR)
    found = [each for owner in ports.owners for each in owner.owned(who, ["fr"])]
    assert [str(each.title) for each in found] == [
        "Globalisation de la solidarité",
        "Globalisation of Solidarity",
    ]
    assert {each.address for each in found} == {"/quebec/", "/s/solidarity/"}


def test_without_owners_nobody_has_a_right(monkeypatch):
    event = factories.event()
    who = factories.member(event, Role.ORGANISER)
    monkeypatch.setattr(ports, "owners", [])
    assert ports.rights(who, event.space_id) == frozenset()
