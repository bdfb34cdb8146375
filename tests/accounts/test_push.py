"""What a person's browsers show: by her wish, for her browser alone, never by push alone."""

import json
import re
import stat
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from django.conf import settings as real
from django.test import Client
from django.utils import timezone, translation

from access import outside
from accounts import mailboxes, notices, push, vapid
from accounts.models import Browser, Mail, Notice, NoticeWish, Person
from accounts.ports import notice_kinds
from accounts.tasks import send_due_notices
from tests import factories
from tests.accounts.kinds import a_kind
from tests.accounts.push_service import Subscribed, decoded, encoded, serving

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def kind(tmp_path, settings):
    """A kind of notice for these tests, told at once."""
    with a_kind(tmp_path, settings, says="{{ title }} moved."):
        yield


@pytest.fixture
def service(monkeypatch):
    """The net of these tests is this machine: here alone stand push services."""
    monkeypatch.setattr(outside, "is_outer", lambda address: address == "127.0.0.1")
    with serving() as server:
        yield server


def browser_of(person: Person, service, name: str = "one") -> tuple[Browser, Subscribed]:
    """A browser whose service is the tests' own, which speaks without TLS."""
    subscribed = Subscribed(f"{service.origin}/{name}")
    return Browser.objects.create(person=person, **subscribed.given), subscribed


def tell(*people, key=""):
    values = {"title": "Women's secret assembly"}
    return notices.tell(people, kind="test.moved", address="/there/", values=values, key=key)


def test_a_notice_shows_in_her_browser_in_her_language_and_names_nothing(service, run_jobs):
    amal = factories.person("amal", languages=["ar", "fr"])
    _row, browser = browser_of(amal, service)
    notices.tell([amal], kind="events.extended", address="/there/", values={"event": "Secret"})
    run_jobs("mail")
    ((path, headers, body, by, claims),) = service.heard
    assert (path, by) == ("/one", vapid.public_key())
    assert claims["sub"].startswith("mailto:")
    assert (headers["Content-Encoding"], headers["TTL"]) == ("aes128gcm", "86400")
    found = Notice.objects.get()
    assert b"Secret" not in body
    said = json.loads(browser.read(body))
    with translation.override("ar"):
        title = str(notice_kinds["events.extended"].title)
    address = f"/me/notices/{found.uid}/"
    assert said == {"title": title, "address": address, "lang": "ar", "dir": "rtl"}


def test_nothing_is_told_by_push_alone(service, run_jobs):
    awa = factories.person("awa")
    NoticeWish.objects.create(person=awa, kind="test.moved", way="inbox", push=True)
    browser_of(awa, service)
    tell(awa)
    run_jobs("mail")
    assert len(service.heard) == 1
    assert (Notice.objects.count(), Mail.objects.count()) == (1, 0)
    awa.refresh_from_db()
    assert awa.unread == 1


def test_each_of_her_browsers_shows_it_and_nobody_else_s(service, run_jobs):
    awa, ana = factories.person("awa"), factories.person("ana")
    for name in ("phone", "desk"):
        browser_of(awa, service, name)
    browser_of(ana, service, "hers")
    tell(awa)
    run_jobs("mail")
    assert sorted(path for path, *_rest in service.heard) == ["/desk", "/phone"]


def test_who_has_no_browser_costs_no_job(run_jobs):
    awa = factories.person("awa")
    tell(awa)
    assert Notice.objects.get().push_at is None


def test_she_chooses_by_kind_what_shows(client, service, run_jobs):
    awa = factories.person("awa")
    browser_of(awa, service)
    client.force_login(awa)
    page = client.get("/me/notices/wishes/").content.decode()
    box = re.search(r'<input[^>]*name="push-test.moved"[^>]*>', page)
    assert box
    assert " checked" in box[0]
    client.post("/me/notices/wishes/", {f"kind-{name}": "inbox" for name in notice_kinds})
    tell(awa)
    run_jobs("mail")
    assert service.heard == []
    assert Notice.objects.get().push_at is None


@pytest.mark.parametrize(
    ("zone", "quiet", "way", "when"),
    [
        ("", None, "at_once", NOON),
        ("", None, "inbox", NOON),
        ("", None, "daily", NOON + timedelta(hours=19)),
        ("Asia/Tokyo", (21, 7), "inbox", datetime(2026, 3, 3, 22, tzinfo=UTC)),
        ("Africa/Dakar", (11, 13), "at_once", NOON + timedelta(hours=1)),
    ],
)
def test_it_waits_for_the_end_of_her_night_and_for_the_day_s_others(zone, quiet, way, when):
    begins, ends = map(time, quiet) if quiet else (None, None)
    assert push.due(Person(zone=zone, quiet_from=begins, quiet_until=ends), way, NOON) == when


def test_a_day_s_notices_show_as_one(service, run_jobs):
    awa = factories.person("awa", languages=["en"])
    _row, browser = browser_of(awa, service)
    NoticeWish.objects.create(person=awa, kind="test.moved", way="daily", push=True)
    tell(awa)
    tell(awa)
    run_jobs("mail")
    assert service.heard == []
    Notice.objects.update(push_at=timezone.now())
    send_due_notices.call()
    send_due_notices.call()
    run_jobs("mail")
    ((_path, _headers, body, *_rest),) = service.heard
    said = json.loads(browser.read(body))
    assert (said["title"], said["address"]) == ("2 notices", "/me/notices/")


def test_what_was_read_before_shows_no_more(service, run_jobs):
    awa = factories.person("awa")
    browser_of(awa, service)
    tell(awa)
    notices.mark_read(awa)
    run_jobs("mail")
    assert service.heard == []


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(service, run_jobs, status):
    awa = factories.person("awa")
    browser_of(awa, service, "gone")
    browser_of(awa, service, "there")
    service.answers["/gone"] = status
    tell(awa)
    run_jobs("mail")
    assert [each.endpoint for each in awa.browsers.all()] == [f"{service.origin}/there"]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_service_that_is_tired_is_asked_again(service, status):
    row, _browser = browser_of(factories.person("awa"), service)
    service.answers["/one"] = status
    with pytest.raises(push.Later):
        push.deliver(row, {"title": "x"})
    assert Browser.objects.count() == 1


def test_a_service_that_does_not_answer_is_asked_again(service):
    row, _browser = browser_of(factories.person("awa"), service)
    service.server_close()
    with pytest.raises(outside.Unreached):
        push.deliver(row, {"title": "x"})
    assert Browser.objects.count() == 1


def test_no_push_goes_into_our_own_net(service, monkeypatch):
    row, _browser = browser_of(factories.person("awa"), service)
    monkeypatch.undo()
    push.deliver(row, {"title": "x"})
    assert service.heard == []
    assert not Browser.objects.exists()


def post(client, subscribed: Subscribed, **changed):
    return client.post("/me/notices/browsers/", subscribed.given | changed)


def test_she_adds_a_browser_and_ends_it(client):
    awa = factories.person("awa")
    client.force_login(awa)
    subscribed = Subscribed("https://1.1.1.1/push/abc")
    assert post(client, subscribed).status_code == 201
    assert post(client, subscribed).status_code == 201
    row = awa.browsers.get()
    assert push.known_by(row) in client.get("/me/notices/wishes/").content.decode()
    client.post(f"/me/notices/browsers/{row.uid}/end/")
    assert not awa.browsers.exists()


def test_a_browser_is_whose_asked_last(client):
    awa, ana = factories.person("awa"), factories.person("ana")
    subscribed = Subscribed("https://1.1.1.1/push/abc")
    for person in (awa, ana):
        client.force_login(person)
        post(client, subscribed)
    assert (awa.browsers.count(), ana.browsers.count()) == (0, 1)


def test_logging_out_ends_the_browser_of_that_session_and_no_other(client):
    awa, ana = factories.person("awa"), factories.person("ana")
    phone, desk = Client(), Client()
    for number, (browser, who) in enumerate([(phone, awa), (desk, awa), (client, ana)]):
        browser.force_login(who)
        post(browser, Subscribed(f"https://1.1.1.1/push/{number}"))
    Client().post("/account/logout/")
    assert Browser.objects.count() == 3
    phone.post("/account/logout/")
    kept = Browser.objects.order_by("pk").values_list("person", "endpoint")
    assert list(kept) == [
        (awa.pk, "https://1.1.1.1/push/1"),
        (ana.pk, "https://1.1.1.1/push/2"),
    ]


def test_logging_out_lets_whoever_added_the_browser_after_her_keep_it(client):
    awa, ana = factories.person("awa"), factories.person("ana")
    subscribed, other = Subscribed("https://1.1.1.1/push/abc"), Client()
    for browser, who in ((client, awa), (other, ana)):
        browser.force_login(who)
        post(browser, subscribed)
    client.post("/account/logout/")
    assert ana.browsers.count() == 1


def test_changing_over_to_another_of_the_mailbox_ends_the_browser_too(client):
    awa = factories.person("awa")
    zora = mailboxes.add_person(awa.email, called="Zora", languages=["fr"], by=awa)
    client.force_login(awa)
    session = client.session
    session[mailboxes.SESSION_KEY] = awa.email
    session.save()
    post(client, Subscribed("https://1.1.1.1/push/abc"))
    client.post(f"/me/people/{zora.uid}/")
    assert not Browser.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"endpoint": "http://1.1.1.1/abc"},
        {"endpoint": "https://127.0.0.1/abc"},
        {"endpoint": "https://10.0.0.8/abc"},
        {"endpoint": "https://[::1/"},
        {"endpoint": "https://1.1.1.1/" + "x" * 1000},
        {"endpoint": ""},
        {"key": "nothing"},
        {"key": encoded(b"\4" + b"\1" * 64)},
        {"key": "«»"},
        {"secret": encoded(b"short")},
        {"secret": ""},
    ],
)
def test_what_no_browser_says_is_refused(client, changed):
    client.force_login(factories.person("awa"))
    assert post(client, Subscribed("https://1.1.1.1/abc"), **changed).status_code == 422
    assert not Browser.objects.exists()


def test_of_many_browsers_the_oldest_go():
    awa = factories.person("awa")
    for number in range(push.MOST + 2):
        push.add_browser(awa, **Subscribed(f"https://1.1.1.1/{number}").given)
    kept = [each.endpoint.rpartition("/")[2] for each in awa.browsers.order_by("pk")]
    assert kept == [str(number) for number in range(2, push.MOST + 2)]


def test_nobody_ends_another_s_browser(client):
    row = push.add_browser(factories.person("awa"), **Subscribed("https://1.1.1.1/a").given)
    client.force_login(factories.person("ana"))
    assert client.post(f"/me/notices/browsers/{row.uid}/end/").status_code == 404
    assert Browser.objects.exists()


def test_browsers_are_shown_and_erased_with_the_account():
    from accounts.actions import delete_account
    from accounts.queries import all_about

    awa = factories.person("awa")
    push.add_browser(awa, **Subscribed("https://1.1.1.1/a").given)
    (shown,) = all_about(awa)["account"]["browsers"]
    assert shown["endpoint"] == "https://1.1.1.1/a"
    delete_account(person=awa, by=awa)
    assert not Browser.objects.exists()


def test_the_server_s_key_is_made_once_and_read_by_it_alone():
    first = vapid.public_key()
    path = Path(real.KEYS_DIR) / vapid.NAME
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    vapid._read.cache_clear()
    assert vapid.public_key() == first
    assert len(decoded(first)) == 65


def test_the_worker_reaches_the_notices_alone(client):
    answer = client.get("/me/notices/worker.js")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "Service-Worker-Allowed" not in answer.headers
    assert "import" not in answer.content.decode().split("{")[0]
