"""Before a key or an address is changed, she proves anew that it is she."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client

from accounts import mailboxes
from accounts.models import Mail, Person
from tests import factories

pytestmark = pytest.mark.django_db

HERE = "/account/reauthenticate/mail/"
GUARDED = ["/account/keys/webauthn/add/", "/account/keys/totp/activate/"]


@pytest.fixture
def newest_code(run_jobs):
    def read() -> str:
        run_jobs("mail")
        return re.findall(r"\d{4}-\d{4}", str(mail.outbox[-1].body))[0]

    return read


@pytest.fixture
def awa() -> Person:
    return factories.person("awa")


@pytest.fixture
def browser(awa) -> Client:
    """One in which she logged in long ago."""
    client = Client()
    client.force_login(awa)
    return client


@pytest.fixture
def prove(newest_code):
    """Types the code that is sent, and says what came of it."""

    def do(browser: Client, to: str = "/account/keys/"):
        browser.post(HERE, {"action": "send", "next": to})
        return browser.post(HERE, {"code": newest_code(), "next": to})

    return do


@pytest.mark.parametrize("address", GUARDED)
def test_without_a_second_factor_a_code_by_mail_is_asked(browser, prove, address):
    answer = browser.get(address)
    assert answer.headers["Location"] == f"{HERE}?next={address.replace('/', '%2F')}"
    page = browser.get(answer.headers["Location"])
    assert "Send me a code" in page.text
    assert not Mail.objects.exists()
    assert prove(browser, address).headers["Location"] == address
    assert browser.get(address).status_code == 200


def test_a_new_address_waits_for_the_proof_and_is_then_taken_as_typed(browser, awa, newest_code):
    answer = browser.post("/account/email/", {"email": "new@example.org", "action_add": ""})
    assert answer.headers["Location"].startswith(HERE)
    assert not Mail.objects.exists()
    browser.post(HERE, {"action": "send", "next": "/account/email/"})
    answer = browser.post(HERE, {"code": newest_code(), "next": "/account/email/"})
    assert answer.headers["Location"] == "/account/confirm-email/"
    browser.post("/account/confirm-email/", {"code": newest_code()})
    awa.refresh_from_db()
    assert awa.email == "new@example.org"


def test_the_proof_holds_for_five_minutes(browser, prove, time_machine):
    time_machine.move_to("2026-01-01 10:00:00+00:00")
    prove(browser)
    time_machine.move_to("2026-01-01 10:04:00+00:00")
    assert browser.get(GUARDED[0]).status_code == 200
    time_machine.move_to("2026-01-01 10:06:00+00:00")
    assert browser.get(GUARDED[0]).status_code == 302


def test_a_code_that_was_just_typed_to_log_in_is_proof_too(awa, newest_code, time_machine):
    time_machine.move_to("2026-01-01 10:00:00+00:00")
    client = Client()
    client.post("/account/login/", {"email": awa.email})
    client.post("/account/login/code/confirm/", {"code": newest_code()})
    assert client.get(GUARDED[0]).status_code == 200
    time_machine.move_to("2026-01-01 10:06:00+00:00")
    assert client.get(GUARDED[0]).status_code == 302


def test_changing_over_to_another_of_the_mailbox_proves_nothing_anew(
    awa, newest_code, time_machine
):
    zora = mailboxes.add_person(awa.email, called="Zora", languages=["fr"], by=awa)
    time_machine.move_to("2026-01-01 10:00:00+00:00")
    client = Client()
    client.post("/account/login/", {"email": awa.email})
    client.post("/account/login/code/confirm/", {"code": newest_code()})
    time_machine.move_to("2026-01-01 10:06:00+00:00")
    client.post(f"/me/people/{zora.uid}/")
    client.post(f"/me/people/{awa.uid}/")
    assert client.get("/me/").status_code == 200
    assert client.get(GUARDED[0]).status_code == 302


def test_the_code_goes_to_the_mailbox_that_is_shared(awa, prove):
    zora = mailboxes.add_person(awa.email, called="Zora", languages=["fr"], by=awa)
    client = Client()
    client.force_login(zora)
    assert prove(client).status_code == 302
    assert mail.outbox[-1].to == [awa.email]
    assert client.get(GUARDED[0]).status_code == 200


def test_three_wrong_codes_end_it(browser, newest_code):
    browser.post(HERE, {"action": "send"})
    right = newest_code()
    for _try in range(2):
        answer = browser.post(HERE, {"code": "0000-0000"})
        assert answer.status_code == 422
        assert "This is not the code" in answer.text
    assert browser.post(HERE, {"code": "0000-0000"}).status_code == 302
    # Now nothing is on its way: this asks for another code, and proves nothing.
    browser.post(HERE, {"code": right})
    assert browser.get(GUARDED[0]).status_code == 302


def test_a_code_lapses_and_serves_once_and_only_her(browser, awa, newest_code, time_machine):
    time_machine.move_to("2026-01-01 10:00:00+00:00")
    browser.post(HERE, {"action": "send"})
    code = newest_code()
    time_machine.move_to("2026-01-01 10:16:00+00:00")
    browser.post(HERE, {"code": code})
    assert browser.get(GUARDED[0]).status_code == 302
    browser.post(HERE, {"action": "send"})
    code = newest_code()
    session = browser.session
    other = Client()
    other.force_login(factories.person("other"))
    hers = other.session
    hers["proof_anew"] = session["proof_anew"]
    hers.save()
    other.post(HERE, {"code": code})
    assert other.get(GUARDED[0]).status_code == 302


def test_mails_with_codes_are_limited(browser):
    for _try in range(3):
        browser.post(HERE, {"action": "send"})
    answer = browser.post(HERE, {"action": "send"}, follow=True)
    assert "Too many tries" in answer.text
    assert Mail.objects.count() == 3


def test_nobody_is_sent_to_another_host_after_the_proof(browser, prove):
    assert prove(browser, "https://elsewhere.example/").headers["Location"] == "/"


def test_with_a_second_factor_the_mailbox_is_no_proof(browser, awa, newest_code):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(awa, secret)
    answer = browser.get("/account/keys/totp/deactivate/")
    assert answer.headers["Location"].startswith("/account/keys/reauthenticate/")
    assert browser.get(HERE).headers["Location"].startswith("/account/keys/reauthenticate/")
    browser.post(HERE, {"action": "send"})
    assert not Mail.objects.exists()
    counter = next(totp.yield_hotp_counters_from_time())
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))
    back = "/account/keys/totp/deactivate/"
    sent = {"code": code, "next": back}
    assert browser.post("/account/keys/reauthenticate/", sent).headers["Location"] == back
    assert browser.post(back).status_code == 302
    assert not Authenticator.objects.filter(type="totp").exists()


def test_a_second_factor_is_asked_before_the_address_changes(browser, awa):
    totp.TOTP.activate(awa, totp.generate_totp_secret())
    answer = browser.post("/account/email/", {"email": "new@example.org", "action_add": ""})
    assert answer.headers["Location"].startswith("/account/keys/reauthenticate/")
    assert not Mail.objects.exists()


def test_with_passkeys_only_the_passkey_comes_before_recovery_codes(browser, awa):
    for kind in ("webauthn", "recovery_codes"):
        Authenticator.objects.create(user=awa, type=kind, data={})
    answer = browser.post("/account/email/", {"email": "new@example.org", "action_add": ""})
    assert answer.headers["Location"].startswith("/account/keys/webauthn/reauthenticate/")


def test_all_that_is_kept_about_her_waits_for_the_proof(browser, prove):
    """By a page with a button: after the code she stands on a page, not before a form."""
    here = "/me/data/"
    for answer in (browser.get(here), browser.post(here)):
        assert answer.headers["Location"] == f"{HERE}?next=%2Fme%2Fdata%2F"
    assert prove(browser, here).headers["Content-Type"] == "application/zip"
    assert browser.get(here).headers["Content-Type"].startswith("text/html")
    assert browser.post(here).headers["Content-Type"] == "application/zip"


def test_the_end_of_an_account_waits_for_the_proof_and_then_takes_what_was_typed(
    browser, awa, prove
):
    here = "/me/delete/"
    assert browser.get(here).status_code == 200
    assert browser.post(here, {"address": "other@example.org"}).status_code == 422
    answer = browser.post(here, {"address": awa.email})
    assert answer.headers["Location"] == f"{HERE}?next=%2Fme%2Fdelete%2F"
    assert Person.objects.filter(pk=awa.pk).exists()
    assert prove(browser, here).headers["Location"] == "/"
    assert not Person.objects.filter(pk=awa.pk).exists()
    assert browser.get("/me/").status_code == 302


def test_a_second_factor_is_asked_before_her_data_leave(browser, awa):
    totp.TOTP.activate(awa, totp.generate_totp_secret())
    for here, sent in (("/me/data/", {}), ("/me/delete/", {"address": awa.email})):
        answer = browser.post(here, sent)
        assert answer.headers["Location"].startswith("/account/keys/reauthenticate/")
    assert Person.objects.filter(pk=awa.pk).exists()


def test_an_end_that_was_not_proven_is_not_taken_with_another_proof(browser, awa, prove):
    browser.post("/me/delete/", {"address": awa.email})
    prove(browser, "/account/keys/")
    assert Person.objects.filter(pk=awa.pk).exists()
