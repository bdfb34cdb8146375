"""Who follows a board, and who writes on it."""

from typing import Any

import rules

from access.doors import open_to_strangers
from delegates.rules import is_not_excluded
from events.models import Event, Role
from events.rules import event_of, has_role, on_the_team
from programme.rules import is_released


@rules.predicate
def programme_is_public(person: Any, target: Any) -> bool:
    """A board is as public as the programme; an entry's session belongs to the event."""
    event: Event = event_of(target)
    return event.is_open("programme")


rules.add_rule("boards.follow", (is_released | on_the_team) & is_not_excluded)
rules.add_rule("boards.watch", (programme_is_public | on_the_team) & is_not_excluded)
rules.add_rule("boards.note", has_role(Role.NOTES, Role.MODERATOR, Role.TRANSLATOR))
rules.add_rule("boards.moderate", has_role(Role.MODERATOR))
rules.add_rule("boards.announce", has_role(Role.MODERATOR, Role.PROGRAMME))
open_to_strangers("boards.follow", "boards.watch")
