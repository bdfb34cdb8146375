"""Answers that come at the same moment end in one outcome, on both databases."""

from collections import Counter
from datetime import date

import pytest

from events.refusals import Refusal
from tests import factories
from tests.delegates.test_races import at_once
from tests.workshops.linked import agreed, asked, host, offered, story, three, two
from workshops import refusals
from workshops.actions import link_ends, links
from workshops.actions import proposals as actions
from workshops.models import Link, Session

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def event(transactional_db):
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))


def tried(work) -> str:
    try:
        work()
    except Refusal as refusal:
        return type(refusal).__name__
    return "done"


def test_two_hosts_who_say_yes_at_once_agree_it_once(event):
    seeds, water = two(event)
    people = [water.proposer, *(host(water).person for _ in range(2))]
    link = asked("dialogue", seeds, water)
    at_once(lambda who: links.answer(link, by=who, yes=True), people)
    link.refresh_from_db()
    assert (link.state, story(link).count("agreed")) == ("agreed", 1)


def test_a_yes_and_a_no_at_once_have_one_outcome(event):
    seeds, water, credit = three(event)
    link = asked("sequence", seeds, water, credit)

    def say(each):
        who, yes = each
        return tried(lambda: links.answer(link, by=who, yes=yes))

    found = at_once(say, [(water.proposer, True), (credit.proposer, False)])
    link.refresh_from_db()
    assert link.state == "refused"
    assert set(found) <= {"done", "LinkMovedOn"}
    assert story(link).count("said_no") == 1


def test_a_yes_and_a_taking_back_at_once_have_one_outcome(event):
    seeds, water = two(event)
    link = asked("fusion", seeds, water)
    works = [
        lambda: links.answer(link, by=water.proposer, yes=True),
        lambda: links.take_back(link, by=seeds.proposer),
    ]
    assert sorted(at_once(tried, works)) == ["LinkMovedOn", "done"]
    link.refresh_from_db()
    assert link.state in {"agreed", "taken_back"}


def test_two_fusions_of_one_proposal_are_not_agreed_at_once(event):
    seeds, water, credit = three(event)
    both = [asked("fusion", each, water) for each in (seeds, credit)]
    found = at_once(
        lambda link: tried(lambda: links.answer(link, by=water.proposer, yes=True)), both
    )
    assert sorted(found) == ["FusedAlready", "done"]
    assert Counter(Link.objects.values_list("state", flat=True)) == {"agreed": 1, "proposed": 1}


def test_two_sequences_that_share_nothing_do_not_close_a_circle_at_once(event):
    one, two_, three_, four = (offered(event, f"No {n}") for n in range(4))
    agreed("sequence", two_, three_)
    agreed("sequence", four, one)
    both = [asked("sequence", one, two_), asked("sequence", three_, four)]

    def agree(link):
        last = link.sides.last().proposal.proposer
        return tried(lambda: links.answer(link, by=last, yes=True))

    assert sorted(at_once(agree, both)) == ["Circle", "done"]


def test_who_accepts_one_while_a_fusion_is_agreed_gets_one_session(event):
    seeds, water = two(event)
    link = asked("fusion", seeds, water)
    works = [
        lambda: links.answer(link, by=water.proposer, yes=True),
        lambda: actions.accept(water, by=None),
    ]
    at_once(tried, works)
    tried(lambda: actions.accept(seeds, by=None))
    assert Session.objects.filter(state="confirmed").count() == 1
    assert Session.objects.get(state="confirmed").joined.count() == 1


def test_two_who_accept_both_parts_of_a_fusion_at_once_make_one_session(event):
    seeds, water = two(event)
    agreed("fusion", seeds, water)
    found = at_once(lambda each: tried(lambda: actions.accept(each, by=None)), [seeds, water])
    assert sorted(found) == ["WrongState", "done"]
    assert Session.objects.count() == 1


def test_what_is_withdrawn_while_it_is_agreed_is_linked_no_more(event):
    seeds, water = two(event)
    link = asked("dialogue", seeds, water)
    works = [
        lambda: links.answer(link, by=water.proposer, yes=True),
        lambda: actions.withdraw(seeds, by=seeds.proposer),
    ]
    at_once(tried, works)
    link.refresh_from_db()
    assert link.state == "ended"


def test_the_clock_and_an_answer_at_once_have_one_outcome(event):
    seeds, water = two(event)
    link = asked("dialogue", seeds, water)
    works = [
        lambda: links.answer(link, by=water.proposer, yes=True),
        link_ends.keep_links,
        lambda: links.undo(link, by=seeds.proposer),
    ]
    found = at_once(tried, works)
    assert found[1] == "done"
    assert set(found) <= {"done", refusals.LinkMovedOn.__name__}
