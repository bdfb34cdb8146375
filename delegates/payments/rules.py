"""Who sees and moves money."""

from typing import Any

import rules
from django.db.models import Q

from delegates.models import Delegation
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


@rules.predicate
def looks_after_payer(person: Any, paper: Any) -> bool:
    """She coordinates the delegation that pays, or one of the organisation that does."""
    payer = paper.payer
    if payer is None or not person.is_authenticated or person.by_card:
        return False
    hers = Delegation.objects.filter(
        event=paper.event_id, state=Delegation.State.GRANTED, coordinators__person=person
    )
    whose = Q(pk=payer.delegation_id) | Q(organisation=payer.organisation_id or 0)
    return bool(hers.filter(whose).exists())


keeps_money = has_role(Role.TREASURER)

rules.add_rule("delegates.money", keeps_money)
rules.add_rule("delegates.fund", has_role(Role.FUND, Role.TREASURER))
rules.add_rule("delegates.judge", has_role(Role.FUND))
rules.add_rule("delegates.take_cash", has_role(Role.DESK, Role.TREASURER))
rules.add_rule("delegates.pays", pays | looks_after_payer)
rules.add_rule("delegates.read_paper", pays | looks_after_payer | keeps_money)
rules.add_rule("delegates.asked", asked)
