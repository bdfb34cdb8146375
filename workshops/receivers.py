"""What lower apps tell, for those who propose."""

from typing import Any

from django.dispatch import receiver

from events.models import Event
from events.signals import switch_thrown
from workshops.actions.calls import first_call


@receiver(switch_thrown)
def on_switch(event: Event, switch: str, **_: Any) -> None:
    """What is opened has a call: an event may say no more than "open"."""
    if switch == "call" and event.call == Event.Switch.OPEN:
        first_call(event)
