"""What an address of a form's pages means. Each finder raises Http404."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from delegates.models import Questionnaire, Reply
from delegates.questions import editing
from delegates.questions.document import read
from delegates.questions.editing import NotInForm


def find_form(event: str, form: UUID) -> Questionnaire:
    rows = Questionnaire.objects.select_related("event")
    return get_object_or_404(rows, event__slug=event, uid=form)


class InDraft:
    """A section or a question of a form's draft."""

    def __init__(
        self, event: str, form: UUID, section: UUID | None = None, question: UUID | None = None
    ) -> None:
        self.form = find_form(event, form)
        self.event, self.draft = self.form.event, read(self.form.draft)
        try:
            self.section = editing.section_of(self.draft, question or section or form)
            self.question = editing.question_of(self.draft, question) if question else None
        except NotInForm as error:
            raise Http404 from error


def find_follow_up(event: str, form: UUID) -> Questionnaire:
    found = find_form(event, form)
    if found.use != Questionnaire.Use.FOLLOW_UP:
        raise Http404
    return found


def find_reply(event: str, reply: UUID) -> Reply:
    rows = Reply.objects.select_related(
        "registration__event", "questionnaire__event", "version__questionnaire"
    )
    return get_object_or_404(rows, questionnaire__event__slug=event, uid=reply)
