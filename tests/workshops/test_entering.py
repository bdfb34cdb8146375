"""What the team hands in for others, late and with a word why."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Person
from tests import factories
from tests.workshops.conftest import filled, propose
from workshops.actions import proposals as actions
from workshops.actions.calls import first_call
from workshops.models import Call, Proposal


@pytest.fixture
def call(event):
    Call.objects.filter(pk=first_call(event).pk).update(
        state="closed", until=timezone.now() - timedelta(days=9)
    )
    return Call.objects.get()


def page_of(call):
    return f"/quebec/organise/calls/{call.uid}/enter/"


def sent(**given):
    return filled(address="awa@example.org", why="Her line was cut") | given


@pytest.mark.parametrize("name", ["desk", "programmer", "organiser"])
def test_the_team_enters_late_for_somebody_who_has_an_account(call, people, name):
    awa = factories.person("awa")
    people.client(name).post(page_of(call), sent())
    found = Proposal.objects.get()
    assert (found.state, found.proposer, found.call) == ("submitted", awa, call)
    assert (found.entered_by, found.entry_note) == (people.who(name), "Her line was cut")


def test_whoever_has_none_gets_one_that_opens_with_a_code(call, people, run_jobs, client):
    people.client("desk").post(page_of(call), sent())
    made = Person.objects.get(email="awa@example.org")
    assert not made.emailaddress_set.get().verified
    run_jobs("mail")
    [told] = mail.outbox
    assert told.to == ["awa@example.org"]
    assert f"/quebec/proposals/{Proposal.objects.get().uid}/" in told.body
    client.post("/account/login/", {"email": "awa@example.org"})
    run_jobs("mail")
    [code] = re.findall(r"\d{4}-\d{4}", mail.outbox[-1].body)
    client.post("/account/login/code/confirm/", {"code": code})
    assert "Femmes" in client.get(f"/quebec/proposals/{Proposal.objects.get().uid}/").text


def test_she_changes_what_was_entered_for_her_until_it_is_decided(call, people, client):
    awa = factories.person("awa")
    people.client("desk").post(page_of(call), sent())
    found = Proposal.objects.get()
    address = f"/quebec/proposals/{found.uid}/"
    client.force_login(awa)
    client.post(address, filled(title="Femmes"))
    assert Proposal.objects.get().title.body == "Femmes"
    actions.accept(found, by=None)
    client.post(address, filled(title="Hommes"))
    assert Proposal.objects.get().title.body == "Femmes"


def test_the_limit_is_passed_only_where_that_is_said(event, call, people):
    Call.objects.update(limit=1, state="open", until=None)
    network = factories.organisation(event)
    propose(event, organisation=network)
    desk, words = people.client("desk"), sent(organisation="Réseau")
    answer = desk.post(page_of(call), words)
    assert answer.status_code == 422
    assert "takes 1 proposal of an organisation" in answer.text
    assert "is kept" not in answer.context["form"].non_field_errors().as_text()
    desk.post(page_of(call), words | {"past_limit": "on"})
    assert Proposal.objects.filter(organisation=network, state="submitted").count() == 2


@pytest.mark.parametrize(("field", "value"), [("address", "awa"), ("why", ""), ("title", "")])
def test_what_lacks_is_said_at_its_field(call, people, field, value):
    answer = people.client("desk").post(page_of(call), sent(**{field: value}))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Proposal.objects.exists()


def test_nothing_is_entered_for_a_suspended_account(call, people):
    suspended = people.suspended
    answer = people.client("desk").post(page_of(call), sent(address=suspended.email))
    assert list(answer.context["form"].errors) == ["address"]


@pytest.mark.parametrize("name", ["account", "delegate", "translator", "neighbour"])
def test_nobody_else_enters(call, people, name):
    assert people.client(name).post(page_of(call), sent()).status_code == 404
