"""Mail to everybody on a list, each in her own language, each once."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction

from accounts import mail
from accounts.records import note
from delegates.filters import Wanted
from delegates.homes import MAIL
from delegates.models import Batch, BatchItem, Registration
from delegates.placeholders import Recipient, fill, page_of, values_for
from delegates.refusals import BegunAlready
from events.actions.events import spoken
from events.homes import home
from events.queries import EventView
from languages import texts
from languages.forms import Written
from languages.texts import Reach

Why = BatchItem.Why
# Behind codes for log-in and all that one person waits for.
LATER = -50


@transaction.atomic
def set_words(batch: Batch, *, subject: Written, body: Written, by: Any) -> Batch:
    """Writes what the mail says. Raises BegunAlready once it goes out."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state not in {Batch.State.ASKED, Batch.State.PLANNED}:
        raise BegunAlready
    where = home(batch.event, MAIL, Reach.INSIDE)
    batch.subject = texts.save(batch.subject, **spoken(subject), by=by, home=where)
    batch.body = texts.save(batch.body, **spoken(body), by=by, home=where)
    batch.save(update_fields=["subject", "body"])
    note(by, "wrote a mail to many", batch, ["subject", "body"])
    return batch


class Words:
    """What a mail says, read in any recipient's language. Two queries for all of them."""

    def __init__(self, batch: Batch, registrations: Sequence[Registration]) -> None:
        self.batch, self.event = batch, batch.event
        own = [each.organisation.name_id for each in registrations if each.organisation]
        ids = [batch.subject_id, batch.body_id, self.event.name_id, *own]
        self.bank = texts.Bank(ids)

    def to(self, registration: Registration) -> dict[str, Any]:
        """Subject, body and the languages of one mail."""
        languages = languages_of(registration, self.event.lang)
        read = self.bank.readings(languages)
        event = EventView(self.event, read[self.event.name_id])
        organisation = registration.organisation
        name = read[organisation.name_id if organisation else None]
        recipient = Recipient(registration, event, name)
        values = values_for(recipient)
        subject, body = read[self.batch.subject_id], read[self.batch.body_id]
        return {
            "subject": fill(subject.body, values),
            "body": fill(body.body, values),
            "reading": body,
            "name": event.name,
            "page": page_of(recipient),
            "languages": [body.lang, *languages],
        }


def languages_of(registration: Registration, otherwise: str) -> list[str]:
    """In which languages she is written to, the best first."""
    person = registration.person
    hers = person.languages if person else []
    return list(
        dict.fromkeys(filter(None, [registration.lang, *hers, *registration.reads, otherwise]))
    )


def writer(batch: Batch, items: Sequence[BatchItem]) -> Callable[[BatchItem], str]:
    """Writes to one of `items`; returns why she is left out, or nothing.

    Whoever has left the list since it was frozen is not concerned any more.
    """
    rows = [item.registration for item in items]
    words = Words(batch, rows)
    still = Wanted.from_query(batch.asked).rows(batch.event)
    meant = set(still.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))

    def write(item: BatchItem) -> str:
        registration = item.registration
        if registration.state == Registration.State.WITHDRAWN:
            return Why.GONE
        if registration.pk not in meant:
            return Why.OTHERWISE
        if registration.person is None or not registration.person.has_address:
            return Why.NO_ADDRESS
        given = words.to(registration)
        languages = given.pop("languages")
        written = mail.write(
            to=registration.person,
            template="delegates/mail/to_many",
            context=given,
            languages=languages,
            priority=LATER,
        )
        BatchItem.objects.filter(pk=item.pk).update(mail=written)
        return ""

    return write
