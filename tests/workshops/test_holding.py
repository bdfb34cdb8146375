"""What follows an agreed link: one session for a fusion, one for a meeting, and apart again."""

from datetime import date

import pytest

from languages import texts
from tests import factories
from tests.workshops.linked import agreed, asked, host, offered, speaker, story, three, two
from workshops import refusals
from workshops.actions import link_ends, links
from workshops.actions import proposals as actions
from workshops.models import Joined, Need, Proposal, Session
from workshops.queries.links import needs_of


@pytest.fixture
def event(db):
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))


def held() -> list[tuple[str, list[str]]]:
    """Each session that is held: its title, and the titles of what is held in it too."""
    rows = Session.objects.filter(state="confirmed").order_by("pk")
    return [
        (each.title.body, [joined.proposal.title.body for joined in each.joined.all()])
        for each in rows
    ]


def organisations(session) -> set[int]:
    further = session.co_hosts.values_list("organisation", flat=True)
    return {session.organisation_id, *further}


def test_what_is_fused_becomes_one_session_with_all_organisations_people_and_languages(event):
    seeds = offered(event, "Seeds", spoken=["fr"], size=40, minutes=60)
    water = offered(event, "Water", spoken=["es", "fr"], size=70, access="step_free")
    second = host(water, person=water.proposer)
    for proposal, name in ((seeds, "Awa Diop"), (water, "Noor"), (water, "Awa Diop")):
        speaker(proposal, name)
    agreed("fusion", seeds, water)
    session = actions.accept(water, by=None)
    assert held() == [("Seeds", ["Water"])]
    assert Proposal.objects.filter(state="accepted").count() == 2
    wanted = {seeds.organisation_id, water.organisation_id, second.organisation_id}
    assert organisations(session) == wanted
    assert [part.shown_name for part in session.parts.all()] == ["Awa Diop", "Noor"]
    assert (session.spoken, session.size, session.minutes) == (["fr", "es"], 70, 90)
    assert session.access == "step_free"


def test_a_fusion_is_as_large_as_those_who_hold_it_say(event):
    seeds, water = two(event)
    agreed("fusion", seeds, water, size=90)
    assert actions.accept(seeds, by=None).size == 90


def test_the_texts_of_all_stay_their_own_and_are_translated(event):
    seeds, water = two(event)
    agreed("fusion", seeds, water)
    session = actions.accept(seeds, by=None)
    assert session.abstract_id == seeds.abstract_id
    kept = session.joined.get().proposal
    texts.translate(kept.abstract, lang="ar", body="ماء", by=None)
    assert water.abstract.translations.filter(lang="ar").exists()


def test_two_accepted_sessions_become_one_and_two_again(event):
    seeds, water = two(event)
    own = [actions.accept(each, by=None).pk for each in (seeds, water)]
    link = agreed("fusion", seeds, water)
    assert held() == [("Seeds", ["Water"])]
    links.undo(link, by=water.proposer)
    assert held() == [("Seeds", []), ("Water", [])]
    assert list(Session.objects.order_by("pk").values_list("pk", flat=True)) == own
    assert [organisations(each) for each in Session.objects.order_by("pk")] == [
        {seeds.organisation_id},
        {water.organisation_id},
    ]


def test_what_was_accepted_as_one_gets_a_session_of_its_own_when_it_is_undone(event):
    seeds, water, credit = three(event)
    link = agreed("fusion", seeds, water, credit)
    session = actions.accept(seeds, by=None)
    links.undo(link, by=credit.proposer)
    assert held() == [("Seeds", []), ("Water", []), ("Credit", [])]
    session.refresh_from_db()
    assert (session.size, session.parts.count()) == (40, 0)


def test_what_is_accepted_later_joins_and_goes_by_the_first_title(event):
    seeds, water = two(event)
    actions.accept(water, by=None)
    agreed("fusion", seeds, water)
    assert held() == [("Water", [])]
    actions.accept(seeds, by=None)
    assert held() == [("Seeds", ["Water"])]


def test_reopening_one_reopens_all_that_is_one_session_with_it(event):
    seeds, water = two(event)
    agreed("fusion", seeds, water)
    actions.accept(seeds, by=None)
    actions.reopen(water, by=None)
    assert (held(), Joined.objects.count()) == ([], 0)
    assert set(Proposal.objects.values_list("state", flat=True)) == {"submitted"}
    actions.accept(water, by=None)
    assert held() == [("Seeds", ["Water"])]


def test_a_person_whom_organisers_keep_in_the_list_still_goes_with_the_fusion(event):
    from tests.workshops.conftest import described
    from workshops.actions.sessions import change_session
    from workshops.content import Named

    seeds, water = two(event)
    speaker(water, "Noor")
    link = agreed("fusion", seeds, water)
    session = actions.accept(seeds, by=None)
    parts = [Named(name="Nina"), Named(name="Noor")]
    change_session(session, by=None, content=described(parts=parts))
    links.undo(link, by=seeds.proposer)
    assert [part.name for part in session.parts.all()] == ["Nina"]


def test_a_fusion_that_a_release_fixed_is_undone_by_who_plans_with_a_word_why(event):
    seeds, water = two(event)
    link = agreed("fusion", seeds, water)
    actions.accept(seeds, by=None)
    assert link_ends.fix_fusions(event) == 1
    assert link_ends.fix_fusions(event) == 0
    with pytest.raises(refusals.FixedByRelease):
        links.undo(link, by=seeds.proposer)
    with pytest.raises(refusals.SayWhyUndone):
        links.undo(link, by=factories.person(), plans=True)
    links.undo(link, by=factories.person(), plans=True, words="The room is lost")
    assert story(link)[-2:] == ["frozen", "undone"]
    assert held() == [("Seeds", []), ("Water", [])]


def test_a_meeting_gets_a_session_when_all_are_accepted_and_loses_it_when_undone(event):
    seeds, water = two(event)
    link = agreed("meeting", seeds, water)
    actions.accept(seeds, by=None)
    assert not Session.objects.filter(link=link).exists()
    actions.accept(water, by=None)
    meeting = Session.objects.get(link=link)
    assert "Seeds · Water" in meeting.title.body
    assert organisations(meeting) == {seeds.organisation_id, water.organisation_id}
    links.undo(link, by=seeds.proposer)
    meeting.refresh_from_db()
    assert meeting.state == "cancelled"


def test_a_meeting_of_what_is_accepted_gets_its_session_at_once(event):
    seeds, water = two(event)
    for each in (seeds, water):
        actions.accept(each, by=None)
    link = asked("meeting", seeds, water)
    assert links.answer(link, by=water.proposer, yes=True).session.state == "confirmed"


def test_a_session_is_held_by_the_hosts_of_its_proposal_too(event):
    seeds = offered(event)
    second, _ = host(seeds), host(seeds, state="asked")
    session = actions.accept(seeds, by=None)
    assert organisations(session) == {seeds.organisation_id, second.organisation_id}


def test_a_fusion_needs_what_each_of_its_parts_needs(event, django_assert_num_queries):
    seeds, water = two(event)
    for proposal, kind in ((seeds, "projector"), (water, "booth"), (water, "projector")):
        Need.objects.create(proposal=proposal, kind=kind)
    agreed("fusion", seeds, water)
    session = actions.accept(seeds, by=None)
    with django_assert_num_queries(3):
        found = needs_of(event)
    assert {need.kind for need in found[session.pk]} == {"projector", "booth"}
