"""Kinds of notices about registrations, and what their words need."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.ports import NoticeKind
from delegates.models import Registration, Unsent
from events.actions.deadlines import in_its_languages
from events.closing import Closing
from events.models import Event
from events.ports import Audience

LINES = "delegates/notices"
KINDS = [
    NoticeKind(
        "delegates.export_asked",
        _("Another organiser wants to take out a file"),
        f"{LINES}/export_asked.txt",
    ),
    NoticeKind(
        "delegates.export_waits",
        _("A file is going to be taken out, and you alone organise"),
        f"{LINES}/export_waits.txt",
    ),
    NoticeKind(
        "delegates.export_ready", _("Your file is ready"), f"{LINES}/export_ready.txt", "inbox"
    ),
    NoticeKind(
        "delegates.export_refused",
        _("Your file was refused"),
        f"{LINES}/export_refused.txt",
        "inbox",
    ),
]


def event_name(event: Event) -> dict[str, str]:
    return in_its_languages(event.name)


def unfinished(closing: Closing) -> QuerySet[Person]:
    """Those who began to register, or to change what they answered, and did not send it."""
    begun = Unsent.objects.filter(event=closing.event).values("person")
    return Person.objects.filter(pk__in=begun)


def registered(closing: Closing) -> QuerySet[Person]:
    live = Registration.objects.filter(event=closing.event, person__isnull=False)
    live = live.exclude(state=Registration.State.WITHDRAWN)
    return Person.objects.filter(pk__in=live.values("person"))


AUDIENCES = [
    Audience(
        "unfinished", _("those who began and have not sent it"), "registration", unfinished, True
    ),
    Audience("registered", _("everybody who is registered"), "registration", registered),
    Audience("registered", _("everybody who is registered"), "call", registered),
]
