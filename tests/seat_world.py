"""Delegations, their links, and offers in the small world (tests/world.py)."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from delegates.actions import delegations
from delegates.models import Arrival, Coordinator, Delegation, Registration, Seat
from delegates.tokens import offer_token
from tests import factories


def delegation(world: Any, role: str, target: str) -> Delegation:
    """One with three seats, which its owner looks after."""
    owner = world.owner(role, target)
    found = Delegation.objects.create(
        event=world.event_of(target), name="Réseau", wanted=3, granted=3, state="granted"
    )
    Coordinator.objects.create(delegation=found, person=owner)
    second = factories.person(f"second{found.pk}")
    Coordinator.objects.create(delegation=found, person=second)
    return found


def latest(world: Any, role: str, target: str) -> Delegation:
    """The one that the part of the address before has just made."""
    return Delegation.objects.filter(event=world.event_of(target)).latest("pk")


def link(world: Any, role: str, target: str) -> tuple[Any, str]:
    return delegations.make_link(latest(world, role, target), by=None, address="one@example.org")


def token(world: Any, role: str, target: str) -> str:
    return delegations.make_link(delegation(world, role, target), by=None)[1]


def sitting(world: Any, role: str, target: str) -> Registration:
    found = latest(world, role, target)
    made = factories.registration(found.event)
    Seat.objects.create(delegation=found, registration=made)
    Delegation.objects.filter(pk=found.pk).update(named=1)
    return made


def arrival(world: Any, role: str, target: str) -> Arrival:
    row = {"number": 2, "full_name": "Awa Diop", "email": "awa@example.org"}
    return Arrival.objects.create(delegation=latest(world, role, target), rows=[row])


def coordinator(world: Any, role: str, target: str) -> Coordinator:
    return latest(world, role, target).coordinators.earliest("pk")


def offer(world: Any, role: str, target: str) -> str:
    found = factories.registration(
        world.event_of(target), state="offered", offered_until=timezone.now() + timedelta(days=1)
    )
    return offer_token(found)
