"""Lists at the door, and the devices at the desks."""

import secrets
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.records import note
from delegates.actions.badges import advance
from delegates.models import CheckinList, Device
from delegates.refusals import DeviceEnded
from events.models import Event

State = Device.State


def hash_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


@transaction.atomic
def set_list(
    *,
    event: Event,
    name: str,
    by: Any,
    categories: Sequence[str] = (),
    days: Sequence[int] = (),
    gates: Sequence[str] = (),
    opens: time | None = None,
    closes: time | None = None,
    repeat: str = CheckinList.Repeat.DAILY,
    state: str = CheckinList.State.USED,
    checkin_list: CheckinList | None = None,
) -> CheckinList:
    """Makes a list, or changes `checkin_list` under a new version of its rule."""
    advance(event)
    found = checkin_list or CheckinList(event=event, version=0)
    found.name, found.categories, found.days = name, list(categories), sorted(set(days))
    found.gates, found.opens, found.closes = list(gates), opens, closes
    found.repeat, found.state = repeat, state
    found.version += 1
    found.save()
    note(by, "set the check-in list", found)
    return found


def until_of(event: Event) -> datetime:
    """The longest that a device may serve: the morning after the event's last day."""
    last = datetime.combine(event.ends + timedelta(days=1), time(12), tzinfo=event.tz)
    return max(last, timezone.now() + timedelta(hours=12))


@transaction.atomic
def make_device(
    *, event: Event, name: str, reach: str, by: Any, until: datetime | None = None
) -> tuple[Device, str]:
    """A device to pair, and the token of its link, which is stored nowhere and works once."""
    token = secrets.token_urlsafe(24)
    device = Device.objects.create(
        event=event,
        name=name,
        reach=reach,
        link_hash=hash_of(token),
        until=until or until_of(event),
        made_by=by,
    )
    note(by, "made a link for a device", device)
    return device, token


@transaction.atomic
def make_own_device(*, event: Event, by: Any) -> tuple[Device, str]:
    """The device at which `by` sits, and its secret. It ends with her role."""
    secret = secrets.token_urlsafe(32)
    device = Device.objects.create(
        event=event,
        name=str(by)[:80],
        reach=Device.Reach.SEARCHES,
        state=State.PAIRED,
        secret_hash=hash_of(secret),
        until=until_of(event),
        made_by=by,
        person=by,
    )
    note(by, "opened the desk on a device", device)
    return device, secret


@transaction.atomic
def pair(device: Device) -> str:
    """The secret of the device that follows its link first. Raises DeviceEnded."""
    secret = secrets.token_urlsafe(32)
    rows = Device.objects.filter(pk=device.pk, state=State.WAITING, until__gt=timezone.now())
    if not rows.update(state=State.PAIRED, secret_hash=hash_of(secret), link_hash=""):
        raise DeviceEnded
    note(None, "paired a device", device)
    return secret


@transaction.atomic
def end_device(device: Device, *, by: Any) -> None:
    """Shuts a device out. What it still sends is parked."""
    rows = Device.objects.filter(pk=device.pk).exclude(state=State.ENDED)
    if rows.update(state=State.ENDED, link_hash=""):
        note(by, "ended a device", device)


def has_called(device: Device) -> None:
    """Notes when a device was last heard of, at most once a minute."""
    now = timezone.now()
    if device.seen_at is None or now - device.seen_at > timedelta(minutes=1):
        Device.objects.filter(pk=device.pk).update(seen_at=now)


@transaction.atomic
def copy_lists(*, source: Event, event: Event, by: Any) -> list[CheckinList]:
    """The lists of another edition: their days and hours follow the event's own."""
    return [
        set_list(
            event=event,
            by=by,
            **{
                name: getattr(each, name)
                for name in (
                    *("name", "categories", "days", "gates", "opens", "closes", "repeat", "state"),
                )
            },
        )
        for each in source.checkin_lists.order_by("pk")
    ]
