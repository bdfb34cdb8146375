"""What stands in the records (accounts/records.py), in the reader's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Person, Record

DID: dict[str, Any] = {
    "registered": _("registered"),
    "changed the registration": _("changed the registration"),
    "withdrew the registration": _("withdrew the registration"),
    "moved up from the waiting list": _("moved up from the waiting list"),
    "waits to change the registration": _("joined the waiting list to change the registration"),
    "was offered the change": _("was offered the change"),
    "made the change that was offered": _("made the change that was offered"),
    "no longer waits to change the registration": _("left the waiting list, and changed nothing"),
    "ended the wish to change": _("ended the wait for a change"),
    "read the registration": _("read the registration"),
    "read the log": _("read this log"),
    "joined two registrations": _("joined it with another registration"),
    "parted two registrations": _("parted it from another registration"),
    "kept two registrations apart": _("noted that another registration is another person’s"),
    "excluded": _("shut this person out"),
    "lifted the exclusion": _("let this person take part again"),
    "set the days of her badge": _("set the days on which the badge is valid"),
    "gave a card to log in": _("gave this person a card to log in"),
    "ended a card to log in": _("ended the card to log in"),
    "came in by a card": _("logged in by the card"),
    "mailed a link to take a registration over": _("had a link mailed, to take it over"),
    "took a registration over": _("took the registration over by a link in a mail"),
    "read whose badge it is": _("was shown at a desk whose badge it is"),
    "gave consent": _("gave consent"),
    "took consent back": _("took consent back"),
    "offered lodging": _("offered lodging"),
    "asked for lodging": _("asked for lodging"),
    "took lodging back": _("took lodging back"),
    "matched lodging": _("brought together for lodging"),
    "read the address": _("read the address of the lodging"),
    "wrote the journey": _("wrote when and where she arrives"),
    "booked": _("booked meals or the care of children"),
    "reported": _("reported"),
    "read the report": _("read the report"),
    "wrote about the report": _("wrote about the report"),
    "set the report to new": _("set it to new"),
    "set the report to taken": _("took it up"),
    "set the report to closed": _("closed it"),
    "let somebody read the report": _("let another person read it"),
}


@dataclass(frozen=True)
class Told:
    """One line of a log: who did what, when, and to which fields."""

    at: datetime
    by: Person | None
    words: Any
    fields: list[str]


def told(records: Iterable[Record]) -> list[Told]:
    return [
        Told(each.at, each.person, DID.get(each.did, each.did), list(each.fields))
        for each in records
    ]


def log_of(objects: Sequence[str], *, most: int = 200) -> list[Told]:
    """The newest records of these objects (`delegates.registration:7`). One query."""
    rows = Record.objects.filter(object__in=objects).select_related("person")
    return told(rows.order_by("-pk")[:most])
