"""A draft is saved as it is typed, from any device, and nothing is overwritten unseen."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Event
from tests.workshops.conftest import filled, propose
from workshops.actions.calls import first_call
from workshops.models import Call, Proposal

START = "/quebec/propose/draft/"


@pytest.fixture
def hers(people):
    return people.client("facilitator")


def start(browser, **given):
    answer = browser.post(START, {"uid": str(uuid4())} | (given or filled()))
    assert answer.status_code == 200, answer.content
    return answer.json()


def asked(context):
    """Without the marks of the transaction."""
    plain = [each["sql"] for each in context.captured_queries]
    return [sql for sql in plain if not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]


def test_a_first_save_makes_the_draft_and_the_next_goes_on_with_it(event, hers, run_jobs):
    first = start(hers, title="Water")
    draft = Proposal.objects.get()
    assert first["page"] == f"/quebec/proposals/{draft.uid}/"
    second = hers.post(first["draft"], filled(revision=first["revision"])).json()
    assert second["revision"] == 2
    run_jobs("now")
    draft.refresh_from_db()
    assert (draft.state, draft.title.body, draft.typed) == ("draft", "Femmes et microcrédit", {})
    assert [each.name for each in draft.contributors.all()] == ["Awa Diop", "فاطمة الزهراء"]
    page = hers.get(first["page"]).content.decode()
    assert 'name="revision" value="2"' in page


def test_a_save_asks_at_most_eight_times(event, hers):
    first_call(event)
    with CaptureQueriesContext(connection) as first:
        made = start(hers)
    with CaptureQueriesContext(connection) as second:
        hers.post(made["draft"], filled(revision=1))
    assert len(asked(first)) <= 8, asked(first)
    assert len(asked(second)) <= 8, asked(second)


def test_what_does_not_fit_yet_waits_as_it_was_typed_and_comes_back_on_another_device(
    event, people, hers, run_jobs
):
    half = filled(**{"people-0-languages": "Klingonese", "size": "many"})
    made = start(hers, **half)
    run_jobs("now")
    assert Proposal.objects.get().title.body == ""
    response = people.client("facilitator").get(made["page"])
    assert response.status_code == 200
    page = response.content.decode()
    assert all(words in page for words in ("Klingonese", "many", "Femmes et microcrédit"))


def test_the_slower_of_two_devices_overwrites_nothing_and_sees_both(event, people, hers):
    made = start(hers, title="Water")
    other = people.client("facilitator")
    other.post(made["draft"], {"title": "Water is common", "revision": "1"})
    answer = hers.post(made["draft"], {"title": "Water is ours", "revision": "1"})
    assert (answer.status_code, "another device" in answer.json()["said"]) == (409, True)
    late = {"title": "Water is ours", "title-lang": "en", "save": "draft", "revision": "1"}
    response = hers.post(made["page"], late)
    assert response.status_code == 422
    page = response.content.decode()
    assert 'value="Water is ours"' in page
    assert "common</del>" in page
    assert Proposal.objects.get().typed["title"] == ["Water is common"]
    again = late | {"revision": response.context["revision"]}
    assert hers.post(made["page"], again).status_code == 302
    assert Proposal.objects.get().title.body == "Water is ours"


def test_a_save_whose_answer_was_lost_makes_no_second_draft(event, hers):
    uid = str(uuid4())
    for words in ("Water", "Water is common"):
        assert start(hers, title=words, uid=uid)
    assert Proposal.objects.get().typed["title"] == ["Water is common"]


def test_an_uid_of_somebody_else_is_refused(event, hers):
    theirs = propose(event)
    answer = hers.post(START, {"uid": str(theirs.uid), "title": "Mine"})
    assert answer.status_code == 422
    assert Proposal.objects.get().typed == {}


def test_what_was_handed_in_moves_only_when_it_is_saved(event, people, hers, run_jobs):
    proposal = propose(event, by=people.facilitator)
    page = f"/quebec/proposals/{proposal.uid}/"
    hers.post(f"{page}draft/", filled(title="Femmes", revision=1))
    run_jobs("now")
    proposal.refresh_from_db()
    assert proposal.title.body == "Femmes et microcrédit"
    assert "nobody sees it until you save it" in hers.get(page).content.decode()
    hers.post(page, filled(title="Femmes", revision=2))
    proposal.refresh_from_db()
    assert (proposal.title.body, proposal.typed) == ("Femmes", {})


@pytest.mark.parametrize(
    "given", [{"uid": "x"}, {"title": "x" * 200_001}, {"uid": "", "title": "\x00"}]
)
def test_what_cannot_be_kept_is_said(event, hers, given):
    answer = hers.post(START, {"uid": str(uuid4())} | given)
    assert (answer.status_code, bool(answer.json()["said"])) == (422, True)
    assert not Proposal.objects.exists()


def test_a_closed_call_keeps_drafts_and_leaves_what_was_handed_in_as_it_is(event, people, hers):
    made = start(hers)
    handed_in = propose(event, by=people.facilitator)
    Call.objects.update(state="closed")
    assert hers.post(made["draft"], filled(revision=1)).status_code == 200
    answer = hers.post(f"/quebec/proposals/{handed_in.uid}/draft/", filled(revision=1))
    assert answer.status_code == 422
    assert "not open" in answer.json()["said"]
    Event.objects.update(call="closed")
    assert hers.post(START, {"uid": str(uuid4())}).status_code == 422


@pytest.mark.parametrize("name", ["stranger", "account", "organiser", "neighbour"])
def test_nobody_else_saves_her_draft(event, people, hers, name):
    made = start(hers)
    headers = {"Accept": "application/json"}
    answer = people.client(name).post(made["draft"], {"title": "Mine"}, headers=headers)
    assert answer.status_code == (403 if name == "stranger" else 404)
    assert Proposal.objects.get().revision == 1


def test_a_draft_of_typed_words_goes_with_its_writer(event, people, hers):
    from workshops.holdings import erase, show

    start(hers)
    assert show(people.facilitator)[0]["typed"]["title"] == ["Femmes et microcrédit"]
    erase(people.facilitator)
    assert not Proposal.objects.exists()
