"""Who may hand in, until when and how many; and that nobody loses what she wrote."""

from datetime import timedelta

import pytest
from django.utils import timezone

from delegates.models import Delegation, Registration
from tests import factories
from tests.delegates.test_races import at_once
from tests.workshops.conftest import filled, propose, proposed
from workshops import refusals
from workshops.actions import proposals as actions
from workshops.actions.calls import first_call
from workshops.models import Call, Proposal

PROPOSE = "/quebec/propose/"
MINE = "/quebec/proposals/"


@pytest.fixture
def hers(people):
    return people.client("facilitator")


def terms(event, **fields):
    Call.objects.filter(pk=first_call(event).pk).update(**fields)


def is_over(event, **ago):
    terms(event, until=timezone.now() - timedelta(**ago or {"minutes": 1}))


def test_registered_people_alone_may_hand_in_where_the_call_says_so(event):
    terms(event, who="registered")
    awa, gone = factories.person(), factories.person()
    factories.registration(event, gone, state=Registration.State.WITHDRAWN)
    for who in (awa, gone):
        with pytest.raises(refusals.RegisteredOnly):
            propose(event, by=who)
    factories.registration(event, awa)
    assert propose(event, by=awa).state == "submitted"


def test_an_organisation_is_registered_by_somebody_or_by_its_delegation(event):
    terms(event, who="organisations")
    network, other = factories.organisation(event, "Red"), factories.organisation(event, "Otra")
    for named in ({}, {"organisation": network}, {"organisation_name": "Nobody knows it"}):
        with pytest.raises(refusals.OrganisationsOnly):
            propose(event, **named)
    block = Delegation.objects.create(event=event, organisation=network, state="asked", wanted=2)
    with pytest.raises(refusals.OrganisationsOnly):
        propose(event, organisation=network)
    Delegation.objects.filter(pk=block.pk).update(state="granted")
    factories.registration(event, organisation=other)
    for each in (network, other):
        assert propose(event, organisation=each).state == "submitted"


def test_drafts_and_what_is_withdrawn_do_not_count(event):
    terms(event, limit=1)
    network = factories.organisation(event)
    actions.save_draft(event=event, by=None, content=proposed(organisation=network))
    first = propose(event, organisation=network)
    with pytest.raises(refusals.LimitReached):
        propose(event, organisation=network)
    assert propose(event, organisation=factories.organisation(event, "Otra"))
    actions.withdraw(first, by=None)
    assert propose(event, organisation=network).state == "submitted"


def test_who_names_no_organisation_counts_for_herself(event):
    terms(event, limit=1)
    awa = factories.person()
    propose(event, by=awa)
    with pytest.raises(refusals.LimitReached):
        propose(event, by=awa)
    assert propose(event)


def test_what_is_handed_in_does_not_change_to_an_organisation_that_is_full(event):
    terms(event, limit=1)
    network = factories.organisation(event)
    propose(event, organisation=network)
    other = propose(event, organisation=factories.organisation(event, "Otra"))
    with pytest.raises(refusals.LimitReached):
        actions.save_draft(
            event=event, by=None, content=proposed(organisation=network), proposal=other
        )
    other.refresh_from_db()
    assert other.organisation != network


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_of_two_at_once_for_the_last_place_exactly_one_is_handed_in(transactional_db):
    event = factories.event()
    terms(event, limit=2)
    network = factories.organisation(event)
    propose(event, organisation=network)
    drafts = [
        actions.save_draft(
            event=event, by=factories.person(), content=proposed(organisation=network)
        )
        for _ in range(2)
    ]

    def hand_in(draft):
        try:
            return actions.hand_in(draft, by=draft.proposer).state
        except refusals.LimitReached:
            return "kept"

    assert sorted(at_once(hand_in, drafts)) == ["kept", "submitted"]
    assert Proposal.objects.filter(state="submitted").count() == 2


def test_whoever_had_a_draft_open_when_it_closed_loses_nothing(event, hers, people):
    draft = actions.save_draft(event=event, by=people.facilitator, content=proposed())
    is_over(event)
    address = f"{MINE}{draft.uid}/"
    page = hers.get(address).text
    assert "hand it in if the call is extended" in page
    answer = hers.post(address, filled(title="Femmes"), follow=True).text
    assert "What you wrote is kept as your draft" in answer
    draft.refresh_from_db()
    assert (draft.state, draft.title.body) == ("draft", "Femmes")
    terms(event, until=None)
    hers.post(address, filled(title="Femmes"))
    assert Proposal.objects.get().state == "submitted"


def test_what_is_typed_while_it_closes_is_kept_as_a_draft(event, hers):
    first_call(event)
    is_over(event)
    assert "What you wrote is kept" in hers.post(PROPOSE, filled(), follow=True).text
    assert Proposal.objects.get().state == "draft"
    is_over(event, days=2)
    assert hers.post(PROPOSE, filled(title="Autre")).status_code == 422
    assert Proposal.objects.count() == 1


def test_a_refusal_is_said_on_the_draft_that_is_kept(event, hers):
    terms(event, who="organisations")
    page = hers.post(PROPOSE, filled(), follow=True).text
    assert "organisations that are registered" in page
    assert 'value="Femmes et microcrédit"' in page
    assert Proposal.objects.get().state == "draft"


def test_one_chooses_among_several_open_calls_and_goes_straight_to_one(event, hers):
    one, closed = first_call(event), factories.text("Closed")
    Call.objects.create(event=event, title=closed, state="closed")
    assert hers.get(PROPOSE).templates[0].name == "workshops/propose.html"
    two = Call.objects.create(event=event, title=factories.text("Music"), position=3)
    page = hers.get(PROPOSE).text
    assert f"?call={one.uid}" in page
    assert f"?call={two.uid}" in page
    assert str(two.uid) in hers.get(f"{PROPOSE}?call={two.uid}").text
    hers.post(PROPOSE, filled(call=str(two.uid)))
    assert Proposal.objects.get().call == two


def test_a_deadline_between_two_calls_is_each_ones_own(event, hers):
    is_over(event)
    music = Call.objects.create(event=event, title=factories.text("Music"), position=3)
    hers.post(PROPOSE, filled())
    assert (Proposal.objects.get().call, Proposal.objects.get().state) == (music, "submitted")
