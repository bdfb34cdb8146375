"""The event as an entry in a person's own calendar (RFC 5545)."""

from datetime import timedelta

from icalendar import STATUS, Calendar
from icalendar import Event as Entry

from delegates.models import Registration
from languages.texts import Reading

PRODUCT = "-//Convoca//Registration//EN"


def entry_of(registration: Registration, *, name: Reading, address: str) -> bytes:
    """A file with the days of the event.

    UID is the registration's for ever, SEQUENCE moves with her state, DTSTAMP is the last change
    (RFC 5545 §3.8.7.2); who withdrew gets STATUS:CANCELLED, which takes the entry away.
    """
    event = registration.event
    gone = registration.state == Registration.State.WITHDRAWN
    entry = Entry.new(
        uid=str(registration.uid),
        stamp=registration.changed_at,
        sequence=registration.sequence,
        summary=name.body,
        start=event.begins,
        end=event.ends + timedelta(days=1),
        location=event.place or None,
        status=STATUS.CANCELLED if gone else STATUS.CONFIRMED,
        url=address,
    )
    calendar = Calendar.new(prodid=PRODUCT, method="PUBLISH", language=name.lang)
    calendar.add_component(entry)
    return calendar.to_ical()
