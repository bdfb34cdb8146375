"""What her account shows, hands over and erases of a person as a contact or a keeper."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from accounts.models import Person
from accounts.ports import Holding
from delegates.models import Contact, Remark


def contacts_of(person: Person) -> QuerySet[Contact]:
    """Those that stand under an address that she has proved to be hers."""
    proved = EmailAddress.objects.filter(user=person, verified=True)
    addresses = proved.values_list("email", flat=True)
    known = {address.lower() for address in [*addresses, person.email]}
    return Contact.objects.filter(email__in=known).order_by("pk")


def show(person: Person) -> list[dict[str, Any]]:
    """For which organisations she stands as a contact, and the notes that she wrote."""
    rows = contacts_of(person).select_related("organisation__name")
    contacts = [
        {
            "contact_of": each.organisation.name.body,
            "name": each.name,
            "position": each.position,
            "email": each.email,
            "phone": each.phone,
            "language": each.lang,
            "since": each.since.isoformat(),
        }
        for each in rows
    ]
    remarks = Remark.objects.filter(written_by=person).select_related("organisation__name")
    notes = [
        {
            "note_on": each.organisation.name.body,
            "body": each.body,
            "at": each.at.isoformat(),
        }
        for each in remarks.order_by("pk")
    ]
    return contacts + notes


def erase(person: Person) -> None:
    """Her entries as a contact go; her notes stay the team's, without her name."""
    contacts_of(person).delete()
    Remark.objects.filter(written_by=person).update(written_by=None)


contacts = Holding("contacts of organisations", show, erase)
