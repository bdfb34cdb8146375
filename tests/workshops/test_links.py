"""Links between proposals: proposed, answered, countered, taken back, undone."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Notice
from delegates.models import Block
from tests import factories
from tests.workshops.linked import agreed, asked, host, offered, speaker, story, three, two
from workshops import refusals
from workshops.actions import link_ends, links
from workshops.actions import proposals as proposal_actions
from workshops.linking import Linking
from workshops.models import Link, Proposal

KINDS = ["fusion", "sequence", "dialogue", "meeting"]


@pytest.fixture
def event(db):
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_is_agreed_when_the_other_says_yes(event, kind):
    seeds, water = two(event)
    link = asked(kind, seeds, water, words="Shall we?")
    assert link.state == "proposed"
    assert told(water.proposer) == ["workshops.link_asked"]
    assert told(seeds.proposer) == []
    assert links.answer(link, by=water.proposer, yes=True, words="Gladly").state == "agreed"
    assert story(link) == ["proposed", "said_yes", "agreed"]
    assert told(seeds.proposer) == ["workshops.link_agreed"]


def test_everybody_behind_a_side_is_asked_and_one_who_stands_for_several_answers_for_all(event):
    seeds, water = two(event)
    both = host(seeds)
    host(water, person=both.person)
    host(water, state="asked")
    link = asked("dialogue", seeds, water)
    assert links.answer(link, by=both.person, yes=True).state == "proposed"
    assert told(seeds.proposer) == ["workshops.link_answered"]
    assert links.answer(link, by=water.proposer, yes=True).state == "agreed"


def test_one_no_refuses_it_and_says_why(event):
    seeds, water, credit = three(event)
    link = asked("sequence", seeds, water, credit)
    links.answer(link, by=water.proposer, yes=True)
    link = links.answer(link, by=credit.proposer, yes=False, words="Not this year")
    assert link.state == "refused"
    assert link.steps.last().words == "Not this year"
    assert told(water.proposer)[-1] == "workshops.link_refused"
    with pytest.raises(refusals.LinkMovedOn):
        links.answer(link, by=water.proposer, yes=True)


def test_a_host_who_confirms_later_is_asked_too_and_one_who_left_is_not_waited_for(event):
    seeds, water = two(event)
    gone = host(seeds)
    link = asked("dialogue", seeds, water)
    late = host(water)
    gone.state = "left"
    gone.save()
    assert links.answer(link, by=water.proposer, yes=True).state == "proposed"
    assert "workshops.link_asked" in told(late.person)
    assert links.answer(link, by=late.person, yes=True).state == "agreed"


def test_whoever_stands_behind_both_agrees_at_once(event):
    who = factories.person()
    assert asked("sequence", *two(event, by=who)).state == "agreed"


def test_a_stranger_neither_proposes_nor_answers(event):
    seeds, water = two(event)
    link = asked("dialogue", seeds, water)
    for work in (
        lambda: asked("fusion", seeds, water, by=factories.person()),
        lambda: links.answer(link, by=factories.person(), yes=True),
        lambda: links.undo(link, by=factories.person()),
    ):
        with pytest.raises((refusals.NotAsked, refusals.LinkMovedOn)):
            work()
    assert Link.objects.get().state == "proposed"


def test_a_counter_proposal_takes_the_place_of_the_first_and_keeps_its_story(event):
    seeds, water = two(event)
    link = asked("fusion", seeds, water)
    other = Linking(kind="sequence", proposals=[water, seeds], rooms="same", words="Rather so")
    new = links.counter(link, by=water.proposer, asked=other)
    link.refresh_from_db()
    assert (link.state, new.instead_of, new.rooms) == ("countered", link, "same")
    assert story(link) == ["proposed", "countered"]
    assert told(seeds.proposer) == ["workshops.link_asked"]
    assert links.answer(new, by=seeds.proposer, yes=True).state == "agreed"
    assert [side.proposal for side in new.sides.all()] == [water, seeds]


def test_only_who_asked_takes_it_back(event):
    seeds, water = two(event)
    link = asked("meeting", seeds, water)
    with pytest.raises(refusals.NotAsked):
        links.take_back(link, by=water.proposer)
    assert links.take_back(link, by=seeds.proposer).state == "taken_back"
    assert told(water.proposer)[-1] == "workshops.link_taken_back"


def test_either_side_undoes_what_is_agreed(event):
    seeds, water = two(event)
    link = agreed("sequence", seeds, water)
    assert links.undo(link, by=water.proposer, words="We come later").state == "undone"
    assert told(seeds.proposer)[-1] == "workshops.link_undone"


def test_who_plans_the_programme_undoes_with_a_word_why(event):
    link, planner = agreed("sequence", *two(event)), factories.person()
    with pytest.raises(refusals.SayWhyUndone):
        links.undo(link, by=planner, plans=True)
    assert links.undo(link, by=planner, plans=True, words="No room").state == "undone"


def test_the_deadline_is_in_14_days_and_never_after_the_beginning_of_the_event(event):
    seeds, water = two(event)
    link = asked("dialogue", seeds, water)
    assert abs(link.until - timezone.now() - timedelta(days=14)) < timedelta(minutes=1)
    late = asked("sequence", seeds, water, until=timezone.now() + timedelta(days=99_000))
    assert late.until.astimezone(event.tz).date() == event.begins
    with pytest.raises(refusals.LinkMomentIsOver):
        asked("meeting", seeds, water, until=timezone.now() - timedelta(days=1))


def test_what_not_all_answered_is_reminded_of_once_and_lapses(event):
    seeds, water = two(event)
    link = asked("dialogue", seeds, water)
    with time_machine.travel(link.until - timedelta(days=2), tick=False):
        link_ends.keep_links()
        link_ends.keep_links()
    assert told(water.proposer) == ["workshops.link_asked", "workshops.link_soon"]
    assert told(seeds.proposer) == []
    with time_machine.travel(link.until, tick=False):
        with pytest.raises(refusals.LinkMovedOn):
            links.answer(link, by=water.proposer, yes=True)
        link_ends.keep_links()
        link_ends.keep_links()
    link.refresh_from_db()
    assert (link.state, story(link)) == ("lapsed", ["proposed", "lapsed"])
    assert told(seeds.proposer) == ["workshops.link_lapsed"]


def test_the_clock_agrees_what_waited_only_for_a_host_who_left(event):
    seeds, water = two(event)
    gone = host(water)
    link = asked("dialogue", seeds, water)
    links.answer(link, by=water.proposer, yes=True)
    gone.state = "left"
    gone.save()
    link_ends.keep_links()
    link.refresh_from_db()
    assert link.state == "agreed"


def test_a_suggestion_asks_nobody_until_a_proposer_takes_it_up(event):
    seeds, water = two(event)
    wanted = Linking(kind="dialogue", proposals=[seeds, water], words="You say the same")
    link = link_ends.suggest(asked=wanted, by=factories.person())
    assert (link.state, Notice.objects.count()) == ("suggested", 0)
    with pytest.raises(refusals.NotAsked):
        link_ends.take_up(link, by=factories.person())
    assert link_ends.take_up(link, by=water.proposer).state == "proposed"
    assert told(seeds.proposer) == ["workshops.link_asked"]
    assert links.answer(link, by=seeds.proposer, yes=True).state == "agreed"


def test_a_suggestion_is_put_aside(event):
    seeds, water = two(event)
    link = link_ends.suggest(asked=Linking(kind="fusion", proposals=[seeds, water]), by=None)
    assert link_ends.leave(link, by=seeds.proposer).state == "refused"


@pytest.mark.parametrize("first", KINDS)
def test_a_withdrawn_proposal_ends_its_links_and_tells_the_others(event, first):
    seeds, water, credit = three(event)
    done, open_ = agreed(first, seeds, water), asked("dialogue", credit, water)
    proposal_actions.withdraw(water, by=water.proposer)
    assert [link.state for link in Link.objects.order_by("pk")] == ["ended", "ended"]
    assert story(done)[-1] == story(open_)[-1] == "ended"
    assert told(seeds.proposer)[-1] == told(credit.proposer)[-1] == "workshops.link_ended"


def test_a_declined_proposal_ends_its_links(event):
    seeds, water = two(event)
    agreed("sequence", seeds, water)
    proposal_actions.decline(seeds, by=None, reason="Too many")
    assert Link.objects.get().state == "ended"


def test_whom_one_blocked_cannot_ask_her(event):
    seeds, water = two(event)
    Block.objects.create(person=water.proposer, blocked=seeds.proposer)
    for one, other in ((seeds, water), (water, seeds)):
        with pytest.raises(refusals.CannotReach):
            asked("dialogue", one, other)


def test_each_sends_a_speaker_of_her_own_in_a_dialogue(event):
    seeds, water = two(event)
    ours, theirs = speaker(seeds), speaker(water, "Noor")
    link = asked("dialogue", seeds, water, sends={seeds.pk: ours, water.pk: ours})
    links.answer(link, by=water.proposer, yes=True, sends=theirs)
    assert [side.sends for side in link.sides.all()] == [ours, theirs]


# What cannot be.


def test_a_proposal_stands_once_in_a_link(event):
    seeds, _ = two(event)
    for sides in ((seeds, seeds), (seeds,)):
        with pytest.raises(refusals.TooFew):
            asked("fusion", *sides)
    with pytest.raises(refusals.TooMany):
        asked("sequence", *(offered(event, f"No {n}", by=seeds.proposer) for n in range(7)))


@pytest.mark.parametrize("state", ["draft", "declined", "withdrawn"])
def test_nothing_is_linked_with_what_does_not_stand(event, state):
    seeds, water = two(event)
    Proposal.objects.filter(pk=water.pk).update(state=state)
    with pytest.raises(refusals.NotHandedIn):
        asked("dialogue", seeds, water)


def test_no_proposal_is_in_two_fusions(event):
    seeds, water, credit = three(event)
    waits = asked("fusion", water, credit)
    agreed("fusion", seeds, water)
    with pytest.raises(refusals.FusedAlready):
        asked("fusion", credit, seeds)
    with pytest.raises(refusals.FusedAlready):
        links.answer(waits, by=credit.proposer, yes=True)
    waits.refresh_from_db()
    assert (waits.state, story(waits)) == ("proposed", ["proposed"])


@pytest.mark.parametrize("other", ["sequence", "dialogue", "meeting"])
def test_what_becomes_one_has_no_other_link_between_its_parts(event, other):
    seeds, water, credit = three(event)
    agreed(other, seeds, water)
    with pytest.raises(refusals.FusionAndMore):
        asked("fusion", seeds, water, credit)
    links.undo(Link.objects.get(), by=seeds.proposer)
    agreed("fusion", seeds, water)
    with pytest.raises(refusals.FusionAndMore):
        asked(other, water, seeds)


def test_a_sequence_does_not_go_in_a_circle(event):
    seeds, water, credit = three(event)
    land = offered(event, "Land")
    agreed("sequence", seeds, water, credit)
    with pytest.raises(refusals.Circle):
        asked("sequence", credit, seeds)
    agreed("sequence", credit, land)
    with pytest.raises(refusals.Circle):
        asked("fusion", land, seeds)


def test_the_same_is_asked_once(event):
    seeds, water = two(event)
    link = asked("dialogue", seeds, water)
    with pytest.raises(refusals.AskedAlready):
        asked("dialogue", water, seeds)
    links.answer(link, by=water.proposer, yes=True)
    with pytest.raises(refusals.LinkedAlready):
        asked("dialogue", water, seeds)


def test_nobody_can_be_asked_for_a_proposal_whose_account_is_gone(event):
    seeds, water = two(event)
    Proposal.objects.filter(pk=water.pk).update(proposer=None)
    water.refresh_from_db()
    with pytest.raises(refusals.NobodyToAsk):
        asked("dialogue", seeds, water)
