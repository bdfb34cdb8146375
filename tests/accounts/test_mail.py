"""Mails wait for the commit, go out once, and are forgotten."""

from datetime import timedelta

import pytest
from django.core import mail as outgoing
from django.db import transaction
from django.utils import timezone, translation

from accounts import mail
from accounts.models import Mail
from accounts.tasks import forget_mails, send
from tests import factories

pytestmark = pytest.mark.django_db
CODE = "account/email/login_code"


class Fallen(Exception):
    pass


def test_a_mail_is_written_in_its_readers_language_and_sent_by_a_job(run_jobs):
    person = factories.person("awa", languages=["wo", "fr-CA", "en"])
    with translation.override("es"):
        written = mail.write(to=person, template=CODE, context={"code": "1234-5678"})
    assert written.lang == "fr"
    assert not outgoing.outbox
    run_jobs("mail")
    (sent,) = outgoing.outbox
    assert sent.to == ["awa@example.org"]
    assert "1234-5678" in sent.subject
    assert "    1234-5678\n" in sent.body
    assert sent.extra_headers["Content-Language"] == "fr"


def test_a_sent_mail_keeps_neither_words_nor_attachments(run_jobs):
    ics = mail.Attachment("event.ics", "text/calendar", b"BEGIN:VCALENDAR")
    mail.write(to="a@example.org", template=CODE, context={"code": "1"}, attachments=[ics])
    run_jobs("mail")
    assert outgoing.outbox[0].attachments[0] == ("event.ics", "BEGIN:VCALENDAR", "text/calendar")
    kept = Mail.objects.get()
    assert (kept.state, kept.body, kept.attachments) == ("sent", "", [])


def test_a_second_run_sends_nothing(run_jobs):
    written = mail.write(to="a@example.org", template=CODE, context={"code": "1"})
    run_jobs("mail")
    send.func(mail=written.pk)
    assert len(outgoing.outbox) == 1


def test_a_run_that_died_after_sending_repeats_under_the_same_id():
    written = mail.write(to="a@example.org", template=CODE, context={"code": "1"})
    from accounts.tasks import message

    assert message(written).message()["Message-ID"] == message(written).message()["Message-ID"]


def test_what_is_rolled_back_is_not_sent(run_jobs):
    @transaction.atomic
    def write_and_fall() -> None:
        mail.write(to="a@example.org", template=CODE, context={"code": "1"})
        raise Fallen

    with pytest.raises(Fallen):
        write_and_fall()
    run_jobs("mail")
    assert not outgoing.outbox


def test_nothing_is_escaped_and_a_subject_is_one_line(run_jobs):
    mail.write(to="a@example.org", template=CODE, context={"code": "<b>&\nBcc: x@example.org"})
    run_jobs("mail")
    (sent,) = outgoing.outbox
    assert "<b>&" in sent.body
    assert "\n" not in sent.subject


def test_mails_are_forgotten_after_thirty_days(time_machine, run_jobs):
    mail.write(to="a@example.org", template=CODE, context={"code": "1"})
    run_jobs("mail")
    waiting = mail.write(to="b@example.org", template=CODE, context={"code": "1"})
    forget_mails.func()
    assert Mail.objects.count() == 2
    time_machine.move_to(timezone.now() + timedelta(days=31))
    forget_mails.func()
    assert not Mail.objects.filter(pk=waiting.pk).exists()
    assert not Mail.objects.exists()
