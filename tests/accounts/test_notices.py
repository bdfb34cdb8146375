"""What a person is told: here, by mail, at once, daily, never while she sleeps."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from accounts import notices
from accounts.hours import due
from accounts.models import Mail, Notice, NoticeWish, Person
from accounts.ports import notice_kinds
from accounts.tasks import forget_notices, send_due_notices
from tests import factories
from tests.accounts.kinds import a_kind

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def kind(tmp_path, settings):
    """A kind of notice for these tests."""
    with a_kind(tmp_path, settings, says="{{ title }} moved to {{ room }} & more."):
        yield


def tell(*people, key="", **values):
    given = {"title": {"fr": "Femmes", "ar": "نساء"}, "room": "B"} | values
    return notices.tell(people, kind="test.moved", address="/there/", values=given, key=key)


def mails():
    return list(Mail.objects.filter(template="accounts/mail/notices").order_by("pk"))


def test_a_notice_stands_in_the_inbox_and_goes_by_mail_in_her_language(client, run_jobs):
    amal = factories.person("amal", languages=["ar", "fr"])
    tell(amal)
    run_jobs("mail")
    (mail,) = mails()
    assert mail.subject == "نساء moved to B & more."
    client.force_login(amal)
    page = client.get("/me/notices/?lang=fr").content.decode()
    assert "Femmes moved to B &amp; more." in page
    assert '<span class="state warn">' in page


def test_the_frame_shows_how_many_are_new_without_asking_more(client, django_assert_num_queries):
    awa = factories.person("awa")
    client.force_login(awa)
    client.get("/me/notices/wishes/")
    with django_assert_num_queries(4) as before:
        client.get("/me/notices/wishes/")
    tell(awa)
    tell(awa)
    with django_assert_num_queries(len(before)):
        page = client.get("/me/notices/wishes/").content.decode()
    assert '<span class="count">2</span>' in page
    assert client.get("/me/shell/").json()["unread"] == 2


def test_reading_leads_there_and_counts_down(client):
    awa = factories.person("awa")
    tell(awa)
    tell(awa)
    client.force_login(awa)
    first = Notice.objects.earliest("pk")
    assert client.get(f"/me/notices/{first.uid}/").headers["Location"] == "/there/"
    awa.refresh_from_db()
    assert awa.unread == 1
    client.post("/me/notices/read/")
    awa.refresh_from_db()
    assert awa.unread == 0


def test_nobody_reads_what_another_was_told(client):
    tell(factories.person("awa"))
    client.force_login(factories.person("ana"))
    found = Notice.objects.get()
    assert client.get(f"/me/notices/{found.uid}/").status_code == 404
    assert "Femmes" not in client.get("/me/notices/").content.decode()
    found.refresh_from_db()
    assert found.read_at is None


def test_what_was_read_before_its_mail_is_not_mailed(run_jobs):
    awa = factories.person("awa")
    tell(awa)
    notices.mark_read(awa)
    run_jobs("mail")
    assert mails() == []


def test_the_same_is_told_once_though_a_task_runs_twice(run_jobs):
    awa, ana = factories.person("awa"), factories.person("ana")
    assert tell(awa, key="x") == 1
    assert tell(awa, ana, key="x") == 1
    run_jobs("mail")
    assert len(mails()) == 2
    assert Person.objects.get(pk=awa.pk).unread == 1


def test_only_here_means_no_mail(run_jobs):
    awa = factories.person("awa")
    NoticeWish.objects.create(person=awa, kind="test.moved", way="inbox")
    tell(awa)
    run_jobs()
    assert mails() == []


def test_a_day_s_notices_come_in_one_mail(run_jobs):
    awa = factories.person("awa")
    NoticeWish.objects.create(person=awa, kind="test.moved", way="daily")
    tell(awa)
    tell(awa, room="C")
    send_due_notices.call()
    run_jobs("mail")
    assert mails() == []
    Notice.objects.update(mail_at=timezone.now())
    send_due_notices.call()
    send_due_notices.call()
    run_jobs("mail")
    (mail,) = mails()
    assert mail.subject == "2 notices"


@pytest.mark.parametrize(
    ("zone", "quiet", "way", "when"),
    [
        ("", None, "at_once", NOON),
        ("", None, "inbox", None),
        ("", None, "daily", NOON + timedelta(hours=19)),
        ("Asia/Tokyo", None, "daily", datetime(2026, 3, 3, 22, tzinfo=UTC)),
        ("Asia/Tokyo", (21, 7), "at_once", datetime(2026, 3, 3, 22, tzinfo=UTC)),
        ("Asia/Tokyo", (22, 7), "at_once", NOON),
        ("Africa/Dakar", (11, 13), "at_once", NOON + timedelta(hours=1)),
        ("Africa/Dakar", (13, 11), "at_once", NOON),
        ("Africa/Dakar", (6, 9), "daily", datetime(2026, 3, 4, 9, tzinfo=UTC)),
    ],
)
def test_mail_waits_for_the_end_of_her_night(zone, quiet, way, when):
    begins, ends = map(time, quiet) if quiet else (None, None)
    awa = Person(zone=zone, quiet_from=begins, quiet_until=ends)
    assert due(awa, way, NOON) == when


def test_she_chooses_how_to_hear_of_each_kind(client):
    awa = factories.person("awa")
    client.force_login(awa)
    given = {f"kind-{name}": "inbox" for name in notice_kinds}
    given |= {"quiet_from": "22:00", "quiet_until": "07:00"}
    client.post("/me/notices/wishes/", given | {"kind-test.moved": "daily"})
    awa.refresh_from_db()
    assert awa.notice_wishes.get(kind="test.moved").way == "daily"
    assert (awa.quiet_from, awa.quiet_until) == (time(22), time(7))
    wrong = client.post("/me/notices/wishes/", given | {"quiet_until": ""})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["quiet_until"])
    wrong = client.post("/me/notices/wishes/", given | {"kind-test.moved": "pigeon"})
    assert list(wrong.context["form"].errors) == ["kind-test.moved"]


def test_a_suspended_account_is_told_nothing():
    assert tell(factories.person("awa", state="suspended")) == 0


def test_notices_are_shown_and_erased_with_the_account(client):
    from accounts.actions import delete_account
    from accounts.queries import all_about

    awa = factories.person("awa")
    tell(awa)
    (shown,) = all_about(awa)["account"]["notices"]
    assert shown["values"]["room"] == "B"
    delete_account(person=awa, by=awa)
    assert not Notice.objects.exists()


def test_notices_are_forgotten():
    awa = factories.person("awa")
    tell(awa)
    tell(awa)
    old = timezone.now() - timedelta(days=91)
    Notice.objects.filter(pk=Notice.objects.earliest("pk").pk).update(read_at=old)
    forget_notices.call()
    assert Notice.objects.count() == 1
