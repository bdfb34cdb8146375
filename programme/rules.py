"""Who may do what with the programme."""

from typing import Any

import rules

from access.doors import open_to_strangers
from accounts.models import Person
from events.models import Role
from events.rules import has_role, on_the_team
from programme.models import CalendarAddress, ReleasedPlacement
from programme.queries.released import Published
from workshops.models import Session


@rules.predicate
def is_public(person: Any, target: Any) -> bool:
    """The programme is open and released."""
    found: Published = target if isinstance(target, Published) else target.published
    return found.release is not None and found.event.is_open("programme")


@rules.predicate
def owner_is_active(person: Any, address: CalendarAddress) -> bool:
    """A calendar program has no session; its address stands for its owner."""
    owner: Person = address.person
    return owner.is_active


@rules.predicate
def is_released(person: Any, session: Session) -> bool:
    """The open programme names the session: before, its very title is the team's."""
    stands = ReleasedPlacement.objects.filter(session=session, release__state="current")
    return session.event.is_open("programme") and stands.exists()


edits_programme = has_role(Role.PROGRAMME)
runs_sessions = has_role(Role.PROGRAMME, Role.MODERATOR)

rules.add_rule("programme.look", rules.always_allow)
rules.add_rule("programme.read", is_public | on_the_team)
rules.add_rule("programme.star", rules.is_authenticated)
rules.add_rule("programme.star_one", rules.is_authenticated & (is_released | on_the_team))
rules.add_rule("programme.calendar", owner_is_active)
rules.add_rule("programme.edit", edits_programme)
rules.add_rule("programme.run", runs_sessions)
open_to_strangers("programme.read", "programme.calendar")
