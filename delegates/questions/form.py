"""A form that asks a document's questions, besides whatever it asks itself."""

import dataclasses
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from delegates.questions.answers import carried
from delegates.questions.conditions import lacking, shown
from delegates.questions.document import Document, Question, Section
from delegates.questions.fields import PREFIX, Asking, field_of, marked, name_of, value_of
from delegates.questions.saying import hangs_on


@dataclass(frozen=True)
class Shown:
    """One question in the page: its field, what is said of it, and when it is shown.

    Where everybody to whom it is `alike` sees the same HTML, that is kept; empty: it is not.
    """

    field: Any
    asked: Any = None
    question: Question | None = None
    shown_if: str = ""
    when: list[str] = dataclasses.field(default_factory=list)
    closed: bool = False
    alike: str = ""


@dataclass(frozen=True)
class Group:
    """Questions under one heading; `folded` ones open where something is wrong in them."""

    title: Any
    rows: list[Shown]
    help: Any = ""
    folded: list[Shown] = dataclasses.field(default_factory=list)

    @property
    def open(self) -> bool:
        return any(each.field.errors or each.field.value() for each in self.folded)


class QuestionsMixin(forms.Form):
    """Call `ask` at the end of __init__. `own` names fields that conditions may speak of."""

    own: tuple[str, ...] = ()
    document: Document | None = None
    closed: frozenset[str] = frozenset()
    # Set where the form that was sent is an older one than this: it is shown again.
    moved_on = False
    # Not where a draft is kept that may lack anything.
    needs_answers = True

    def ask(
        self,
        document: Document | None,
        asking: Asking,
        *,
        before: Mapping[str, Any] | None = None,
        closed: Iterable[str] = (),
    ) -> None:
        """Adds a field for each question; `before` are her answers, `closed` were purged."""
        self.document, self.closed, self.asking = document, frozenset(closed), asking
        for question in document.asked() if document else ():
            if question.key not in self.closed:
                held = carried(question, document, before or {}) if document else None
                self.fields[name_of(question.key)] = field_of(question, asking, held)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.moved_on:
            said = _(
                "The form has changed while you filled it in. All that you typed is kept; please "
                "look through it and send it once more."
            )
            self.add_error(None, ValidationError(said, code="moved_on"))
        if self.document:
            seen = shown(self.document, self.values_so_far())
            for key in self.document.by_key():
                if key not in seen:
                    self.errors.pop(name_of(key), None)
            if self.needs_answers:
                self._say_what_lacks(self.document)
        return cleaned

    def _say_what_lacks(self, document: Document) -> None:
        required = forms.Field.default_error_messages["required"]
        for key in lacking(document, self.values_so_far(), self.closed):
            if name_of(key) not in self.errors:
                self.add_error(name_of(key), ValidationError(required, code="required"))

    def take_up(self, typed: QueryDict) -> None:
        """Shows what was typed before and not sent, right or wrong, with no word about it yet."""
        for name, field in self.fields.items():
            if not field.widget.value_omitted_from_data(typed, {}, name):
                self.initial[name] = field.widget.value_from_datadict(typed, {}, name)

    def values_so_far(self) -> dict[str, Any]:
        """The values so far, by the questions' ids and by the names of `own` fields."""
        clean = self.cleaned_data
        own = {name: clean[name] for name in self.own if name in clean}
        return own | {
            name.removeprefix(PREFIX): value_of(value)
            for name, value in clean.items()
            if name.startswith(PREFIX)
        }

    def answered(self) -> tuple[dict[str, Any], set[str]]:
        """(value of each question in the form, ids of those that are shown)."""
        given = {key: each for key, each in self.values_so_far().items() if key not in self.own}
        return given, shown(self.document, self.values_so_far()) if self.document else set()

    def sections(self) -> list[Group]:
        """The document's sections, without those where nothing is asked."""
        found = [self._group(each) for each in (self.document.sections if self.document else ())]
        return [each for each in found if each.rows]

    def _group(self, section: Section) -> Group:
        languages = self.asking.languages
        rows = [self._shown(each) for each in section.questions if each.is_asked]
        return Group(marked(section.title, languages), rows, marked(section.help, languages))

    def _shown(self, question: Question) -> Shown:
        if question.key in self.closed:
            label = marked(question.label, self.asking.languages)
            return Shown({"label": label}, question=question, closed=True)
        bound = self[name_of(question.key)]
        # For the page alone: `clean` has decided before whom it is needed from.
        bound.field.required = question.required
        asked = told(question, self.asking.languages)
        return Shown(
            bound,
            asked,
            question,
            self._shown_if(question),
            self._when(question),
            alike=self.alike(bound.name),
        )

    def alike(self, name: str) -> str:
        """All on which the HTML of a question hangs; empty where too much does."""
        return ""

    def _when(self, question: Question) -> list[str]:
        own = {name: self._own_words(name) for name in self.own if name in self.fields}
        document = self.document
        return hangs_on(question, document, self.asking.languages, own) if document else []

    def _own_words(self, name: str) -> tuple[Any, dict[str, Any]]:
        field: Any = self.fields[name]
        return field.label, dict(getattr(field, "choices", ()))

    def _shown_if(self, question: Question) -> str:
        """The conditions as the page reads them: names of fields and their values."""
        rules = [
            {
                "name": each.question if each.question in self.own else name_of(each.question),
                "any": each.any_of,
            }
            for each in question.conditions
        ]
        return json.dumps(rules) if rules else ""


def told(question: Question, languages: list[str]) -> dict[str, Any]:
    """Why it is asked, who reads it, until when it is kept."""
    days = _("%(days)d days after the event; or until you change it, or withdraw")
    readers = _("the organisers of this event")
    if question.data_class == "sensitive":
        readers = _("the organisers of this event; each time somebody opens it, it is noted")
    return {
        "why": marked(question.why, languages) if question.why else "",
        "readers": readers,
        "until": days % {"days": question.keep_days},
    }
