"""What registrations no longer hold 90 days after the event."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_noop

from delegates.models import Companion, Registration, Reply, Unsent, Wish
from events.models import Event
from events.retention import Forgotten

EMPTY: dict[str, Any] = {
    "full_name": "",
    "called": "",
    "latin_name": "",
    "badge_name": "",
    "sorted_as": "",
    "sort_key": "",
    "country": "",
    "country_words": "",
    "passports": [],
    "passport_words": "",
    "answers": {},
    "constituency": None,
    "organisation": None,
    "speaks": [],
    "reads": [],
    "needs": "",
    "lang": "",
    "search": "",
}


def unnamed_speakers(event: Event) -> QuerySet[Registration]:
    """Those whom the programme names by their full name, which was published with it."""
    speakers = Registration.objects.filter(event=event, parts__isnull=False, public_name="")
    return Registration.objects.filter(pk__in=speakers.exclude(full_name="").values("pk"))


def answered(event: Event) -> QuerySet[Registration]:
    return Registration.objects.filter(event=event).exclude(**EMPTY)


def companions(event: Event) -> QuerySet[Companion]:
    return Companion.objects.filter(registration__event=event)


def replies(event: Event) -> QuerySet[Reply]:
    return Reply.objects.filter(questionnaire__event=event)


def wishes(event: Event) -> QuerySet[Wish]:
    return Wish.objects.filter(event=event)


def unsent(event: Event) -> QuerySet[Unsent]:
    return Unsent.objects.filter(event=event)


FORGOTTEN = [
    Forgotten(gettext_noop("names of speakers"), unnamed_speakers, {"public_name": F("full_name")}),
    Forgotten(gettext_noop("answers of registrations"), answered, EMPTY),
    Forgotten(gettext_noop("companions"), companions),
    Forgotten(gettext_noop("wishes to change"), wishes),
    Forgotten(gettext_noop("answers to forms"), replies),
    Forgotten(gettext_noop("forms that were not sent"), unsent),
]
