"""What a call asks of its own in the form of a proposal, and which themes it takes."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms

from delegates import countries
from delegates.answers import Filled, document_of
from delegates.models import FormVersion
from delegates.queries.questions import asked_under, latest
from delegates.questions.fields import PREFIX, Asking
from delegates.questions.form import QuestionsMixin
from workshops.models import Call, Proposal


class CallQuestionsMixin(QuestionsMixin):
    """Call `ask_for` at the end of __init__, once the form's own fields stand."""

    call: Call | None = None
    version: FormVersion | None = None
    themes: dict[str, Any]
    offered: list[str]

    def ask_for(
        self,
        call: Call | None,
        languages: Sequence[str],
        *,
        held: Proposal | None = None,
        draft: bool = False,
    ) -> None:
        """The questions of the call's form as it is asked now, or as her page asked them. Four
        queries at most. In a `draft` none is needed yet.
        """
        self.call, self.needs_answers = call, not draft
        self._take_themes_of(call, held)
        version = latest(call.questionnaire) if call and call.questionnaire else None
        if version is None or call is None:
            return
        if self.is_bound:
            version, self.moved_on = asked_under(version, self.data.get("form_version", ""))
        self.version = version
        event = call.event
        reader = [*languages, *(each for each in event.languages if each not in languages)]
        self.ask(
            document_of(version),
            Asking(reader, self.offered, partial(countries.choices, event)),
            before=held.answers if held else None,
            closed=version.questionnaire.purged if version else (),
        )

    def _take_themes_of(self, call: Call | None, held: Proposal | None) -> None:
        """The call's themes where it names some, and the one that is chosen already."""
        wanted = {str(uid) for uid in call.themes.values_list("uid", flat=True)} if call else set()
        if not wanted:
            return
        if held and held.theme:
            wanted.add(str(held.theme.uid))
        self.themes = {uid: each for uid, each in self.themes.items() if uid in wanted}
        field: Any = self.fields["theme"]
        field.choices = [each for each in field.choices if each[0] in {"", *wanted}]

    def shown_fields(self) -> list[forms.BoundField]:
        """Without the call's questions, which stand in their sections."""
        fields: list[forms.BoundField] = super().shown_fields()  # type: ignore[misc]
        return [each for each in fields if not each.name.startswith(PREFIX)]

    def given(self) -> dict[str, Any]:
        found: dict[str, Any] = super().given()  # type: ignore[misc]
        own = {name: each for name, each in found.items() if not name.startswith(PREFIX)}
        return own | {"filled": self.filled()}

    def filled(self) -> Filled | None:
        if self.version is None:
            return None
        given, seen = self.answered()
        return Filled(version=self.version, given=given, seen=seen)
