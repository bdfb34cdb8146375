"""Signing up and logging in by code."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from accounts.models import Mail, Person
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def newest_code(run_jobs):
    """The code in the newest mail, once the workers have sent it."""

    def read() -> str:
        run_jobs("mail")
        return re.findall(r"\d{4}-\d{4}", str(mail.outbox[-1].body))[0]

    return read


def known(name: str = "awa", **fields) -> Person:
    return factories.person(name, **fields)


def log_in(newest_code, address: str = "awa@example.org") -> Client:
    """A browser in which a code of the mailbox was just typed."""
    client = Client()
    client.post("/account/login/", {"email": address})
    client.post("/account/login/code/confirm/", {"code": newest_code()})
    return client


def test_signing_up_takes_an_address_and_a_code(newest_code):
    client = Client()
    sent = {"email": "Awa@Example.org", "called": "Awa", "next": "/quebec/"}
    answer = client.post("/account/signup/?lang=fr", sent)
    assert answer.headers["Location"] == "/account/confirm-email/"
    answer = client.post("/account/confirm-email/", {"code": newest_code()})
    assert answer.headers["Location"] == "/quebec/"
    person = Person.objects.get()
    assert (person.email, person.called, person.languages) == ("awa@example.org", "Awa", ["fr"])
    assert not person.has_usable_password()
    assert client.get("/me/").status_code == 200


def test_no_page_asks_for_a_password():
    client = Client()
    for address in ("/account/login/", "/account/signup/"):
        assert 'type="password"' not in client.get(address).text
    for address in ("password/change/", "password/set/", "password/reset/"):
        assert client.get(f"/account/{address}").status_code == 404


def test_logging_in_takes_the_code_and_comes_back(newest_code):
    known(languages=["pt", "es"])
    client = Client()
    page = client.get("/account/login/?next=/quebec/organise/").text
    assert 'name="next" value="/quebec/organise/"' in page
    sent = {"email": "AWA@example.org", "next": "/quebec/organise/"}
    answer = client.post("/account/login/", sent)
    confirm = answer.headers["Location"]
    assert "next=%2Fquebec%2Forganise%2F" in confirm
    sent = {"code": newest_code(), "next": "/quebec/organise/"}
    answer = client.post("/account/login/code/confirm/", sent)
    assert answer.headers["Location"] == "/quebec/organise/"
    assert answer.cookies["lang"].value == "pt.es"


def test_nobody_is_sent_to_another_host_after_logging_in(newest_code):
    known()
    client = Client()
    client.post("/account/login/", {"email": "awa@example.org"})
    sent = {"code": newest_code(), "next": "https://elsewhere.example/"}
    assert client.post("/account/login/code/confirm/", sent).headers["Location"] == "/"


def test_a_code_may_be_typed_in_other_digits(newest_code):
    known()
    client = Client()
    client.post("/account/login/", {"email": "awa@example.org"})
    code = newest_code().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    answer = client.post("/account/login/code/confirm/", {"code": code})
    assert answer.status_code == 302
    assert client.get("/me/").status_code == 200


def test_three_wrong_codes_end_the_try(newest_code):
    known()
    client = Client()
    client.post("/account/login/", {"email": "awa@example.org"})
    right = newest_code()
    for _try in range(2):
        answer = client.post("/account/login/code/confirm/", {"code": "0000-0000"})
        assert answer.status_code == 422
        assert "This is not the code" in answer.text
    client.post("/account/login/code/confirm/", {"code": "0000-0000"})
    client.post("/account/login/code/confirm/", {"code": right})
    assert client.get("/me/").status_code == 302


def test_another_code_can_be_asked_for(newest_code):
    known()
    client = Client()
    client.post("/account/login/", {"email": "awa@example.org"})
    first = newest_code()
    client.post("/account/login/code/confirm/", {"action": "resend"})
    assert newest_code() != first
    assert client.post("/account/login/code/confirm/", {"code": newest_code()}).status_code == 302


def test_known_and_unknown_addresses_get_the_same_answers():
    known()
    for address, sent in (
        ("/account/login/", {"email": "{}@example.org"}),
        ("/account/signup/", {"email": "{}@example.org", "called": "X"}),
    ):
        answers = [
            Client().post(address, sent | {"email": sent["email"].format(who)})
            for who in ("awa", "nobody")
        ]
        assert {a.status_code for a in answers} == {302}
        assert len({a.headers["Location"] for a in answers}) == 1
        pages = [Client().get(a.headers["Location"]).status_code for a in answers]
        assert len(set(pages)) == 1


def test_whoever_has_no_account_or_one_already_is_told_by_mail_only(run_jobs):
    known()
    Client().post("/account/login/?lang=en", {"email": "nobody@example.org"})
    Client().post("/account/signup/?lang=en", {"email": "awa@example.org"})
    run_jobs("mail")
    told = {each.to[0]: each for each in mail.outbox}
    assert "There is no account" in told["nobody@example.org"].body
    assert "/account/signup/" in told["nobody@example.org"].body
    assert "It has one already" in told["awa@example.org"].body
    assert Person.objects.count() == 1


def test_codes_for_one_address_are_limited():
    known()
    for _try in range(3):
        assert Client().post("/account/login/", {"email": "awa@example.org"}).status_code == 302
    answer = Client().post("/account/login/", {"email": "awa@example.org"})
    assert answer.status_code == 422
    assert "Too many tries" in answer.text
    assert Mail.objects.count() == 3


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"email": ""}, "email"),
        ({"email": "no address"}, "email"),
        ({"email": "x@example.org", "called": "a\u202eb"}, "called"),
        ({"email": "x@example.org", "called": "a\u0007b"}, "called"),
        ({"email": "x@example.org", "called": "x" * 101}, "called"),
        ({"email": "x@example.org", "called": "<script>x</script>"}, "called"),
    ],
)
def test_bad_input_at_sign_up_is_told_at_its_field(sent: dict[str, str], field: str):
    answer = Client().post("/account/signup/", {"called": "Kept"} | sent)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Person.objects.exists()


def test_mails_speak_the_language_of_the_page(run_jobs):
    known()
    Client().post("/account/login/?lang=ar", {"email": "awa@example.org"})
    assert Mail.objects.get().lang == "ar"
    run_jobs("mail")
    assert mail.outbox[-1].extra_headers["Content-Language"] == "ar"


def test_a_suspended_account_is_logged_out_everywhere_and_stays_out(newest_code):
    person = known()
    client = Client()
    client.force_login(person)
    assert client.get("/me/").status_code == 200
    person.state = Person.State.SUSPENDED
    person.save()
    assert client.get("/me/").status_code == 302
    client.post("/account/login/", {"email": "awa@example.org"})
    assert not Mail.objects.filter(subject__contains="code").exists()


def test_logging_out_is_by_post_and_comes_back():
    client = Client()
    client.force_login(known())
    assert client.get("/account/logout/").status_code == 200
    assert client.get("/me/").status_code == 200
    answer = client.post("/account/logout/", {"next": "/quebec/"})
    assert answer.headers["Location"] == "/quebec/"
    assert client.get("/me/").status_code == 302


def test_the_address_changes_when_the_code_sent_there_is_typed(newest_code):
    person = known()
    client = log_in(newest_code)
    sent = {"email": "new@example.org", "action_add": ""}
    assert client.post("/account/email/", sent).status_code == 302
    code = newest_code()
    person.refresh_from_db()
    assert person.email == "awa@example.org"
    client.post("/account/confirm-email/", {"code": code})
    person.refresh_from_db()
    assert person.email == "new@example.org"


@pytest.mark.django_db(transaction=True)
def test_an_authenticator_app_and_recovery_codes_are_added_and_asked_for(newest_code):
    from allauth.mfa.totp.internal import auth

    person = known()
    client = log_in(newest_code)
    page = client.get("/account/keys/totp/activate/")
    secret = page.context["form"].secret
    counter = next(auth.yield_hotp_counters_from_time())
    code = auth.format_hotp_value(auth.hotp_value(secret, counter))
    answer = client.post("/account/keys/totp/activate/", {"code": code})
    assert answer.headers["Location"] == "/account/keys/recovery-codes/"
    codes = re.findall(r"<li>([\w-]+)</li>", client.get(answer.headers["Location"]).text)
    assert len(codes) == 10
    assert Authenticator.objects.filter(user=person).count() == 2
    other = Client()
    other.post("/account/login/", {"email": "awa@example.org", "next": "/quebec/"})
    answer = other.post("/account/login/code/confirm/", {"code": newest_code()})
    assert answer.headers["Location"].startswith("/account/keys/authenticate/")
    assert other.get("/me/").status_code == 302
    other.post("/account/keys/authenticate/", {"code": codes[0]})
    assert other.get("/me/").status_code == 200


def test_a_passkey_can_be_asked_for(newest_code):
    known()
    client = log_in(newest_code)
    page = client.get("/account/keys/webauthn/add/")
    assert page.context["js_data"]["creation_options"]["publicKey"]["challenge"]
    login = Client().get("/account/keys/webauthn/login/", headers={"Accept": "application/json"})
    assert login.json()["request_options"]["publicKey"]["challenge"]


@pytest.mark.parametrize(
    "address",
    [
        *("login/", "signup/", "logout/", "email/", "reauthenticate/mail/"),
        *("keys/", "keys/webauthn/", "keys/totp/activate/"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "fr", "es", "pt", "ar", "hi", "sw", "id"])
def test_every_account_page_is_in_our_frame(address: str, lang: str):
    client = Client()
    if address not in {"login/", "signup/"}:
        client.force_login(known())
    answer = client.get(f"/account/{address}", {"lang": lang}, follow=True)
    assert answer.status_code == 200
    assert f'<html lang="{lang}"' in answer.text
    assert "<h1>" in answer.text
