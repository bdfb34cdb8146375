"""Somebody whom a desk registered with her address takes the registration over by a mail."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import mailboxes
from accounts.models import Person
from delegates.actions import desk as desk_actions
from delegates.actions import entry_cards, registrations
from delegates.holdings import registrations as holding
from delegates.joining.checkin import CARDS
from delegates.models import EntryCard, Registration, TakeOver
from events.models import Event
from events.retention import forget
from tests import factories
from tests.delegates.checkin import desk_of, device, meeting_of_today

pytestmark = pytest.mark.django_db
AWA = "awa@example.org"


@pytest.fixture
def event():
    return meeting_of_today()


@pytest.fixture
def link(event, run_jobs, mailoutbox):
    """Registers at the desk, and returns the path of the link in the mail."""

    def register(address=AWA, name="Awa Diop"):
        _, secret = device(event)
        given = {"full_name": name, "category": "delegate", "country": "SN", "address": address}
        answer = desk_of(event, secret).post(
            f"/{event.slug}/desk/stranger/", given, headers={"Accept": "application/json"}
        )
        assert answer.status_code == 200
        run_jobs("mail")
        (to,) = mailoutbox[-1].to
        assert to == address.lower()
        return re.findall(r"/quebec/take-over/\S+", str(mailoutbox[-1].body))[0]

    return register


def test_a_walk_in_takes_her_registration_over_and_logs_in_by_mail_from_then_on(event, link):
    path, browser = link("Awa@Example.org"), Client()
    assert Registration.objects.get().person is None
    assert "Awa Diop" in browser.get(path).content.decode()
    assert Registration.objects.get().person is None
    assert browser.post(path)["Location"] == "/quebec/registration/"
    person = Registration.objects.get().person
    assert (person.email, person.has_address) == (AWA, True)
    assert "Awa Diop" in browser.get("/quebec/registration/").content.decode()
    assert browser.get("/account/email/").status_code == 200
    late = Client()
    assert late.get(path).status_code == 404
    assert late.post(path).status_code == 404


def test_the_account_that_a_card_opened_becomes_hers_and_the_card_ends(event, link):
    path = link()
    made = Registration.objects.get()
    card, code = entry_cards.give(made, by=None)
    phone = Client()
    phone.post("/me/card/", {"code": code})
    Client().post(path)
    made.refresh_from_db()
    assert made.person == card.person
    assert Person.objects.get().email == AWA
    assert EntryCard.objects.get().state == "ended"
    assert phone.get("/me/").status_code == 302


def test_whoever_shares_a_mailbox_says_who_she_is(event, link):
    awa = factories.person("awa")
    zora = mailboxes.add_person(AWA, called="Zora", languages=[], by=awa)
    stranger = factories.person("stranger")
    path = link()
    page = Client().get(path).content.decode()
    assert "Go on as Awa" in page
    assert Client().post(path, {"person": stranger.uid}).status_code == 404
    assert Client().post(path).status_code == 404
    Client().post(path, {"person": zora.uid})
    assert Registration.objects.get().person == zora


def test_whoever_is_registered_already_is_told_and_keeps_both_for_the_organisers(event, link):
    factories.registration(event, factories.person("awa"))
    path = link()
    awa = Person.objects.get(email=AWA)
    answer = Client().post(path, {"person": awa.uid})
    assert answer.status_code == 422
    assert "registered for this event already" in answer.content.decode()
    assert TakeOver.objects.count() == 1


def test_the_desk_learns_nothing_about_accounts_from_an_address(event):
    factories.person("awa")
    Person.objects.filter(email=AWA).update(state="suspended")
    _, secret = device(event)
    answers = []
    for address in (AWA, "nobody@example.org"):
        given = {"full_name": "Awa", "category": "press", "address": address}
        answer = desk_of(event, secret).post(f"/{event.slug}/desk/stranger/", given)
        page = re.sub(r"(value|nonce)=\"[^\"]*\"", "", answer.content.decode())
        answers.append(re.sub(r"code=\w+|\"now\": \"[^\"]*\"", "", page))
    assert answers[0] == answers[1]


def test_a_suspended_account_is_not_opened_by_a_desk(event, link):
    factories.person("awa")
    Person.objects.update(state="suspended")
    browser = Client()
    assert browser.post(link()).status_code == 422
    assert browser.get("/me/").status_code == 302


def test_a_link_lapses_and_serves_no_registration_that_was_withdrawn(event, link):
    path = link()
    long_ago = timezone.now() - timedelta(days=60)
    TakeOver.objects.update(made_at=long_ago)
    Event.objects.update(begins=long_ago.date(), ends=long_ago.date())
    assert Client().get(path).status_code == 410
    assert Client().post(path).status_code == 410
    TakeOver.objects.update(made_at=timezone.now())
    assert Client().get(path).status_code == 200
    registrations.withdraw(Registration.objects.get(), by=None)
    assert Client().post(path).status_code == 410


def test_a_device_mails_only_so_many_an_hour(event, monkeypatch):
    monkeypatch.setattr(desk_actions, "MAILS", desk_actions.Limit("delegates.test_mails", 2, 3600))
    _, secret = device(event)
    browser, given = desk_of(event, secret), {"full_name": "Awa", "category": "press"}
    address = f"/{event.slug}/desk/stranger/"
    for number in range(2):
        mailed = given | {"address": f"a{number}@example.org"}
        assert browser.post(address, mailed).status_code == 200
    assert browser.post(address, given | {"address": "b@example.org"}).status_code == 422
    assert browser.post(address, given).status_code == 200
    assert Registration.objects.count() == 3


def test_the_address_goes_with_the_event_and_with_her(event, link):
    link()
    made = Registration.objects.get()
    entry_cards.give(made, by=None)
    made.refresh_from_db()
    CARDS.erase(made.person)
    holding.erase(made.person)
    assert not TakeOver.objects.exists()
    link("zora@example.org", "Zora")
    event.begins -= timedelta(days=200)
    event.ends -= timedelta(days=200)
    event.save()
    forget(event)
    assert not TakeOver.objects.exists()
