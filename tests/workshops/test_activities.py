"""A proposal's page for others: by its call's readers, or by a link."""

import pytest

from tests import factories
from tests.workshops.conftest import propose, proposed
from workshops.actions import hosts, proposals
from workshops.actions.calls import first_call
from workshops.content import Needed
from workshops.models import Call, Proposal

EVERYBODY = ["stranger", "account", "facilitator", "programmer"]


def readers(people, proposal):
    page = f"/quebec/activities/{proposal.uid}/"
    return [who for who in EVERYBODY if people.client(who).get(page).status_code == 200]


@pytest.mark.parametrize(
    ("wished", "found"),
    [
        ("everybody", EVERYBODY),
        ("proposers", ["facilitator", "programmer"]),
        ("nobody", ["programmer"]),
    ],
)
def test_what_is_handed_in_is_read_by_those_whom_its_call_names(event, people, wished, found):
    propose(event, by=people.facilitator)
    proposal = propose(event)
    Call.objects.update(readers=wished)
    assert readers(people, proposal) == found
    proposals.accept(proposal, by=None)
    assert readers(people, proposal) == EVERYBODY


def test_a_draft_is_read_by_those_who_write_it_and_by_its_link_as_long_as_it_opens(event, people):
    Call.objects.filter(pk=first_call(event).pk).update(readers="everybody")
    draft = proposals.save_draft(event=event, by=people.facilitator, content=proposed())
    assert readers(people, draft) == ["facilitator"]
    share = f"/quebec/proposals/{draft.uid}/share/"
    hers, links = people.client("facilitator"), []
    for given in ({}, {}, {"hide": "1"}):
        hers.post(share, given)
        links.append(f"/quebec/activities/{draft.uid}/{Proposal.objects.get().share_key or 'x'}/")
        opens = [people.client().get(link).status_code for link in links]
        assert opens == [404] * (len(links) - 1) + [404 if given else 200]


def test_only_the_proposer_shows_it_by_a_link(event, people):
    proposal = propose(event, by=people.facilitator)
    for name in ("account", "organiser", "neighbour"):
        answer = people.client(name).post(f"/quebec/proposals/{proposal.uid}/share/")
        assert answer.status_code == 404
    assert Proposal.objects.get().share_key == ""


def test_the_page_shows_people_hosts_and_needs_but_not_who_needs_them(event, people):
    needed = [Needed("captions", "fr", "Zora Hidden")]
    proposal = propose(event, by=people.facilitator, needed=needed, organisation_name="Réseau")
    host, _token = hosts.ask(proposal, by=people.facilitator, email="n@example.org", name="Femmes")
    Call.objects.update(readers="everybody")
    address = f"/quebec/activities/{proposal.uid}/"
    assert "Femmes</" not in people.client().get(address).content.decode()
    hosts.answer(host, by=factories.person(), yes=True)
    page = people.client().get(address).content.decode()
    assert all(words in page for words in ("Awa Diop", "Réseau", "Femmes", "captions (French)"))
    assert "Zora Hidden" not in page
    assert "n@example.org" not in page


def test_the_page_asks_as_often_for_many_people_as_for_one(
    event, people, django_assert_max_num_queries
):
    proposal = propose(event, by=people.facilitator)
    for number in range(6):
        asked = hosts.ask(proposal, by=None, email="n@example.org", name=f"Femmes {number}")
        hosts.answer(asked[0], by=factories.person(), yes=True)
    Call.objects.update(readers="everybody")
    with django_assert_max_num_queries(16):
        people.client().get(f"/quebec/activities/{proposal.uid}/")
