"""What events tell to upper apps, inside the transaction of the change."""

from django.dispatch import Signal

# event: events.models.Event, switch: "registration", "call" or "programme"
switch_thrown = Signal()
# event: events.models.Event, old_slug: str, its address before
event_changed = Signal()
# event: events.models.Event with its alert, by: Person
alerted = Signal()
