"""Sends mails, and forgets them."""

from base64 import b64decode
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.utils import DNS_NAME
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts import notices
from accounts import push as pushing
from accounts.bounces import note_bounce, status_of
from accounts.models import Browser, Mail, Notice

KEPT = timedelta(days=30)


@task(queue_name="mail")
def send(mail: int) -> None:
    """Sends a mail that waits. A second run finds it sent; one that died midway sends it again
    under the same Message-ID. An address that the next server refuses for good is noted.
    """
    waiting = Mail.objects.filter(pk=mail, state=Mail.State.WAITING).first()
    if waiting is None:
        return
    try:
        message(waiting).send()
    except SMTPRecipientsRefused as refused:
        status = status_of(refused)
        if not status:
            raise
        note_bounce(str(waiting.uid), status)
        return
    with transaction.atomic():
        Mail.objects.filter(pk=mail).update(
            state=Mail.State.SENT, sent_at=timezone.now(), body="", attachments=[]
        )


def message(mail: Mail) -> EmailMessage:
    """The mail as it goes out; Auto-Submitted by RFC 3834 §5."""
    written = EmailMessage(
        mail.subject,
        mail.body,
        to=[mail.address],
        headers={
            "Message-ID": f"<{mail.uid}@{DNS_NAME}>",
            "Content-Language": mail.lang,
            "Auto-Submitted": "auto-generated",
        },
    )
    for each in mail.attachments:
        written.attach(each["name"], b64decode(each["content"]), each["kind"])
    return written


@task(queue_name="clock")
def forget_mails() -> None:
    """Deletes mails 30 days after they were sent, and those that nobody could send by then."""
    before = timezone.now() - KEPT
    Mail.objects.filter(sent_at__lt=before).delete()
    Mail.objects.filter(state=Mail.State.WAITING, written_at__lt=before).delete()


@task(queue_name="mail")
def send_notices(person: int) -> None:
    """Mails a person what is due for her; a second run finds nothing due."""
    notices.send_due(person, timezone.now())


@task(queue_name="mail")
def push_notices(person: int) -> None:
    """Has her browsers show what is due; a second run finds nothing due."""
    pushing.push_due(person, timezone.now())


@task(queue_name="mail")
def push(browser: int, said: dict[str, Any]) -> None:
    """Hands one message to one push service. A second run shows the same again."""
    found = Browser.objects.filter(pk=browser).first()
    if found is not None:
        pushing.deliver(found, said)


@task(queue_name="clock")
def send_due_notices() -> None:
    """What fell due since: what comes once a day, and what waited for the end of quiet hours."""
    now = timezone.now()
    for when, job in (("mail_at", send_notices), ("push_at", push_notices)):
        due = Notice.objects.filter(**{f"{when}__lte": now}).order_by()
        for person in due.values_list("person", flat=True).distinct():
            job.enqueue(person=person)


@task(queue_name="clock")
def forget_notices() -> None:
    """Deletes notices that were read 90 days ago, and all after a year."""
    now = timezone.now()
    Notice.objects.filter(read_at__lt=now - timedelta(days=90)).delete()
    Notice.objects.filter(made_at__lt=now - timedelta(days=365), mail_at=None).delete()
