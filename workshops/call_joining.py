"""What calls add to the lower apps: deadlines, whom they concern, answers, organisers' pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from delegates.ports import AnswerHolder, answer_holders
from events.ports import Section, audiences, closings, sections
from workshops import closing
from workshops.models import Proposal


def join() -> None:
    """Called once, when the apps are ready."""
    audiences.append(closing.audience)
    closings.append(closing.closings)
    answer_holders.append(AnswerHolder(Proposal, answers_to))
    sections.append(Section("calls", _("Calls"), "workshops.enter", 40))


def answers_to(form: Any) -> Any:
    """The proposals that may hold answers to a form: those to its call."""
    return Proposal.objects.filter(call__questionnaire=form)
