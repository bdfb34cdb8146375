"""What lower apps tell, for those who are registered."""

from typing import Any

from django.dispatch import receiver

from delegates.tasks.care import write_the_alert
from events.models import Event
from events.signals import alerted


@receiver(alerted)
def on_alert(event: Event, **_: Any) -> None:
    """Everybody who is registered gets the words by mail."""
    if event.alert_id:
        write_the_alert.enqueue(event.pk, event.alert_id)
