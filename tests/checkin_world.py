"""What addresses of check-in mean in the matrix's world."""

import secrets
from typing import Any

from delegates import printing
from delegates.actions import devices
from delegates.models import BadgePrint, CheckinList, Device, TakeOver
from events.models import Event
from tests import factories


def a_list(event: Event) -> CheckinList:
    return devices.set_list(event=event, name="Plenary", by=None)


def a_device(event: Event) -> Device:
    return devices.make_device(event=event, name="north door", reach="searches", by=None)[0]


def link(world: Any, _role: str, target: str) -> str:
    """The token of a link that nobody used yet."""
    event = world.event_of(target)
    return devices.make_device(event=event, name="north door", reach="searches", by=None)[1]


def take_over(world: Any, _role: str, target: str) -> str:
    """The token of a link by which a walk-in takes her registration over."""
    made, token = factories.registration(world.event_of(target)), secrets.token_urlsafe(24)
    TakeOver.objects.create(
        registration=made, token_hash=devices.hash_of(token), address="walk-in@example.org"
    )
    return token


def a_print(event: Event) -> BadgePrint:
    """Badges that are ready, in one file."""
    made = BadgePrint.objects.create(event=event, size="card", state="ready", files=1)
    printing.folder_of(made).mkdir(parents=True, exist_ok=True)
    printing.file_of(made, 1).write_bytes(b"%PDF")
    return made
