"""Who may do what in an event. Each predicate takes a person and an event (or what has one)."""

from typing import Any

import rules
from django.utils import timezone

from access.common_rules import is_not_by_card
from access.doors import open_to_strangers
from events.models import Event, Role

_NO_ROLES: frozenset[str] = frozenset()


def roles_of(person: Any, event: Event) -> frozenset[str]:
    """The roles that `person` holds in `event` today; none where a card let her in. One query a
    person and event.
    """
    if not (person and person.is_authenticated and person.is_active) or person.by_card:
        return _NO_ROLES
    known: dict[int, frozenset[str]] = person.__dict__.setdefault("_roles", {})
    if event.pk not in known:
        today = timezone.now().astimezone(event.tz).date()
        held = person.memberships.filter(event=event).values_list("role", "until")
        known[event.pk] = frozenset(role for role, until in held if until is None or today <= until)
    return known[event.pk]


def forget_roles(person: Any) -> None:
    """Lets the next question read the roles anew: for those who keep a person in memory."""
    person.__dict__.pop("_roles", None)


def event_of(target: Any) -> Event:
    """The event that `target` is or belongs to."""
    return target if isinstance(target, Event) else target.event


def has_role(*wanted: str) -> Any:
    """A predicate: the person holds one of `wanted` in the target's event, or organises it."""

    @rules.predicate(f"has_role:{','.join(wanted)}")
    def holds(person: Any, target: Any) -> bool:
        held = roles_of(person, event_of(target))
        return Role.ORGANISER in held or not held.isdisjoint(wanted)

    return holds


def has_only_role(role: str) -> Any:
    """A predicate: the person holds `role` in the target's event; organising it is not enough."""

    @rules.predicate(f"has_only_role:{role}")
    def holds(person: Any, target: Any) -> bool:
        return role in roles_of(person, event_of(target))

    return holds


@rules.predicate
def is_operator(person: Any) -> bool:
    known = person and person.is_authenticated and person.is_active and not person.by_card
    return bool(known and person.is_operator)


@rules.predicate
def is_published(person: Any, target: Any) -> bool:
    return bool(target.state == "published")


organises = has_role()
on_the_team = has_role(*Role.values)

rules.add_rule("events.read", rules.always_allow)
rules.add_rule("events.create", rules.is_authenticated & is_not_by_card)
rules.add_rule("events.organise", organises)
rules.add_rule("events.team", on_the_team)
rules.add_rule("events.alert", has_role(Role.CARE))
rules.add_rule("events.programme", has_role(Role.PROGRAMME))
rules.add_rule("events.write_pages", has_role(Role.TRANSLATOR))
rules.add_rule("events.read_page", is_published | has_role(Role.TRANSLATOR))
open_to_strangers("events.read_page")
