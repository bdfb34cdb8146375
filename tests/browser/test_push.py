"""A person lets her browser show her notices, is shown one while no page is about it, and ends it.

Chromium's own push service is out of reach here: what the browser gets of its maker is put into
the page, and what the server sends is handed to the service worker by Chromium's own door for
that. All between is the product's.
"""

import json

import pytest
from django.utils import translation
from playwright.sync_api import expect

from access import outside
from accounts import notices
from accounts.models import Browser
from accounts.ports import notice_kinds
from tests import factories
from tests.accounts.push_service import Subscribed, serving
from tests.browser.conftest import axe_faults, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MAKER = """
const maker = %s;
let held = sessionStorage.getItem("held");
const subscription = {
  endpoint: maker.endpoint,
  toJSON: () => ({ endpoint: maker.endpoint, keys: { p256dh: maker.key, auth: maker.secret } }),
  unsubscribe: async () => { sessionStorage.removeItem("held"); held = null; return true; },
};
PushManager.prototype.getSubscription = async () => held ? subscription : null;
PushManager.prototype.subscribe = async (asked) => {
  if (!asked.userVisibleOnly || asked.applicationServerKey.length !== 87) throw new TypeError();
  sessionStorage.setItem("held", "yes");
  return subscription;
};
"""


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_her_browser_shows_what_she_is_told_until_she_ends_it(
    open_page, run_jobs, monkeypatch, lang
):
    awa = factories.person("awa", languages=[lang])
    maker = Subscribed("https://1.1.1.1/push/abc")
    page = open_page("/me/", awa, lang=lang, permissions=["notifications"])
    page.add_init_script(MAKER % json.dumps(maker.given))
    page.goto("/me/notices/wishes/")
    page.locator("[data-add] button").click()
    expect(page.locator("[data-this]")).to_be_visible()
    expect(page.locator("[data-add] button")).to_be_hidden()

    monkeypatch.setattr(outside, "is_outer", lambda address: address == "127.0.0.1")
    with serving() as service:
        Browser.objects.update(endpoint=f"{service.origin}/abc")
        notices.tell([awa], kind="events.extended", address="/quebec/", values={"event": "Q"})
        run_jobs("mail")
        ((_path, _headers, body, *_rest),) = service.heard
    deliver(page, maker.read(body).decode())
    found = "navigator.serviceWorker.ready.then((r) => r.getNotifications())"
    told = "([each]) => each && [each.title, each.lang, each.data]"
    shown_there = page.wait_for_function(f"{found}.then({told})").json_value()
    with translation.override(lang):
        title = str(notice_kinds["events.extended"].title)
    assert shown_there == [title, lang, f"/me/notices/{awa.notices.get().uid}/"]

    Browser.objects.update(endpoint=maker.endpoint)
    page.locator("[data-browser] button").click()
    expect(page.locator("[data-add] button")).to_be_visible()
    assert page.evaluate("sessionStorage.getItem('held')") is None
    assert not Browser.objects.exists()


def test_logging_out_lets_go_of_the_browser(open_page):
    awa = factories.person("awa")
    maker = Subscribed("https://1.1.1.1/push/abc")
    page = open_page("/me/", awa, permissions=["notifications"])
    page.add_init_script(MAKER % json.dumps(maker.given))
    page.goto("/me/notices/wishes/")
    page.locator("[data-add] button").click()
    expect(page.locator("[data-this]")).to_be_visible()
    page.goto("/me/")
    page.locator("a[href='/account/logout/']").click()
    page.locator("form[action='/account/logout/'] button").click()
    page.wait_for_url("/")
    assert page.evaluate("sessionStorage.getItem('held')") is None
    assert not Browser.objects.exists()


def deliver(page, said: str) -> None:
    """As if Chromium had received it."""
    session = page.context.new_cdp_session(page)
    found: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(each["registrationId"] for each in told["registrations"]),
    )
    session.send("ServiceWorker.enable")
    while not found:
        page.wait_for_timeout(50)
    origin = page.evaluate("location.origin")
    call = {"origin": origin, "registrationId": found[0], "data": said}
    session.send("ServiceWorker.deliverPushMessage", call)


def test_who_says_no_is_told_where_to_change_that(open_page):
    awa = factories.person("awa")
    page = open_page("/me/notices/wishes/", awa)
    page.evaluate("Notification.requestPermission = async () => 'denied'")
    page.get_by_role("button", name="Show my notices in this browser").click()
    expect(page.get_by_role("alert")).to_contain_text("does not let Convoca show anything")
    assert not Browser.objects.exists()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_wishes_fit_a_phone(open_page, lang):
    awa = factories.person("awa", languages=[lang])
    Browser.objects.create(person=awa, endpoint="https://1.1.1.1/a")
    page = open_page("/me/notices/wishes/", awa, lang=lang, width=360)
    assert too_wide(page) == 0
    assert axe_faults(page) == []
