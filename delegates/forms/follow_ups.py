"""What somebody who is registered answers in a follow-up form."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from delegates import countries
from delegates.answers import Filled, document_of
from delegates.forms.organisations import languages_offered
from delegates.models import FormVersion, Reply
from delegates.questions.fields import Asking
from delegates.questions.form import Group, QuestionsMixin
from events.forms import RefusableForm
from events.models import Event


class ReplyForm(QuestionsMixin, RefusableForm):
    """The questions of a follow-up form; two queries at most."""

    def __init__(
        self,
        *args: Any,
        event: Event,
        languages: Sequence[str],
        version: FormVersion | None,
        held: Reply | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        reader = [*languages, *(each for each in event.languages if each not in languages)]
        self.ask(
            document_of(version),
            Asking(reader, languages_offered(event), partial(countries.choices, event)),
            before=held.answers if held else None,
            closed=version.questionnaire.purged if version else (),
        )

    def groups(self) -> list[Group]:
        return self.sections()

    def filled(self) -> Filled:
        given, seen = self.answered()
        return Filled(version=self.version, given=given, seen=seen)
