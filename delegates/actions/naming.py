"""A coordinator names somebody who has no e-mail."""

from typing import Any

from django.db import transaction

from accounts.mailboxes import add_without_address
from delegates.actions.delegations import make_link
from delegates.actions.registrations import register
from delegates.answers import Answers
from delegates.models import Delegation, Registration
from delegates.refusals import LinkGone


@transaction.atomic
def name_without_address(
    delegation: Delegation, *, full_name: str, lang: str, by: Any
) -> Registration:
    """Seats her on the delegation's block, with an account that a card opens.

    Raises MoreThanTheBlock, LinkGone where the block was not granted, and as `register` does.
    """
    if delegation.state != Delegation.State.GRANTED:
        raise LinkGone
    _link, token = make_link(delegation, by=by, full_name=full_name)
    person = add_without_address(called=full_name[:100], languages=[lang], by=by)
    answers = Answers(
        full_name=full_name,
        category=delegation.category,
        country=delegation.country,
        organisation=delegation.organisation,
    )
    return register(
        event=delegation.event, person=person, answers=answers, by=by, lang=lang, seat=token
    )
