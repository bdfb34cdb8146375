"""What stands in addresses of calls and links, for the matrix."""

from typing import Any

from django.utils import timezone

from events.models import Theme
from tests import factories
from workshops.actions import hosts
from workshops.actions.calls import first_call
from workshops.models import (
    ActivityKind,
    Call,
    Conversation,
    Facilitator,
    Link,
    ThemeMessage,
)

# In the link by which somebody shows a proposal.
SHARED = "shared-by-a-link"


def call(event: Any) -> Call:
    """One that takes proposals; one an event."""
    return first_call(event)


def kind(event: Any) -> ActivityKind:
    return ActivityKind.objects.create(event=event, name=factories.text("Workshop"))


def link(world: Any, role: str, target: str) -> Link:
    """One that its owner is asked about by somebody else's proposal."""
    event = world.event_of(target)
    hers = factories.proposal(event, world.owner(role, target))
    other = factories.proposal(event, factories.person())
    made = Link.objects.create(event=event, kind=Link.Kind.DIALOGUE, made_by=other.proposer)
    for place, (each, said) in enumerate(((other, "yes"), (hers, "asked"))):
        side = made.sides.create(proposal=each, position=place)
        side.consents.create(answer=said)
    return made


def host(world: Any, role: str, target: str) -> str:
    """The token of a link by which an organisation is asked to hold its owner's proposal too."""
    event = world.event_of(target)
    hers = factories.proposal(event, world.owner(role, target))
    email = f"host{hers.pk}@example.org"
    return hosts.ask(hers, by=hers.proposer, email=email, name=f"Host {hers.pk}")[1]


def theme(event: Any) -> Theme:
    return factories.theme(event)


def facilitator(event: Any) -> Facilitator:
    """Somebody who facilitates a theme."""
    return Facilitator.objects.create(theme=factories.theme(event), person=factories.person())


def said(world: Any, role: str, target: str) -> ThemeMessage:
    """What its owner said to all in a theme."""
    return ThemeMessage.objects.create(
        theme=factories.theme(world.event_of(target)),
        words="Hello",
        written_by=world.owner(role, target),
    )


def conversation(world: Any, role: str, target: str) -> Conversation:
    """Of its owner's proposal with somebody else's."""
    event = world.event_of(target)
    one = factories.proposal(event, world.owner(role, target))
    other = factories.proposal(event)
    return Conversation.objects.create(event=event, one=one, other=other, last_at=timezone.now())
