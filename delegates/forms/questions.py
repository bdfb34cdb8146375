"""Organisers' forms about forms: sections, questions, options."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from msgspec.structs import replace

from delegates.queries.draft import OWN
from delegates.questions.document import (
    LONGEST_KEPT,
    WITH_OPTIONS,
    Condition,
    DataClass,
    Document,
    Kind,
    Option,
    Question,
    Section,
    Status,
    Words,
    new_uid,
    spoken,
)
from delegates.questions.editing import moved
from delegates.questions.faults import LABEL, LONG
from events.forms import RefusableForm
from events.models import Event
from languages.forms import TextField, Written

NEW_OPTIONS = 3


def offered(event: Event) -> list[str]:
    return list(dict.fromkeys([*event.languages, *(code for code, _name in settings.LANGUAGES)]))


def words_of(written: Written) -> Words:
    """`Written` as a document keeps it, without empty translations."""
    every = {written.lang: written.body} | written.translations
    return {lang: said for lang, said in every.items() if said}


def written_of(words: Words, lang: str) -> Written:
    first = lang if lang in words else next(iter(words), lang)
    others = {into: said for into, said in words.items() if into != first}
    return Written(words.get(first, ""), first, others)


class WrittenForm(RefusableForm):
    """A form with texts in the event's languages, kept inside the document."""

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event

    def words_field(
        self,
        name: str,
        words: Words,
        label: Any,
        *,
        rows: int = 1,
        most: int = LABEL,
        **options: Any,
    ) -> None:
        languages = list(dict.fromkeys([*offered(self.event), *words]))
        self.fields[name] = TextField(
            languages=languages, rows=rows, max_length=most, label=label, **options
        )
        self.initial[name] = written_of(words, self.event.lang)


class SectionForm(WrittenForm):
    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        self.words_field("title", section.title, _("Heading"))
        self.words_field(
            "help", section.help, _("What this part is for"), rows=3, most=LONG, required=False
        )

    def made(self) -> Section:
        given = self.cleaned_data
        return replace(self.section, title=words_of(given["title"]), help=words_of(given["help"]))


class QuestionForm(WrittenForm):
    """A question with its options; `then` is `up-<id>` or `down-<id>` for one of these."""

    required_answer = forms.BooleanField(label=_("It must be answered"), required=False)
    data_class = forms.ChoiceField(label=_("Kind of data"), choices=DataClass.choices)
    keep_days = forms.IntegerField(
        label=_("Days after the event for which answers are kept"),
        min_value=0,
        max_value=LONGEST_KEPT,
    )

    def __init__(
        self, *args: Any, question: Question, draft: Document, languages: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.draft, self.reader = question, draft, languages
        self.words_field("label", question.label, _("Question"))
        if question.kind in WITH_OPTIONS:
            self._add_options()
        self.words_field("help", question.help, _("Help"), rows=2, most=LONG, required=False)
        self.words_field(
            "why", question.why, _("Why you ask it"), rows=2, most=LONG, required=False
        )
        if question.kind in {Kind.NUMBER, Kind.TEXT, Kind.LONG_TEXT}:
            self._add_limits()
        self._add_conditions()
        self.initial["required_answer"] = question.required
        self.initial["data_class"] = question.data_class
        self.initial["keep_days"] = question.keep_days
        last = ["required_answer", "data_class", "keep_days"]
        self.order_fields([name for name in self.fields if name not in last] + last)

    def _add_options(self) -> None:
        for place, option in enumerate(self.question.options, 1):
            label = _("Option %(place)d") % {"place": place}
            self.words_field(f"option-{option.uid}", option.label, label)
            self.fields[f"offered-{option.uid}"] = forms.BooleanField(
                label=_("offer it"), required=False, initial=option.status == "asked"
            )
        for place in range(1, NEW_OPTIONS + 1):
            label = _("New option %(place)d") % {"place": place}
            self.words_field(f"new-{place}", {}, label, required=False)

    def _add_limits(self) -> None:
        number = self.question.kind == Kind.NUMBER
        if number:
            self.fields["least"] = forms.IntegerField(
                label=_("At least"), required=False, initial=self.question.least
            )
        self.fields["most"] = forms.IntegerField(
            label=_("At most") if number else _("At most so many letters"),
            required=False,
            min_value=None if number else 1,
            max_value=None if number else 20_000,
            initial=self.question.most,
        )

    def _add_conditions(self) -> None:
        """A box for each answer to each question that stands before."""
        known = {each.question: each.any_of for each in self.question.conditions}
        for name, label, values in condition_choices(self.draft, self.question, self.reader):
            self.fields[f"if-{name}"] = forms.MultipleChoiceField(
                label=format_lazy("{} · “{}”", _("Only if"), label),
                choices=values,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=list(known.get(name, ())),
            )

    def plain_fields(self) -> list[forms.BoundField]:
        return [each for each in self if not each.name.startswith("if-")]

    def conditions(self) -> list[forms.BoundField]:
        return [each for each in self if each.name.startswith("if-")]

    def hangs(self) -> bool:
        """Whether any condition is ticked or wrong: the page opens them then."""
        return any(each.value() or each.errors for each in self.conditions())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("data_class") == DataClass.SENSITIVE and not cleaned.get("why"):
            self.add_error("why", ValidationError(_("Say why you ask something sensitive.")))
        least, most = cleaned.get("least"), cleaned.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", ValidationError(_("This is less than the least.")))
        if self.question.kind in WITH_OPTIONS and not self.errors and not self._options():
            self.add_error("new-1", ValidationError(_("Offer at least one option.")))
        return cleaned

    def _options(self) -> tuple[Option, ...]:
        given = self.cleaned_data
        kept = [
            replace(
                each,
                label=words_of(given[f"option-{each.uid}"]),
                status=Status.ASKED if given[f"offered-{each.uid}"] else Status.RETIRED,
            )
            for each in self.question.options
        ]
        new = [given[f"new-{place}"] for place in range(1, NEW_OPTIONS + 1)]
        return (*kept, *(Option(uid=new_uid(), label=words_of(w)) for w in new if w))

    def made(self) -> Question:
        given = self.cleaned_data
        options = self._options() if self.question.kind in WITH_OPTIONS else ()
        return replace(
            self.question,
            label=words_of(given["label"]),
            help=words_of(given["help"]),
            why=words_of(given["why"]),
            required=given["required_answer"],
            data_class=DataClass(given["data_class"]),
            keep_days=given["keep_days"],
            least=given.get("least"),
            most=given.get("most"),
            options=self._moved(options),
            conditions=self._conditions(),
        )

    def _moved(self, options: tuple[Option, ...]) -> tuple[Option, ...]:
        way, _dash, uid = str(self.data.get("then", "")).partition("-")
        for each in options:
            if str(each.uid) == uid and way in {"up", "down"}:
                return moved(options, each.uid, up=way == "up")
        return options

    def _conditions(self) -> tuple[Condition, ...]:
        """What is ticked; conditions that the page does not offer stay."""
        kept = [
            each for each in self.question.conditions if f"if-{each.question}" not in self.fields
        ]
        ticked = [
            Condition(question=name.removeprefix("if-"), any_of=tuple(values))
            for name, values in self.cleaned_data.items()
            if name.startswith("if-") and values
        ]
        return (*kept, *ticked)


def condition_choices(
    draft: Document, question: Question, languages: list[str]
) -> Iterator[tuple[str, Any, list[tuple[str, Any]]]]:
    """(name, words, answers) of each question that stands before it and has answers to tick."""
    for name, (label, named) in OWN.items():
        yield name, label, list(named.items())
    for each in draft.asked():
        if each.uid == question.uid:
            return
        values: list[tuple[str, Any]] = [
            (str(o.uid), spoken(o.label, languages)[0]) for o in each.options
        ]
        if each.kind == Kind.YES_NO:
            values = [("yes", _("yes")), ("no", _("no"))]
        if values:
            yield each.key, spoken(each.label, languages)[0], values


class NewQuestionForm(WrittenForm):
    kind = forms.ChoiceField(
        label=_("Kind of answer"), choices=Kind.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words_field("label", {}, _("Question"))
        self.order_fields(["label", "kind"])

    def made(self) -> Question:
        given = self.cleaned_data
        return Question(uid=new_uid(), kind=Kind(given["kind"]), label=words_of(given["label"]))


class KindForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=Kind.choices)
