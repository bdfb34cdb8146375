"""Rules that need no object."""

from typing import Any

import rules


@rules.predicate
def logged_in(person: Any) -> bool:
    return bool(person and person.is_authenticated)


rules.add_rule("access.anyone", rules.always_allow)
rules.add_rule("access.logged_in", logged_in)
