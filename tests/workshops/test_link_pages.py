"""Pages by which proposals are linked."""

from datetime import date

import pytest
from django.test import Client

from delegates.models import Organisation
from events.models import Role
from tests import factories
from tests.workshops.linked import agreed, asked, host, offered, speaker, three, two
from workshops.actions import link_ends
from workshops.linking import Linking
from workshops.models import Call, Link, Proposal, Session

SENT = {"kind": "sequence", "rooms": "same", "words": "Shall we?"}


@pytest.fixture
def event(db):
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))


def browser(who) -> Client:
    client = Client()
    client.force_login(who)
    return client


def page_of(proposal) -> str:
    return f"/quebec/proposals/{proposal.uid}/links/"


def body(who, path: str) -> str:
    found = browser(who).get(path)
    assert found.status_code == 200
    return found.content.decode()


def send(who, link, step: str, **given):
    return browser(who).post(f"/quebec/links/{link.uid}/{step}/", given, follow=True)


def test_another_proposal_is_found_by_its_words_chosen_and_asked(event):
    seeds, water = two(event)
    page = body(seeds.proposer, page_of(seeds) + "?q=wat")
    assert str(water.uid) in page
    page = body(seeds.proposer, f"{page_of(seeds)}?with={water.uid}")
    assert f'name="place-{water.uid}"' in page
    order = {f"place-{seeds.uid}": "2", f"place-{water.uid}": "1"}
    sent = SENT | order | {"with": str(water.uid)}
    found = browser(seeds.proposer).post(page_of(seeds), sent, follow=True)
    assert "The others are asked." in found.content.decode()
    link = Link.objects.get()
    assert (link.kind, link.rooms, link.words) == ("sequence", "same", "Shall we?")
    assert [side.proposal for side in link.sides.all()] == [water, seeds]


def test_two_in_the_same_place_are_asked_for_anew(event):
    seeds, water = two(event)
    order = {f"place-{seeds.uid}": "1", f"place-{water.uid}": "1", "with": str(water.uid)}
    found = browser(seeds.proposer).post(page_of(seeds), SENT | order)
    assert found.status_code == 422
    assert "have the same place" in found.content.decode()


@pytest.mark.parametrize("state", ["draft", "withdrawn", "declined"])
def test_what_does_not_stand_is_not_found(event, state):
    seeds, water = two(event)
    Proposal.objects.filter(pk=water.pk).update(state=state)
    assert str(water.uid) not in body(seeds.proposer, page_of(seeds) + "?q=water")


def test_what_its_call_shows_to_nobody_is_not_found_until_it_is_accepted(event):
    seeds, water = two(event)
    Call.objects.update(readers="nobody")
    assert str(water.uid) not in body(seeds.proposer, page_of(seeds) + "?q=water")
    Proposal.objects.filter(pk=water.pk).update(state="accepted")
    assert str(water.uid) in body(seeds.proposer, page_of(seeds) + "?q=water")


def test_ones_open_questions_stand_first_on_the_list_of_ones_proposals(event):
    seeds, water = two(event)
    second = host(water)
    link = asked("dialogue", seeds, water)
    for who in (water.proposer, second.person):
        page = body(who, "/quebec/proposals/")
        assert "1 link waits for your answer" in page
        assert str(link.uid) in page
    assert "waits for your answer" not in body(seeds.proposer, "/quebec/proposals/")


@pytest.mark.parametrize(("answer", "state"), [("yes", "agreed"), ("no", "refused")])
def test_one_answers_with_two_buttons(event, answer, state):
    seeds, water = two(event)
    link = asked("sequence", seeds, water)
    page = body(water.proposer, f"/quebec/proposals/{water.uid}/")
    assert 'value="yes"' in page
    send(water.proposer, link, "answer", answer=answer, words="So be it")
    link.refresh_from_db()
    assert link.state == state
    assert "So be it" in body(seeds.proposer, f"/quebec/proposals/{seeds.uid}/")


def test_a_speaker_is_sent_along_with_the_answer(event):
    seeds, water = two(event)
    noor = speaker(water, "Noor")
    link = asked("dialogue", seeds, water)
    send(water.proposer, link, "answer", answer="yes", sends=str(noor.pk))
    assert "sends Noor" in body(seeds.proposer, f"/quebec/links/{link.uid}/")


def test_something_else_is_proposed_instead(event):
    seeds, water = two(event)
    link = asked("fusion", seeds, water)
    found = send(water.proposer, link, "counter", **SENT)
    assert "asked about yours instead" in found.content.decode()
    assert list(Link.objects.order_by("pk").values_list("kind", "state")) == [
        ("fusion", "countered"),
        ("sequence", "proposed"),
    ]
    assert "What was proposed before" in found.content.decode()


def test_what_cannot_be_is_said_in_words(event):
    seeds, water = two(event)
    agreed("dialogue", seeds, water)
    sent = {"kind": "fusion", "with": str(water.uid)}
    found = browser(seeds.proposer).post(page_of(seeds), sent)
    assert found.status_code == 422
    assert "cannot have another link" in found.content.decode()


def test_who_plans_suggests_and_a_proposer_takes_it_up(event):
    seeds, water = two(event)
    planner = factories.member(event, Role.PROGRAMME)
    sent = SENT | {"with": str(water.uid)}
    found = browser(planner).post(page_of(seeds), sent, follow=True)
    assert "It is suggested." in found.content.decode()
    link = Link.objects.get()
    assert "Ask the others" in body(water.proposer, f"/quebec/proposals/{water.uid}/")
    send(water.proposer, link, "answer", answer="up")
    link.refresh_from_db()
    assert link.state == "proposed"


def test_who_plans_undoes_with_a_word_why(event):
    link = agreed("sequence", *two(event))
    planner = factories.member(event, Role.PROGRAMME)
    assert "Say in a few words" in send(planner, link, "undo").content.decode()
    send(planner, link, "undo", words="No room is left")
    link.refresh_from_db()
    assert link.state == "undone"


def test_what_has_moved_on_says_so(event):
    seeds, water = two(event)
    link = asked("dialogue", seeds, water)
    send(seeds.proposer, link, "answer", answer="back")
    for answer in ("yes", "nonsense"):
        found = send(water.proposer, link, "answer", answer=answer)
        assert "moved on meanwhile" in found.content.decode()


def test_a_link_is_nobody_elses_business(event):
    seeds, water = two(event)
    link = asked("dialogue", seeds, water)
    other = browser(offered(event, "Land").proposer)
    assert other.get(page_of(seeds)).status_code == 404
    assert other.get(f"/quebec/links/{link.uid}/").status_code == 404
    assert other.post(f"/quebec/links/{link.uid}/answer/", {"answer": "yes"}).status_code == 404


def test_no_page_shows_an_address_or_a_persons_name(event):
    seeds, water = two(event)
    water.proposer.called = "Fatima"
    water.proposer.save()
    link = asked("dialogue", seeds, water)
    send(water.proposer, link, "answer", answer="yes")
    for path in (f"/quebec/links/{link.uid}/", page_of(seeds) + "?q=water"):
        page = body(seeds.proposer, path)
        assert water.proposer.email not in page
        assert "Fatima" not in page
        assert "Network of Water" in page


def test_a_proposal_says_where_it_is_held(event):
    from workshops.actions import proposals as actions

    seeds, water = two(event)
    agreed("fusion", seeds, water)
    actions.accept(seeds, by=None)
    session = Session.objects.get()
    page = body(water.proposer, f"/quebec/proposals/{water.uid}/")
    assert f"/quebec/sessions/{session.code}/" in page
    assert Organisation.objects.count() == 2


@pytest.mark.parametrize("many", [1, 8])
def test_the_panel_costs_the_same_queries_for_any_number(
    event, many, django_assert_max_num_queries
):
    seeds, water, credit = three(event)
    for number in range(many):
        other = offered(event, f"Land {number}")
        host(other)
        wanted = Linking(kind="dialogue", proposals=[seeds, other])
        link_ends.suggest(asked=wanted, by=None)
        asked("dialogue", other, seeds, water, credit)
    page = browser(seeds.proposer)
    page.get(page_of(seeds))
    with django_assert_max_num_queries(30):
        page.get(page_of(seeds) + "?q=land")
