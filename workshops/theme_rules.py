"""Who speaks to whom among proposers, and who facilitates a theme."""

from typing import Any

import rules

from workshops.queries.alike import readable
from workshops.rules import plans
from workshops.standing import hers


@rules.predicate
def facilitates(person: Any, theme: Any) -> bool:
    """Of a theme, or of what is said in one."""
    theme = getattr(theme, "theme", theme)
    return bool(person.is_authenticated and theme.facilitators.filter(person=person).exists())


@rules.predicate
def said_it(person: Any, message: Any) -> bool:
    return bool(person.is_authenticated and message.written_by_id == person.pk)


@rules.predicate
def plans_its_theme(person: Any, found: Any) -> bool:
    return bool(plans(person, found.theme))


@rules.predicate
def may_write_to(person: Any, proposal: Any) -> bool:
    """Who proposes something herself writes to those behind what she may read."""
    if not person.is_authenticated or not hers(proposal.event, person).exists():
        return False
    readable_by_her = readable(proposal.event, team=False, proposes=True)
    return readable_by_her.filter(pk=proposal.pk).exists()


@rules.predicate
def stands_in(person: Any, conversation: Any) -> bool:
    if not person.is_authenticated:
        return False
    both = [conversation.one_id, conversation.other_id]
    return bool(hers(conversation.event, person).filter(pk__in=both).exists())


rules.add_rule("workshops.facilitate", facilitates | plans)
rules.add_rule("workshops.hide_message", said_it | facilitates | plans_its_theme)
rules.add_rule("workshops.plan_facilitator", plans_its_theme)
rules.add_rule("workshops.write_to", may_write_to)
rules.add_rule("workshops.talk", stands_in)
