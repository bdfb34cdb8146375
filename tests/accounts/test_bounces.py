"""Mails that come back are noted, by a report or by the next server's refusal."""

import io
import sys
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command

from accounts import mail
from accounts.models import Mail
from accounts.tasks import send

pytestmark = pytest.mark.django_db
REPORT = """\
From: MAILER-DAEMON@mx.example.org
To: convoca@localhost
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; awa@example.org
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--b
Content-Type: {kind}

Message-ID: <{uid}@localhost>
Subject: Hello

--b--
"""


class Refusing(BaseEmailBackend):
    """A next server that refuses every address."""

    code = 550

    def send_messages(self, messages):
        said = b"5.1.1 no such user here"
        raise SMTPRecipientsRefused(dict.fromkeys(messages[0].to, (self.code, said)))


class Greylisting(Refusing):
    code = 451


def written():
    return mail.write(
        to="awa@example.org", template="accounts/mail/notices", context={"notices": []}
    )


def read(monkeypatch, report):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(report.encode())))
    said = io.StringIO()
    call_command("read_bounce", stdout=said)
    return said.getvalue().strip()


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_a_report_names_the_mail_that_came_back(monkeypatch, run_jobs, kind):
    found = written()
    run_jobs("mail")
    report = REPORT.format(action="failed", kind=kind, uid=found.uid)
    assert read(monkeypatch, report) == "noted"
    found.refresh_from_db()
    assert (found.state, found.status) == ("bounced", "5.1.1")


@pytest.mark.parametrize("report", ["", "Hello", REPORT.replace("{action}", "delayed")])
def test_anything_else_is_no_report(monkeypatch, run_jobs, report):
    found = written()
    run_jobs("mail")
    report = report.replace("{kind}", "message/rfc822").replace("{uid}", str(found.uid))
    assert read(monkeypatch, report) == "no report about a mail of ours"
    found.refresh_from_db()
    assert found.state == "sent"


def test_what_the_next_server_refuses_for_good_is_not_tried_again(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    found = written()
    send.call(found.pk)
    found.refresh_from_db()
    assert (found.state, found.status, found.body) == ("bounced", "5.1.1", "")


def test_what_it_refuses_for_now_is_tried_again(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Greylisting"
    found = written()
    with pytest.raises(SMTPRecipientsRefused):
        send.call(found.pk)
    assert Mail.objects.get().state == "waiting"
