"""Mails that came back: which, and why (RFC 3464, RFC 3463)."""

import re
from email import policy
from email.message import Message
from email.parser import BytesParser
from smtplib import SMTPRecipientsRefused
from typing import Any

from accounts.models import Mail

STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
OURS = re.compile(r"<([0-9a-f]{8}-[0-9a-f-]{27})@")


def note_bounce(uid: str, status: str) -> bool:
    """Notes that a mail came back; whether it was one of ours."""
    rows = Mail.objects.filter(uid=uid)
    return bool(rows.update(state=Mail.State.BOUNCED, status=status, body="", attachments=[]))


def status_of(refused: SMTPRecipientsRefused) -> str:
    """Why the next server refuses an address for good; empty where it may be tried again."""
    for code, said in refused.recipients.values():
        if code < 500:
            return ""
        words = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
        found = STATUS.search(words)
        return found[0] if found else str(code)
    return ""


def read_report(report: bytes) -> bool:
    """Reads a delivery status report; whether it told that one of our mails failed for good."""
    parsed = BytesParser(policy=policy.default).parsebytes(report)
    failed = [status for status in map(_failure, parsed.walk()) if status]
    ours = OURS.search(_returned(parsed))
    return bool(failed and ours) and note_bounce(ours[1] if ours else "", failed[0])


def _failure(part: Message) -> str:
    """The status of a failed recipient; empty for any other part."""
    if str(part.get("Action", "")).strip().lower() != "failed":
        return ""
    found = STATUS.search(str(part.get("Status", "")))
    return found[0] if found else "5.0.0"


def _returned(report: Any) -> str:
    """The Message-ID of the mail that came back, in the report's last part."""
    for part in report.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822":
            return str(part.get_payload(0).get("Message-ID", ""))
        if kind == "text/rfc822-headers":
            headers = part.get_payload(decode=True) or b""
            found = re.search(rb"(?im)^message-id:\s*(<[^>]+>)", headers)
            return found[1].decode(errors="replace") if found else ""
    return ""
