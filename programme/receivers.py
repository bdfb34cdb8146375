"""What lower apps tell, for the released programme."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver

from accounts import erasures
from delegates.models import Registration
from delegates.signals import named_anew
from events.models import Event
from events.signals import event_changed, switch_thrown
from files.shelves import shelf
from programme import following, releases
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


@receiver(named_anew)
def on_name(registration: Registration, **_: Any) -> None:
    """A pseudonym reaches what is released, and what is being written just now."""
    following.name_anew(registration)
    # Not before: what publishes takes this lock first and the event's afterwards.
    transaction.on_commit(erasures.count_one)
