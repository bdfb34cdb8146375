"""What addresses of doubles, care and staying mean in the matrix's world."""

from datetime import time, timedelta
from typing import Any

from delegates.actions import care, doubles, exclusions, staying
from delegates.models import Block, Double, Exclusion, Match, Service
from events.models import Event, Role
from tests import factories


def double(event: Event) -> Double:
    kept, gone = factories.registration(event), factories.registration(event)
    return doubles.join(kept=kept, gone=gone, by=None)


def reported(world: Any, target: str) -> tuple[Any, str]:
    """A report that the event's care team reads, and the token of its link."""
    event = world.event_of(target)
    if event == world.cast.event:
        _ = world.cast.carer
    else:
        factories.member(event, Role.CARE)
    return care.report(event=event, words="canary-report")


def report(world: Any, _role: str, target: str) -> Any:
    return reported(world, target)[0].uid


def token(world: Any, _role: str, target: str) -> str:
    return reported(world, target)[1]


def exclusion(event: Event) -> Exclusion:
    return exclusions.exclude(factories.registration(event), reason="Threats", by=None)


def block(world: Any, role: str, target: str) -> Block:
    blocked = factories.person()
    return Block.objects.create(person=world.owner(role, target), blocked=blocked, name="X")


def match(event: Event) -> Match:
    nights = {"begins": event.begins, "ends": event.begins + timedelta(days=1), "by": None}
    offer, wish = (
        staying.write_lodging(factories.registration(event), kind=kind, beds=1, **nights)
        for kind in ("offer", "wish")
    )
    return staying.bring_together(offer=offer, wish=wish, by=None)


def service(event: Event) -> Service:
    hours = {"day": event.begins, "begins": time(12), "ends": time(14)}
    return Service.objects.create(event=event, name=factories.text("Lunch"), kind="meal", **hours)
