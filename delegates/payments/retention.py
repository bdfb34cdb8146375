"""What the books no longer hold 90 days after the event."""

from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from delegates.models import Fee, FundEntry, Grant, Opinion, Payment
from events.models import Event
from events.retention import Forgotten


def reasons(event: Event) -> QuerySet[Grant]:
    return Grant.objects.filter(event=event).exclude(reason="")


def remarks(event: Event) -> QuerySet[Opinion]:
    return Opinion.objects.filter(grant__event=event).exclude(remark="")


def references(event: Event) -> QuerySet[Payment]:
    return Payment.objects.filter(event=event).exclude(reference="")


def countries(event: Event) -> QuerySet[Fee]:
    return Fee.objects.filter(event=event).exclude(country="")


def givers(event: Event) -> QuerySet[FundEntry]:
    return FundEntry.objects.filter(event=event).exclude(giver="")


FORGOTTEN = [
    Forgotten(gettext_noop("reasons of requests to the fund"), reasons, {"reason": ""}),
    Forgotten(gettext_noop("remarks on requests to the fund"), remarks, {"remark": ""}),
    Forgotten(gettext_noop("references of payments"), references, {"reference": ""}),
    Forgotten(gettext_noop("countries of fees"), countries, {"country": ""}),
    Forgotten(gettext_noop("givers to the fund"), givers, {"giver": ""}),
]
