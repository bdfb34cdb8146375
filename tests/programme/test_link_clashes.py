"""What proposers agreed with each other is a rule for the programme."""

from datetime import date, time

import pytest

from programme.clashes import clashes
from programme.models import Slot
from programme.queries.draft import draft_programme
from tests import factories
from tests.workshops.linked import agreed, offered, three, two
from workshops.actions import links
from workshops.actions import proposals as actions
from workshops.models import Link
from workshops.queries.links import Apart, Follows, FreeHours, rules_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    found = factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))
    for clock in (9, 11, 14):
        factories.slot(found, clock, hours=1)
    factories.slot(found, 18, hours=2, kind=Slot.Kind.ENCOUNTERS)
    return found


@pytest.fixture
def rooms(event):
    opened = {"opens": time(8), "closes": time(22)}
    return [factories.room(event, name, **opened) for name in ("Salle A", "Salle B")]


def reasons(event) -> list[str]:
    return [clash.reason for clash in clashes(draft_programme(event, ["en"]))]


def placed(proposals, rooms, *clocks):
    """Each accepted, and put into the room of its place at an hour."""
    for each, room, clock in zip(proposals, rooms, clocks, strict=True):
        factories.placement(actions.accept(each, by=None), room, clock=clock)


@pytest.mark.parametrize(
    ("clocks", "says"),
    [
        ((9, 11), ""),
        ((11, 9), "“Water” is to begin after “Seeds” has ended."),
        ((9, 9), "“Water” is to begin after “Seeds” has ended."),
        ((9, 14), "in the next slot after “Seeds”"),
    ],
)
def test_a_sequence_stands_one_after_the_other(event, rooms, clocks, says):
    both = two(event)
    agreed("sequence", *both)
    placed(both, rooms, *clocks)
    found = reasons(event)
    assert len(found) == bool(says)
    assert says in " ".join(found)


def test_a_sequence_stands_in_one_room_where_that_is_asked(event, rooms):
    both = two(event)
    agreed("sequence", *both, rooms="same")
    placed(both, rooms, 9, 11)
    assert reasons(event) == ["“Water” is to follow “Seeds” in the same room."]


def test_a_dialogue_is_never_at_the_same_time(event, rooms):
    both = two(event)
    link = agreed("dialogue", *both)
    placed(both, rooms, 9, 9)
    assert "send speakers to each other" in " ".join(reasons(event))
    links.undo(link, by=both[0].proposer)
    assert reasons(event) == []


def test_a_meeting_stands_in_the_hours_kept_free(event, rooms):
    both = two(event)
    link = agreed("meeting", *both)
    placed(both, rooms, 9, 9)
    where = factories.placement(Link.objects.get(pk=link.pk).session, rooms[0], clock=11)
    assert "outside the hours kept free" in " ".join(reasons(event))
    where.begins, where.ends = factories.hour(event, 18), factories.hour(event, 19)
    where.save()
    assert reasons(event) == []
    Slot.objects.filter(kind="encounters").delete()
    assert "the days have none" in " ".join(reasons(event))


def test_what_became_one_session_is_one_for_every_rule(event):
    seeds, water, credit = three(event)
    agreed("fusion", seeds, water)
    agreed("sequence", water, credit)
    one, other = (actions.accept(each, by=None).pk for each in (seeds, credit))
    assert rules_of(event) == [Follows(one, other, same_room=False)]


def test_only_what_is_accepted_and_agreed_is_a_rule(event):
    seeds, water, credit = three(event)
    agreed("dialogue", seeds, water, credit)
    one, other = (actions.accept(each, by=None).pk for each in (seeds, water))
    assert rules_of(event) == [Apart(one, other)]


def test_the_rules_cost_the_same_queries_for_any_number(event, django_assert_num_queries):
    for number in range(4):
        both = [offered(event, f"{name} {number}") for name in ("Seeds", "Water")]
        for kind in ("sequence", "meeting"):
            agreed(kind, *both)
        placed(both, [factories.room(event), factories.room(event)], 9, 11)
    with django_assert_num_queries(4):
        found = rules_of(event)
    assert [type(each) for each in found].count(FreeHours) == 4
