"""The links between proposals that the demo carries: which are chosen, and what is written."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from convoca.demo import organisations, sizes, twins, workshops
from convoca.demo.bonds import planned
from events.models import Event
from programme.clashes import clashes
from programme.queries.draft import draft_programme
from tests.demo.test_command import demo
from tests.demo.test_workshops import quebec as placed
from workshops.linking import voices
from workshops.models import Consent, Contributor, Conversation, Fingerprint, Host, Link

AGREED, SEQUENCE, DIALOGUE = Link.State.AGREED, Link.Kind.SEQUENCE, Link.Kind.DIALOGUE


def test_links_join_workshops_of_one_theme_and_different_organisations():
    grid, _who = placed()
    by_key = {each.key: each for each in workshops.listed()}
    plans = planned(workshops.listed(), grid, sizes.seeded())
    assert len(plans) >= 10
    for one, other in ([by_key[key] for key in plan.keys] for plan in plans):
        assert one.theme == other.theme
        assert not set(one.organisations) & set(other.organisations)


def test_what_is_agreed_stands_in_the_timetable_as_it_was_agreed():
    grid, _who = placed()
    hours = sorted(grid.hours)
    for plan in planned(workshops.listed(), grid, sizes.seeded()):
        first, second = (hours.index(grid.places[key].hour) for key in plan.keys)
        if plan.state == AGREED and plan.kind == SEQUENCE:
            assert second == first + 1
        if plan.state == AGREED and plan.kind == DIALOGUE:
            assert first != second


def test_links_are_chosen_alike_each_time_and_nobody_stands_in_two():
    grid, _who = placed()
    plans = planned(workshops.listed(), grid, sizes.seeded())
    assert plans == planned(workshops.listed(), grid, sizes.seeded())
    assert max(Counter(key for plan in plans for key in plan.keys).values()) == 1


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        demo()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def event(loaded: None) -> Event:
    return Event.objects.get(slug="quebec-2001")


def test_workshops_of_several_organisations_are_held_by_them_together(event):
    hosts = Host.objects.filter(proposal__event=event)
    assert set(hosts.values_list("state", flat=True)) == {"asked", "confirmed"}
    together = hosts.filter(state="confirmed").count()
    assert sum(each.co_hosts.count() for each in event.sessions.all()) >= together > 30


def test_links_are_agreed_and_wait_and_were_refused(event):
    states = set(event.links.values_list("state", flat=True))
    assert {"agreed", "proposed", "refused"} <= states
    agreed = event.links.filter(state=AGREED)
    assert set(agreed.values_list("kind", flat=True)) == set(Link.Kind.values)


def test_a_fusion_is_one_session_of_all_its_organisations_fixed_by_the_release(event):
    fusions = event.links.filter(state=AGREED, kind=Link.Kind.FUSION)
    assert 0 < fusions.count() <= 0.06 * event.proposals.count()
    for link in fusions:
        one, other = (side.proposal for side in link.sides.select_related("proposal"))
        assert other.held_in.session == one.session
        assert one.session.co_hosts.filter(organisation=other.organisation).exists()
        assert link.fixed_at


def test_a_meeting_stands_in_the_hours_kept_free_for_encounters(event):
    free = event.slots.get(kind="encounters")
    session = event.sessions.exclude(link=None).get()
    assert (session.placement.begins, session.placement.ends) == (free.begins, free.ends)
    held_by = {session.organisation, *(each.organisation for each in session.co_hosts.all())}
    assert {side.proposal.organisation for side in session.link.sides.all()} <= held_by


def test_twins_of_a_larger_meeting_are_of_other_organisations_and_few():
    rng = sizes.seeded()
    groups = organisations.invented(60, rng)
    made = workshops.invented(400, 90, groups, rng)
    by_key, found = {each.key: each for each in made}, twins.found(made, groups)
    assert 3 < len(found) <= 0.06 * len(made)
    assert len({each.of for each in found}) == len(found)
    for each in found:
        of = by_key[each.of]
        assert not set(of.organisations) & set(each.workshop.organisations)


def test_everybody_behind_an_agreed_link_has_said_yes(event):
    for link in event.links.filter(state=AGREED):
        sides = [side.proposal for side in link.sides.select_related("proposal")]
        wanted = {(each.proposal_id, each.host_id) for each in voices(sides)}
        said = Consent.objects.filter(side__link=link, answer="yes")
        assert set(said.values_list("side__proposal", "host")) == wanted


def test_each_link_has_a_story_that_begins_with_a_proposal(event):
    for link in event.links.all():
        steps = list(link.steps.all())
        assert steps[0].what == "proposed"
        assert [each.at for each in steps] == sorted(each.at for each in steps)
        assert steps[0].at == link.made_at


def test_the_agreed_links_bring_no_clash(event):
    assert [clash.kind for clash in clashes(draft_programme(event, ["en"]))] == ["room"]


def test_the_call_speaks_the_languages_of_the_event(event):
    call = event.calls.get()
    assert call.kinds.count() == 3
    said = set(call.about.translations.values_list("lang", flat=True))
    assert said | {call.about.lang} == set(event.languages)


def test_proposals_are_compared_and_people_have_hours_and_talk(event):
    assert Fingerprint.objects.filter(event=event).count() == event.proposals.count()
    assert Contributor.objects.filter(proposal__event=event, hours__isnull=False).exists()
    assert Conversation.objects.filter(event=event, messages__isnull=False).exists()
    assert event.themes.filter(facilitators__isnull=False).distinct().count() >= 4


def test_the_page_of_an_agreed_link_can_be_read_by_who_asked(event):
    link = event.links.filter(state=AGREED).first()
    client = Client()
    client.force_login(link.made_by)
    assert client.get(f"/quebec-2001/links/{link.uid}/").status_code == 200
