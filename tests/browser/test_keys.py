"""Passkeys and addresses: she proves anew that it is she, by mail or by what she has."""

import re

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from accounts.models import Mail
from tests import factories
from tests.browser.conftest import axe_faults, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def newest_code() -> str:
    return re.findall(r"\d{4}-\d{4}", Mail.objects.latest("pk").body)[0]


def keep_passkeys(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def prove_by_mail(page: Page) -> None:
    expect(page.get_by_role("heading", name="Confirm that it is you")).to_be_visible()
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(newest_code())
    page.get_by_role("button", name="Go on").click()


def test_a_passkey_is_added_after_a_code_and_then_is_all_that_is_asked(open_page):
    page = open_page("/account/keys/", factories.person("awa", called="Awa"))
    keep_passkeys(page)
    page.get_by_role("link", name="Add a passkey").click()
    prove_by_mail(page)
    page.get_by_label("Name of the passkey").fill("My phone")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert page.locator(".recovery li").count() == 10
    page.context.clear_cookies()
    page.goto("/account/login/?next=/me/")
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_role("heading", name="My account")).to_be_visible()

    # From now on the passkey is asked, never the mailbox.
    mails = Mail.objects.count()
    page.goto("/account/email/")
    page.locator("#id_email").fill("new@example.org")
    page.get_by_role("button", name="Send a code there").click()
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("heading", name="Type the code")).to_be_visible()
    assert Mail.objects.count() == mails + 1
    assert Mail.objects.latest("pk").address == "new@example.org"
    page.goto("/account/keys/webauthn/")
    page.get_by_role("link", name="Delete").click()
    page.locator("main form button").first.click()
    expect(page.get_by_text("You have no passkey yet.")).to_be_visible()
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_an_address_is_changed_after_a_code_to_the_old_one(open_page):
    awa = factories.person("awa", called="Awa")
    page = open_page("/account/email/", awa, width=360)
    page.locator("#id_email").fill("new@example.org")
    page.get_by_role("button", name="Send a code there").click()
    prove_by_mail(page)
    expect(page.get_by_role("heading", name="Type the code")).to_be_visible()
    assert Mail.objects.latest("pk").address == "new@example.org"
    page.get_by_label("Code").fill(newest_code())
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Your address is confirmed.")).to_be_visible()
    awa.refresh_from_db()
    assert awa.email == "new@example.org"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_proof_fits_a_phone_and_pleases_axe(open_page, lang):
    who = factories.person("awa", called="Awa", languages=[lang])
    page = open_page("/account/reauthenticate/mail/", who, lang=lang, width=360)
    assert page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
    for _step in ("asked", "sent"):
        assert axe_faults(page) == []
        assert too_wide(page) == 0
        page.locator("main button[value=send]").click()
        page.wait_for_selector("input[name=code]")
