"""What was answered to a call's own questions, in words."""

from collections.abc import Sequence

from delegates import countries
from delegates.queries.questions import Answered, answered
from delegates.questions.document import read
from workshops.models import Proposal


def answers_of(
    proposal: Proposal, languages: Sequence[str], *, sensitive: bool
) -> tuple[list[Answered], bool]:
    """The answers, without the sensitive ones unless these are asked for; and whether there are
    any that are left out. At most three queries.
    """
    version = proposal.form_version
    if version is None or not proposal.answers:
        return [], False
    event = proposal.event
    found = answered(
        read(version.document),
        proposal.answers,
        [*languages, *event.languages],
        named=countries.names(event, languages[0] if languages else event.lang),
        closed=version.questionnaire.purged,
    )
    shown = [each for each in found if sensitive or not each.sensitive]
    return shown, len(shown) < len(found)
