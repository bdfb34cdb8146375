"""What the programme tells, written on the boards."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver

from boards import actions
from boards.homes import LINE_TEXT
from events.models import Event
from events.signals import alerted, switch_thrown
from languages.models import Text
from languages.signals import translated
from programme.models import Release, Running
from programme.signals import released, running_changed
from realtime import wake


@receiver(running_changed)
def on_running(running: Running, **_: Any) -> None:
    actions.tell_running(running)


@receiver(released)
def on_release(release: Release, **_: Any) -> None:
    actions.tell_release(release)


@receiver(switch_thrown)
def on_switch(switch: str, **_: Any) -> None:
    """Boards are as public as the programme: a closed one lets go of its followers at once."""
    if switch == "programme":
        transaction.on_commit(wake.look_again, robust=True)


@receiver(translated)
def on_translated(text: Text, **_: Any) -> None:
    """A line that a translator finishes at her desk; an alert stands on boards too."""
    if text.kind in {LINE_TEXT, "events.alert"}:
        actions.tell_translated(text)


@receiver(alerted)
def on_alert(event: Event, by: Any, **_: Any) -> None:
    """An emergency reaches the halls, and the board of each session that runs."""
    actions.announce_everywhere(event=event, words=event.alert, by=by)
