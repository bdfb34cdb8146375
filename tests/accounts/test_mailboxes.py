"""Several people of one mailbox are kept apart, and a link in a mail logs in."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from accounts import actions, mailboxes
from accounts.mail import write
from accounts.models import Mail, Person
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def awa():
    return factories.person("awa")


@pytest.fixture
def zora(awa):
    """Another person who reads awa's mailbox."""
    return mailboxes.add_person(awa.email, called="Zora", languages=["fr"], by=awa)


@pytest.fixture
def link(run_jobs):
    """The link in the newest mail, after somebody asked to log in."""

    def ask(address="awa@example.org"):
        Client().post("/account/login/", {"email": address})
        run_jobs("mail")
        return re.findall(r"/me/link/\S+", str(mail.outbox[-1].body))[0]

    return ask


def test_a_link_logs_in_on_another_device_by_one_button(awa, link):
    path, browser = link(), Client()
    assert "Go on as Awa" in browser.get(path).content.decode()
    assert browser.get("/me/").status_code == 302
    answer = browser.post(path, {"person": awa.uid})
    assert answer.status_code == 302
    assert "awa@example.org" in browser.get("/me/").content.decode()


def test_reading_the_link_logs_nobody_in_and_it_serves_once(awa, link):
    path = link()
    for _ in range(3):
        assert Client().get(path).status_code == 200
    Client().post(path, {"person": awa.uid})
    late = Client()
    assert late.get(path).status_code == 410
    assert late.post(path, {"person": awa.uid}).status_code == 410
    assert late.get("/me/").status_code == 302


def test_a_link_lapses_and_a_made_up_one_opens_nothing(awa, link, time_machine):
    time_machine.move_to("2026-01-01 10:00:00+00:00")
    path = link()
    assert Client().get("/me/link/made-up/").status_code == 410
    time_machine.move_to("2026-01-01 10:16:00+00:00")
    assert Client().get(path).status_code == 410


def test_a_link_serves_only_those_of_its_mailbox(awa, link):
    other = factories.person("other")
    path = link()
    assert Client().post(path, {"person": other.uid}).status_code == 404


def test_whoever_shares_a_mailbox_says_who_goes_on(awa, zora, link):
    path, browser = link(), Client()
    page = browser.get(path).content.decode()
    assert "Go on as Awa" in page
    assert "Go on as Zora" in page
    browser.post(path, {"person": zora.uid})
    page = browser.get("/me/").content.decode()
    assert "awa@example.org" in page
    assert "Zora" in page


def test_by_code_too_one_is_asked_who_goes_on(awa, zora, run_jobs):
    browser = Client()
    browser.post("/account/login/", {"email": "awa@example.org"})
    run_jobs("mail")
    code = re.findall(r"\d{4}-\d{4}", str(mail.outbox[-1].body))[0]
    answer = browser.post("/account/login/code/confirm/", {"code": code, "next": "/new/"})
    assert answer.headers["Location"] == "/me/people/?next=%2Fnew%2F"
    answer = browser.post(f"/me/people/{zora.uid}/", {"next": "/new/"})
    assert answer.headers["Location"] == "/new/"
    assert browser.get("/me/shell/").json()["called"] == "Zora"


def test_an_account_that_nobody_shares_asks_nothing(awa, run_jobs):
    browser = Client()
    browser.post("/account/login/", {"email": "awa@example.org"})
    run_jobs("mail")
    code = re.findall(r"\d{4}-\d{4}", str(mail.outbox[-1].body))[0]
    answer = browser.post("/account/login/code/confirm/", {"code": code, "next": "/new/"})
    assert answer.headers["Location"] == "/new/"


def test_nobody_goes_on_as_somebody_of_another_mailbox(awa, zora):
    other = factories.person("other")
    browser = Client()
    browser.force_login(other)
    assert browser.post(f"/me/people/{zora.uid}/").status_code == 404
    assert browser.post("/me/people/add/", {"called": "X"}).status_code == 404


def test_somebody_is_added_on_the_page(awa, link):
    browser = Client()
    browser.post(link(), {"person": awa.uid})
    assert browser.post("/me/people/add/", {"called": ""}).status_code == 422
    browser.post("/me/people/add/", {"called": "Zora"})
    made = Person.objects.get(called="Zora")
    assert made.address == "awa@example.org"
    assert "Zora" in browser.get("/me/people/").content.decode()


def test_a_mail_to_her_reaches_the_mailbox_and_stays_hers(awa, zora, run_jobs):
    code = {"code": "1", "email": "x"}
    for who in (awa, zora):
        write(to=who, template="account/email/login_code", context=code)
    assert set(Mail.objects.values_list("address", flat=True)) == {"awa@example.org"}
    actions.delete_account(person=zora, by=zora)
    assert list(Mail.objects.values_list("person", flat=True)) == [awa.pk]


def test_when_the_first_one_leaves_the_next_has_the_address(awa, zora, link):
    actions.delete_account(person=awa, by=awa)
    zora.refresh_from_db()
    assert (zora.email, zora.mailbox) == ("awa@example.org", "")
    assert EmailAddress.objects.get(user=zora).email == "awa@example.org"
    assert "Go on as Zora" in Client().get(link()).content.decode()


def test_a_suspended_person_is_not_offered(awa, zora, link):
    actions.suspend(person=zora, by=awa)
    assert "Zora" not in Client().get(link()).content.decode()


def test_a_mailbox_has_room_for_a_family_and_not_for_a_town(awa):
    for number in range(mailboxes.MOST - 1):
        mailboxes.add_person(awa.email, called=f"No. {number}", languages=[], by=awa)
    with pytest.raises(mailboxes.MailboxFull):
        mailboxes.add_person(awa.email, called="One more", languages=[], by=awa)
