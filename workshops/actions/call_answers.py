"""What is answered to a call's own questions."""

from delegates.answers import Filled
from delegates.questions.answers import put
from workshops.models import Proposal


def keep_answers(proposal: Proposal, filled: Filled | None) -> None:
    """Writes them into the proposal, which is not saved here. Without any they stay as they are."""
    if filled is None or filled.version is None:
        return
    proposal.form_version = filled.version
    number = filled.version.number
    proposal.answers = put(proposal.answers, filled.given, seen=filled.seen, version=number)
