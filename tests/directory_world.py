"""What the parts of the directory's addresses mean, for the matrix. See tests/world.py."""

import itertools
from typing import Any

from delegates.actions import merges
from delegates.actions.topics import topics_named
from delegates.contacting import token_of
from delegates.directories import directory_of
from delegates.models import Contact, Intake, Merge, Organisation, Remark, Topic
from events.models import Event, Series
from tests import factories

CANARIES = {
    "e-mail of a contact": "canary-contact@example.org",
    "note of a keeper": "canary-note",
}
_numbers = itertools.count(1)


def lasting(*_: Any) -> Any:
    """An organisation in the directory of the series that the address has named."""
    series = Series.objects.latest("pk")
    return factories.organisation(factories.event(f"of-{series.slug}", series=series)).uid


def last(world: Any, target: str) -> Organisation:
    """The one that the address has named."""
    return Organisation.objects.filter(event=world.event_of(target)).latest("pk")


def contact(world: Any, role: str, target: str) -> Contact:
    address = CANARIES["e-mail of a contact"]
    return Contact.objects.create(organisation=last(world, target), name="Awa", email=address)


def contact_link(world: Any, role: str, target: str) -> str:
    one = Contact.objects.create(
        organisation=factories.organisation(world.event_of(target)), email="own@example.org"
    )
    return token_of(one)


def remark(world: Any, role: str, target: str) -> Remark:
    words = CANARIES["note of a keeper"]
    return Remark.objects.create(organisation=last(world, target), body=words)


def merged(world: Any, role: str, target: str) -> Merge:
    kept = last(world, target)
    gone = factories.organisation(world.event_of(target))
    return merges.merge(kept=kept, gone=gone, by=None)


def intake(event: Event) -> Intake:
    return Intake.objects.create(event=event)


def topic(event: Event) -> Topic:
    return topics_named(directory_of(event), [f"Land {next(_numbers)}"], lang="en", by=None)[0]
