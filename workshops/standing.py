"""Who stands behind a proposal: whoever proposed it, and who confirmed for an organisation."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from accounts.models import Person
from events.models import Event
from workshops.models import Host, Proposal

# Those whose proposal takes part in what proposers do with each other.
LIVE = (Proposal.State.SUBMITTED, Proposal.State.WAITING, Proposal.State.ACCEPTED)


def behind(proposals: Iterable[Proposal]) -> QuerySet[Person]:
    """Everybody who stands behind one of them."""
    keys = [each.pk for each in proposals]
    proposers = Proposal.objects.filter(pk__in=keys).values("proposer")
    hosts = Host.objects.filter(proposal__in=keys, state=Host.State.CONFIRMED).values("person")
    return Person.objects.filter(Q(pk__in=proposers) | Q(pk__in=hosts))


def hers(event: Event, person: Person) -> QuerySet[Proposal]:
    """The proposals of an event behind which she stands and that are handed in or accepted."""
    held = Host.objects.filter(person=person, state=Host.State.CONFIRMED).values("proposal")
    rows = Proposal.objects.filter(event=event, state__in=LIVE)
    return rows.filter(Q(proposer=person) | Q(pk__in=held)).order_by("pk")


def stands_behind(person: Person, proposal: Proposal) -> bool:
    """At most one query."""
    if proposal.proposer_id == person.pk:
        return True
    rows = Host.objects.filter(person=person, state=Host.State.CONFIRMED, proposal=proposal)
    return rows.exists()
