"""Who may register, and who may see and change registrations."""

from typing import Any

import rules

from access.common_rules import logged_in
from delegates.queries.care import is_excluded
from events.models import Role
from events.rules import event_of, has_only_role, has_role, organises


@rules.predicate
def is_hers(person: Any, registration: Any) -> bool:
    return bool(person.is_authenticated and registration.person_id == person.pk)


@rules.predicate
def is_no_card_of_another_event(person: Any, target: Any) -> bool:
    """A card opens nothing of other events: whoever gave it answers for this one alone."""
    card = getattr(person, "by_card", None)
    return card is None or card.event == event_of(target).pk


rules.add_rule("delegates.register", logged_in & is_no_card_of_another_event)
rules.add_rule("delegates.own", is_hers)
rules.add_rule("delegates.organise", organises)
rules.add_rule("delegates.read_organisation", rules.always_allow)
rules.add_rule("delegates.letters", has_role(Role.LETTERS))
rules.add_rule("delegates.papers", has_only_role(Role.LETTERS))
rules.add_rule("delegates.read_proof", rules.always_allow)
rules.add_rule("delegates.suggest", logged_in)
rules.add_rule("delegates.keep", has_role(Role.NETWORKS))
rules.add_rule("delegates.take_back", rules.always_allow)


@rules.predicate
def is_not_excluded(person: Any, target: Any) -> bool:
    """An excluded person is let in nowhere as herself; a stranger is nobody."""
    return not is_excluded(person, event_of(target))


def may_take_part(registration: Any) -> bool:
    """Whether a registration is not excluded: asked by badges and gates."""
    return not registration.exclusions.filter(state="holds").exists()


@rules.predicate
def reads_report(person: Any, report: Any) -> bool:
    return bool(report.readers.filter(person=person).exists())


@rules.predicate
def is_her_block(person: Any, block: Any) -> bool:
    return bool(person.is_authenticated and block.person_id == person.pk)


on_the_care_team = has_only_role(Role.CARE)

rules.add_rule("delegates.care", on_the_care_team)
rules.add_rule("delegates.read_report", on_the_care_team & reads_report)
rules.add_rule("delegates.exclude", has_role(Role.CARE))
rules.add_rule("delegates.own_block", is_her_block)


@rules.predicate
def looks_after(person: Any, target: Any) -> bool:
    """A coordinator of the delegation, or an organiser of its event: never the only way in."""
    block = getattr(target, "delegation", target)
    if not person.is_authenticated or person.by_card or is_excluded(person, event_of(block)):
        return False
    return organises(person, block) or block.coordinators.filter(person=person).exists()


rules.add_rule("delegates.coordinate", looks_after)
rules.add_rule("delegates.desk", has_role(Role.DESK))


@rules.predicate
def is_her_reply(person: Any, reply: Any) -> bool:
    return bool(person.is_authenticated and reply.registration.person_id == person.pk)


rules.add_rule("delegates.own_reply", is_her_reply)
rules.add_rule("delegates.stay", logged_in & is_not_excluded)
rules.add_rule("delegates.serve", has_role(Role.DESK))
