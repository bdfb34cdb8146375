"""Who sees and moves money."""

from typing import Any

import rules

from events.models import Role
from events.rules import has_role


@rules.predicate
def pays(person: Any, paper: Any) -> bool:
    """The paper, or payment, is about her own fee or about what she promised to pay."""
    if not person.is_authenticated:
        return False
    registration = paper.fee.registration if paper.fee else None
    hers = registration is not None and registration.person_id == person.pk
    return bool(hers or (paper.payer is not None and paper.payer.person_id == person.pk))


@rules.predicate
def asked(person: Any, grant: Any) -> bool:
    return bool(person.is_authenticated and grant.registration.person_id == person.pk)


keeps_money = has_role(Role.TREASURER)

rules.add_rule("delegates.money", keeps_money)
rules.add_rule("delegates.fund", has_role(Role.FUND, Role.TREASURER))
rules.add_rule("delegates.judge", has_role(Role.FUND))
rules.add_rule("delegates.take_cash", has_role(Role.DESK, Role.TREASURER))
rules.add_rule("delegates.pays", pays)
rules.add_rule("delegates.read_paper", pays | keeps_money)
rules.add_rule("delegates.asked", asked)
