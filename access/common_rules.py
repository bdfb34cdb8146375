"""Rules that need no object."""

from typing import Any

import rules


@rules.predicate
def logged_in(person: Any) -> bool:
    return bool(person and person.is_authenticated)


@rules.predicate
def is_not_by_card(person: Any) -> bool:
    """Whoever came in by a card changes none of the ways into the account: it may be found."""
    return getattr(person, "by_card", None) is None


rules.add_rule("access.anyone", rules.always_allow)
rules.add_rule("access.logged_in", logged_in)
rules.add_rule("access.not_by_card", is_not_by_card)
rules.add_rule("access.logged_in_not_by_card", logged_in & is_not_by_card)
