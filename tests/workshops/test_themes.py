"""Pages of themes, and what proposers write to each other."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Notice
from delegates.models import Block
from events.retention import forget_ended
from tests import factories
from workshops import talk_holdings
from workshops.likeness import fingerprints
from workshops.models import Conversation, Facilitator, Host, Link, Message, ThemeMessage


@pytest.fixture
def theme(event):
    return factories.theme(event, "Water")


@pytest.fixture
def hers(event, people, theme):
    return factories.proposal(event, people.facilitator, theme=theme)


@pytest.fixture
def other(event, theme):
    """Somebody else's, in the same theme."""
    return factories.proposal(event, theme=theme, title=factories.text("L'eau publique", "fr"))


@pytest.fixture
def page(theme):
    return f"/quebec/themes/{theme.uid}/"


def write(people, to, words="Let us meet", side=None):
    given = {"words": words, **({"side": str(side.uid)} if side else {})}
    client = people.client("facilitator")
    return client.post(f"/quebec/activities/{to.uid}/write/", given)


def test_a_proposer_sees_who_proposes_in_her_theme(people, hers, other, page):
    shown = people.client("facilitator").get(page).text
    assert "L&#x27;eau publique" in shown
    assert f"/quebec/activities/{other.uid}/write/" in shown


def test_who_proposes_nothing_sees_what_the_call_shows_to_everybody(people, hers, other, page):
    assert "L&#x27;eau" not in people.client("delegate").get(page).text
    other.call.readers = "everybody"
    other.call.save()
    shown = people.client("delegate").get(page).text
    assert "L&#x27;eau" in shown
    assert "/write/" not in shown


def test_writing_takes_one_step_and_shows_no_address(people, hers, other):
    answer = write(people, other, side=hers)
    conversation = Conversation.objects.get()
    assert answer.url == f"/quebec/conversations/{conversation.uid}/"
    (notice,) = Notice.objects.filter(person=other.proposer)
    assert (notice.kind, notice.address) == ("workshops.written_to", answer.url)
    shown = people.client("facilitator").get(answer.url).text
    assert "Let us meet" in shown
    assert other.proposer.email not in shown


def test_an_answer_goes_on_in_the_same_conversation(people, hers, other, client):
    write(people, other, side=hers)
    client.force_login(other.proposer)
    client.post(
        f"/quebec/activities/{hers.uid}/write/", {"words": "Gladly", "side": str(other.uid)}
    )
    assert [each.words for each in Conversation.objects.get().messages.all()] == [
        "Let us meet",
        "Gladly",
    ]
    assert Notice.objects.filter(person=people.facilitator).count() == 1


def test_confirmed_hosts_hear_it_too(event, people, hers, other):
    host = Host.objects.create(
        proposal=other,
        organisation=factories.organisation(event),
        person=people.delegate,
        state=Host.State.CONFIRMED,
    )
    write(people, other, side=hers)
    assert Notice.objects.filter(person=host.person).exists()


def test_nobody_reaches_whom_she_blocked_or_who_blocked_her(people, hers, other):
    Block.objects.create(person=other.proposer, blocked=people.facilitator)
    answer = write(people, other, side=hers)
    assert answer.status_code == 422
    assert "Let us meet" in answer.text
    assert not Message.objects.exists()


def test_nobody_writes_for_a_proposal_of_others(event, people, hers, other):
    third = factories.proposal(event)
    assert write(people, third, side=other).status_code == 422


@pytest.mark.parametrize("who", ["delegate", "organiser", "stranger"])
def test_who_proposes_nothing_writes_to_nobody(people, hers, other, who):
    answer = people.client(who).post(f"/quebec/activities/{other.uid}/write/", {"words": "Hello"})
    assert answer.status_code in {302, 404}
    assert not Message.objects.exists()


@pytest.mark.parametrize("who", ["delegate", "organiser"])
def test_only_the_two_sides_read_a_conversation(people, hers, other, who):
    address = write(people, other, side=hers).url
    assert people.client(who).get(address).status_code == 404


def test_sixty_messages_an_hour_are_enough(people, hers, other):
    for n in range(61):
        answer = write(people, other, words=f"Message {n}", side=hers)
    assert answer.status_code == 422
    assert "Message 60" in answer.text
    assert Message.objects.count() == 60


def test_what_is_said_to_all_reaches_each_proposer_of_the_theme(event, people, hers, other, page):
    elsewhere = factories.proposal(event)
    said = {"words": "Who comes by boat?", "side": str(hers.uid)}
    assert people.client("facilitator").post(page, said).status_code == 302
    told = Notice.objects.filter(kind="workshops.theme_said")
    assert [each.person for each in told] == [other.proposer]
    assert elsewhere.proposer not in [each.person for each in told]


def test_who_has_nothing_in_a_theme_says_nothing_there(people, hers, other, page):
    answer = people.client("delegate").post(page, {"words": "Buy this"})
    assert answer.status_code == 422
    assert not ThemeMessage.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("facilitator", 302), ("programmer", 302), ("delegate", 404)]
)
def test_its_writer_and_the_team_take_off_what_was_said(people, theme, hers, who, status):
    said = ThemeMessage.objects.create(
        theme=theme, proposal=hers, words="Hello", written_by=people.facilitator
    )
    answer = people.client(who).post(f"/quebec/themes/said/{said.uid}/hide/")
    said.refresh_from_db()
    assert (answer.status_code, said.state == "hidden") == (status, status == 302)


def test_organisers_name_who_facilitates_a_theme(people, theme):
    page = f"/quebec/organise/themes/{theme.uid}/facilitators/"
    planner = people.client("programmer")
    assert planner.post(page, {"email": people.delegate.email.upper()}).status_code == 302
    assert Facilitator.objects.get().person == people.delegate
    assert planner.post(page, {"email": "nobody@example.org"}).status_code == 422
    gone = f"/quebec/organise/facilitators/{Facilitator.objects.get().pk}/dismiss/"
    assert planner.post(gone).status_code == 302
    assert not Facilitator.objects.exists()


def test_who_facilitates_sees_what_is_alike_and_not_linked(event, people, theme):
    Facilitator.objects.create(theme=theme, person=people.delegate)
    for title in ("Public water in cities", "Public water in villages", "Free radio"):
        factories.proposal(
            event, theme=theme, title=factories.text(title), abstract=factories.text("")
        )
    fingerprints.renew(event.pk)
    shown = people.client("delegate").get(f"/quebec/themes/{theme.uid}/pairs/").text
    assert "Public water in villages" in shown
    assert "Free radio" not in shown
    assert people.client("facilitator").get(f"/quebec/themes/{theme.uid}/pairs/").status_code == 404


@pytest.mark.parametrize("address", ["themes/", "themes/{theme.uid}/", "conversations/"])
def test_the_number_of_queries_does_not_grow(event, people, theme, hers, other, address):
    write(people, other, side=hers)
    client, address = people.client("facilitator"), f"/quebec/{address.format(theme=theme)}"

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    queries()
    few = queries()
    for _n in range(3):
        more = factories.proposal(
            event, theme=theme, organisation=factories.organisation(event, f"R{_n}")
        )
        write(people, more, side=hers)
        ThemeMessage.objects.create(theme=theme, proposal=more, words="Hello")
    assert queries() == few


def test_what_she_said_is_hers_to_take_and_goes_with_her(people, hers, other):
    write(people, other, side=hers)
    assert [each["said"] for each in talk_holdings.said.show(people.facilitator)] == ["Let us meet"]
    talk_holdings.said.erase(people.facilitator)
    assert not Message.objects.exists()


def test_conversations_are_forgotten_after_the_event(event, people, hers, other):
    write(people, other, side=hers)
    forget_ended(event.ends + timedelta(days=92))
    assert not Conversation.objects.exists()


def test_who_facilitates_a_theme_suggests_links_there_and_nowhere_else(event, people, theme, hers):
    Facilitator.objects.create(theme=theme, person=people.delegate)
    elsewhere = factories.proposal(event)
    client = people.client("delegate")
    assert client.get(f"/quebec/proposals/{hers.uid}/links/").status_code == 200
    assert client.get(f"/quebec/proposals/{elsewhere.uid}/links/").status_code == 404


def test_a_suggestion_can_be_read_by_who_laid_it(event, people, theme, hers, other):
    Facilitator.objects.create(theme=theme, person=people.delegate)
    given = {"with": str(other.uid), "kind": "dialogue"}
    client = people.client("delegate")
    answer = client.post(f"/quebec/proposals/{hers.uid}/links/", given)
    assert Link.objects.get().state == "suggested"
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize("uid", ["zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz", "x", ""])
def test_an_address_with_something_else_than_a_proposal_links_nothing(people, hers, uid):
    page = people.client("facilitator").get(f"/quebec/proposals/{hers.uid}/links/?with={uid}")
    assert page.status_code == 200


def test_what_waits_for_a_place_still_takes_part(event, people, hers, other):
    other.state = "waiting"
    other.save()
    assert write(people, other, side=hers).status_code == 302


def test_a_stranger_reads_an_accepted_proposal_of_a_theme(client, event, theme):
    accepted = factories.proposal(event, theme=theme, state="accepted")
    assert client.get(f"/quebec/activities/{accepted.uid}/").status_code == 200


def test_five_words_to_all_an_hour_are_enough(people, hers, other, page):
    said = {"words": "Again", "side": str(hers.uid)}
    answers = [people.client("facilitator").post(page, said).status_code for _n in range(6)]
    assert answers == [302] * 5 + [422]


def test_an_empty_draft_opens_nobodys_words(event, people, other):
    mine = factories.proposal(event, people.delegate, state="draft")
    page = f"/quebec/proposals/{mine.uid}/links/?q=publique"
    assert "publique</" not in people.client("delegate").get(page).text


def test_a_draft_that_was_withdrawn_stays_its_writers_alone(event, people):
    mine = factories.proposal(event, people.delegate, state="withdrawn", handed_in_at=None)
    team = people.client("programmer")
    assert team.get(f"/quebec/organise/proposals/{mine.uid}/").status_code == 404
    assert str(mine.uid) not in team.get("/quebec/organise/proposals/").text
