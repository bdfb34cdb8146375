"""What addresses of check-in mean. Each finder raises Http404."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from access.doors import allows
from delegates.actions.devices import hash_of
from delegates.models import BadgePrint, CheckinList, Device
from events.models import Event


def find_list(event: str, checkin_list: UUID) -> CheckinList:
    rows = CheckinList.objects.select_related("event")
    return get_object_or_404(rows, event__slug=event, uid=checkin_list)


def find_device(event: str, device: UUID) -> Device:
    rows = Device.objects.select_related("event", "person", "made_by")
    return get_object_or_404(rows, event__slug=event, uid=device)


@dataclass(frozen=True)
class PrintedFile:
    """One file of badges."""

    made: BadgePrint
    number: int

    @property
    def event(self) -> Event:
        return self.made.event


def find_print(event: str, printed: UUID, number: int) -> PrintedFile:
    rows = BadgePrint.objects.select_related("event").exclude(state=BadgePrint.State.GONE)
    return PrintedFile(get_object_or_404(rows, event__slug=event, uid=printed), number)


def find_link(event: str, token: str) -> Device:
    """By the hash of its link's token; a guessed one, and one that was used, find nothing."""
    rows = Device.objects.select_related("event").filter(state=Device.State.WAITING)
    return get_object_or_404(rows, event__slug=event, link_hash=hash_of(token))


def device_by_secret(event: Event, secret: str, *, ended: bool = False) -> Device:
    """The device that holds this secret; also one that was ended, if `ended`."""
    rows = Device.objects.select_related("event", "person", "made_by").filter(event=event)
    found = rows.filter(secret_hash=hash_of(secret)).first() if secret else None
    if found is None or not (ended or serves(found)):
        raise Http404
    return found


def serves(device: Device) -> bool:
    """Whether it may work now: paired, not past its end, and its person still on the team."""
    return (
        device.state == Device.State.PAIRED
        and device.until > timezone.now()
        and (device.person is None or allows("delegates.desk", device.person, device.event))
    )
