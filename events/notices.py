"""Kinds of notices about an event."""

from django.utils.translation import gettext_lazy as _

from accounts.ports import NoticeKind

KINDS = [
    NoticeKind("events.extended", _("A deadline is extended"), "events/notices/extended.txt"),
    NoticeKind(
        "events.registration_closes",
        _("Registration closes soon, and yours is not finished"),
        "events/notices/registration_closes.txt",
    ),
    NoticeKind(
        "events.call_closes",
        _("The call closes soon, and your proposal is not handed in"),
        "events/notices/call_closes.txt",
    ),
]
