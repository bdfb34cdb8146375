"""Organisations hold a proposal together: asked by a link, answered once."""

import re

import pytest
from django.core import mail

from accounts.models import Notice
from delegates.models import Block
from tests import factories
from tests.workshops.conftest import filled, propose
from workshops.models import Host, Proposal


@pytest.fixture
def proposal(event, people):
    return propose(event, by=people.facilitator)


@pytest.fixture
def asks(people, proposal, run_jobs):
    """Asks an organisation and returns the address of the link in the mail."""

    def ask(name="Réseau des femmes", email="nina@example.org"):
        page = f"/quebec/proposals/{proposal.uid}/hosts/"
        answer = people.client("facilitator").post(page, {"organisation": name, "email": email})
        assert answer.status_code == 302, answer.context["form"].errors
        run_jobs("mail")
        found = re.search(r"/quebec/hosts/\S+", mail.outbox[-1].body) if mail.outbox else None
        return found and found[0]

    return ask


def test_who_confirms_by_the_link_writes_on_the_proposal_and_the_proposer_is_told(
    event, people, proposal, asks
):
    link, browser = asks(), people.client("account")
    assert "Réseau des femmes" in browser.get(link).content.decode()
    page = browser.post(link, {"answer": "yes"}, follow=True).content.decode()
    assert "you may write on it now" in page
    browser.post(f"/quebec/proposals/{proposal.uid}/", filled(title="Ours"))
    assert Proposal.objects.get().title.body == "Ours"
    assert str(proposal.uid) in browser.get("/quebec/proposals/").content.decode()
    assert Notice.objects.get(person=people.facilitator).kind == "workshops.host_confirmed"
    assert browser.get(link).status_code == 404


def test_a_stranger_says_no_and_logs_in_to_say_yes(people, asks):
    link, browser = asks(), people.client()
    assert "/account/login/" in browser.post(link, {"answer": "yes"})["Location"]
    assert Host.objects.get().state == "asked"
    browser.post(link, {"answer": "no"})
    host = Host.objects.get()
    assert (host.state, host.person, host.token_hash) == ("declined", None, "")


def test_only_the_proposer_withdraws_and_asks_and_a_host_may_leave(people, proposal, asks):
    browser = people.client("account")
    browser.post(asks(), {"answer": "yes"})
    page = f"/quebec/proposals/{proposal.uid}/"
    assert browser.get(f"{page}hosts/").status_code == 404
    assert browser.post(f"{page}withdraw/").status_code == 404
    assert "Hold this proposal no longer" in browser.get(page).content.decode()
    browser.post(f"{page}leave/")
    assert Host.objects.get().state == "left"
    assert browser.get(page).status_code == 404


def test_a_question_is_taken_back_and_its_link_opens_no_longer(people, proposal, asks):
    link = asks()
    page = f"/quebec/proposals/{proposal.uid}/hosts/take-back/"
    for given in ("", "x", "9" * 30):
        people.client("facilitator").post(page, {"host": given})
    assert people.client().get(link).status_code == 200
    people.client("facilitator").post(page, {"host": Host.objects.get().pk})
    assert people.client().get(link).status_code == 404


def test_an_organisation_is_asked_again_by_a_new_link_and_not_once_it_holds_it(people, asks):
    first, second = asks(), asks()
    assert people.client().get(first).status_code == 404
    people.client("account").post(second, {"answer": "yes"})
    with pytest.raises(AssertionError, match="holds it already"):
        asks()
    assert Host.objects.count() == 1


def test_who_has_blocked_the_proposer_hears_nothing_and_it_does_not_show(people, asks):
    nina = factories.person("nina")
    Block.objects.create(person=nina, blocked=people.facilitator, name="Facilitator")
    assert asks(email=nina.email) is None
    assert Host.objects.get().state == "asked"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("email", value) for value in ("", "nina", "\x00@example.org")),
        *(("organisation", value) for value in ("", "<script>", "x" * 201)),
        ("organisation_known", "x"),
    ],
)
def test_a_bad_question_is_refused_at_its_field(people, proposal, field, value):
    given = {"organisation": "Réseau", "email": "nina@example.org"} | {field: value}
    page = f"/quebec/proposals/{proposal.uid}/hosts/"
    response = people.client("facilitator").post(page, given)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field.removesuffix("_known")]
    assert not Host.objects.exists()
