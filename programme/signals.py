"""What the programme tells to upper apps, inside the transaction of the change."""

from django.dispatch import Signal

# event_id: int, code: str
draft_changed = Signal()
# running: programme.models.Running, by: Person
running_changed = Signal()
# release: programme.models.Release
released = Signal()
