"""What stands in addresses of calls, for the matrix."""

from typing import Any

from tests import factories
from workshops.actions.calls import first_call
from workshops.models import ActivityKind, Call


def call(event: Any) -> Call:
    """One that takes proposals; one an event."""
    return first_call(event)


def kind(event: Any) -> ActivityKind:
    return ActivityKind.objects.create(event=event, name=factories.text("Workshop"))
