"""What the keepers of the networks do: contacts, notes, and how they stand with an organisation."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.records import note
from delegates.contacting import tell_contact
from delegates.models import Contact, Organisation, Remark
from delegates.refusals import ContactThere
from events.models import Event


@transaction.atomic
def add_contact(
    organisation: Organisation,
    *,
    name: str,
    email: str,
    position: str = "",
    phone: str = "",
    lang: str = "",
    event: Event,
    by: Any,
) -> Contact:
    """Names somebody who answers for it; she is told by mail. Raises ContactThere."""
    try:
        with transaction.atomic():
            contact = Contact.objects.create(
                organisation=organisation,
                name=name,
                email=email.lower(),
                position=position,
                phone=phone,
                lang=lang,
            )
    except IntegrityError as error:
        raise ContactThere from error
    note(by, "added a contact", contact)
    tell_contact.enqueue(str(contact.uid), event.pk)
    return contact


@transaction.atomic
def add_contacts(contacts: Sequence[Contact], *, event: Event, by: Any) -> list[Contact]:
    """Adds those of a table, who do not stand there yet; each is told by mail."""
    made = Contact.objects.bulk_create(contacts, batch_size=500)
    for contact in made:
        note(by, "added a contact", contact)
        tell_contact.enqueue(str(contact.uid), event.pk)
    return made


@transaction.atomic
def remove_contact(contact: Contact, *, by: Any) -> None:
    """Forgets her."""
    note(by, "removed a contact", contact)
    contact.delete()


@transaction.atomic
def write_remark(organisation: Organisation, *, body: str, by: Any) -> Remark:
    """A note that only the team reads."""
    remark = Remark.objects.create(organisation=organisation, body=body, written_by=by)
    note(by, "wrote a note on the organisation", remark)
    return remark


@transaction.atomic
def remove_remark(remark: Remark, *, by: Any) -> None:
    note(by, "removed a note on an organisation", remark)
    remark.delete()


@transaction.atomic
def follow_up(
    organisation: Organisation, *, follow: str, again_on: date | None, body: str = "", by: Any
) -> None:
    """How the keepers stand with it, when it is to be written to again, and a note if one is
    written.
    """
    organisation.follow, organisation.again_on = follow, again_on
    organisation.save(update_fields=["follow", "again_on"])
    note(by, "set how we stand with the organisation", organisation, ["follow", "again_on"])
    if body:
        write_remark(organisation, body=body, by=by)
