"""Who may do what with a proposal, and when: the one table of its states."""

from dataclasses import dataclass
from typing import Any

from access.doors import allows
from workshops.models import Proposal

State = Proposal.State
OWN, LEAD, REVIEW = "workshops.own", "workshops.lead", "workshops.review"


@dataclass(frozen=True)
class Move:
    """`rule` says who, `since` in which states, `to` what it is afterwards; None as before.

    Whether the call still takes what is written is its own question (actions/admission.py).
    """

    rule: str
    since: tuple[State, ...]
    to: State | None = None


MOVES = {
    "write": Move(OWN, (State.DRAFT, State.SUBMITTED)),
    "hand in": Move(OWN, (State.DRAFT,), State.SUBMITTED),
    "withdraw": Move(LEAD, (State.DRAFT, State.SUBMITTED, State.WAITING), State.WITHDRAWN),
    "let wait": Move(REVIEW, (State.SUBMITTED,), State.WAITING),
    "accept": Move(REVIEW, (State.SUBMITTED, State.WAITING), State.ACCEPTED),
    "decline": Move(REVIEW, (State.SUBMITTED, State.WAITING), State.DECLINED),
    "reopen": Move(
        REVIEW,
        (State.WAITING, State.ACCEPTED, State.DECLINED, State.WITHDRAWN),
        State.SUBMITTED,
    ),
}


def may(person: Any, action: str, proposal: Proposal) -> bool:
    """Whether she may do it with the proposal as it is now."""
    move = MOVES[action]
    return proposal.state in move.since and allows(move.rule, person, proposal)
