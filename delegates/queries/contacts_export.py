"""Contacts of organisations as rows of a file that `directory_table` reads again."""

from collections.abc import Iterator, Sequence

from delegates.directory_table import CONTACT
from delegates.models import Contact, Export
from delegates.queries.exports import contacts_on
from files.tables import Cell
from languages import texts

COLUMNS = ["id", "name", "country", *CONTACT]


def rows(export: Export, languages: Sequence[str]) -> list[list[Cell]]:
    """A row for each contact, by the name of her organisation. Four queries."""
    found = list(
        contacts_on(export)
        .select_related("organisation")
        .order_by("organisation__sorted_as", "organisation", "pk")
    )
    names = texts.load([each.organisation.name_id for each in found], languages)
    return [list(_cells(each, str(names[each.organisation.name_id]))) for each in found]


def _cells(contact: Contact, name: str) -> Iterator[Cell]:
    organisation = contact.organisation
    yield from (str(organisation.uid), name, organisation.country)
    yield from (getattr(contact, field) for field in CONTACT.values())
