"""What the keepers of the networks read of an organisation."""

from collections.abc import Sequence
from typing import Any

from delegates.models import Merge, Organisation
from delegates.queries.organisations import (
    OrganisationView,
    may_be_meant,
    organisation_view,
    organisations_of,
    views_of,
)
from events.models import Event
from events.queries import event_shell

ENOUGH = 2  # contacts: one person alone may fall ill, leave, or lose her address


def kept(organisation: Organisation, event: Event, languages: Sequence[str]) -> dict[str, Any]:
    """What stands above each of an organisation's pages. Six queries."""
    view = organisation_view(organisation, languages)
    contacts = organisation.contacts.count()
    done = organisation.merges.filter(state=Merge.State.DONE).select_related("gone")
    gone = views_of([each.gone for each in done], languages)
    return {
        "event": event_shell(event, languages),
        "organisation": view,
        "contact_count": contacts,
        "lacks_contact": contacts < ENOUGH,
        "merges": list(zip(done, gone, strict=True)),
    }


def known(event: Event, words: str, languages: Sequence[str]) -> list[OrganisationView]:
    """Up to five organisations, listed or not, that may be the one being written. Three queries."""
    meant = may_be_meant(words) if len(words.strip()) > 3 else None
    if meant is None:
        return []
    return views_of(organisations_of(event).filter(meant).order_by("sorted_as")[:5], languages)
