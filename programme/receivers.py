"""What lower apps tell, for the released programme."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver

from events.models import Event
from events.signals import event_changed, switch_thrown
from files.shelves import shelf
from programme import releases
from programme.tasks import write_again


@receiver(switch_thrown)
def on_switch(event: Event, switch: str, **_: Any) -> None:
    """An opened programme is put up, a closed one is taken down."""
    if switch == "programme":
        transaction.on_commit(lambda: releases.show(event))


@receiver(event_changed)
def on_change(event: Event, old_slug: str, **_: Any) -> None:
    """The pages of a release name the event, its address and its zone."""
    if event.releases.filter(state="current").exists():
        write_again.enqueue(event.pk)
        if old_slug != event.slug:
            transaction.on_commit(lambda: shelf().show(old_slug, ""))
