"""What people said about links: handed over, erased, forgotten after the event."""

from datetime import date

import pytest

from events.retention import forget, forgotten
from tests import factories
from tests.workshops.linked import asked, two
from workshops import link_holdings, link_retention
from workshops.actions import links
from workshops.models import Consent, Link, Step


@pytest.fixture
def said(db):
    """A link with words of both, and who answered."""
    event = factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))
    seeds, water = two(event)
    link = asked("dialogue", seeds, water, words="Shall we?")
    links.answer(link, by=water.proposer, yes=True, words="Gladly")
    return link, seeds.proposer, water.proposer


def test_she_gets_what_she_said_and_nothing_of_others(said):
    _, asker, _ = said
    found = link_holdings.show(asker)
    assert [(each["did"], each["words"]) for each in found] == [("proposed", "Shall we?")]


def test_what_she_said_goes_with_her_and_the_story_stays(said):
    link, asker, other = said
    link_holdings.erase(asker)
    link.refresh_from_db()
    assert (link.made_by, link.words, link.state) == (None, "", "agreed")
    assert [step.words for step in link.steps.filter(by=other)] == ["Gladly"]
    assert link.steps.count() == 3


def test_after_the_event_nobody_stands_behind_a_word(said):
    link, *_ = said
    forget(link.event, link_retention.FORGOTTEN)
    assert all(each in forgotten for each in link_retention.FORGOTTEN)
    assert not Link.objects.exclude(words="", made_by=None).exists()
    assert not Step.objects.exclude(words="", by=None).exists()
    assert not Consent.objects.exclude(answered_by=None).exists()
