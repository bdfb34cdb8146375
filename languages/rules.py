"""Who may do what with translations: the owner of the space says it (languages/ports.py)."""

from typing import Any

import rules

from access.common_rules import is_not_by_card, logged_in
from languages import ports
from languages.models import Space


def space_of(target: Any) -> int:
    """The key of the space that `target` is or belongs to."""
    return int(target.pk if isinstance(target, Space) else target.space_id)


def has(right: str) -> Any:
    """A predicate: the person has `right` in the target's space."""

    @rules.predicate(f"has:{right}")
    def holds(person: Any, target: Any) -> bool:
        return right in ports.rights(person, space_of(target))

    return holds


rules.add_rule("languages.desk", logged_in & is_not_by_card)
# Whoever writes may hear in which language.
rules.add_rule("languages.guess", logged_in)
rules.add_rule("languages.translate", has(ports.TRANSLATE))
rules.add_rule("languages.review", has(ports.REVIEW))
rules.add_rule("languages.coordinate", has(ports.COORDINATE))
# Whoever works in a space reads its glossary, its earlier translations and its coverage.
rules.add_rule("languages.look", has(ports.TRANSLATE) | has(ports.REVIEW) | has(ports.COORDINATE))
rules.add_rule("languages.keep_glossary", has(ports.REVIEW) | has(ports.COORDINATE))


@rules.predicate
def is_hers(person: Any, target: Any) -> bool:
    """What she did is hers to see, also once she has left."""
    return bool(target.person == person)


rules.add_rule("languages.certify", (is_hers & is_not_by_card) | has(ports.COORDINATE))
