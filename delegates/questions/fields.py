"""Questions as fields of a Django form, and their values as JSON."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from delegates.questions.document import Kind, Question, Words, spoken
from events import countries
from events.fields import day_field
from languages import tags
from languages.forms import LanguagesField, WordsField
from languages.selects import LongSelect

LINE, BOX = 500, 5_000
RADIOS = 8  # more options than these are a list to choose from
PREFIX = "q-"


@dataclass(frozen=True)
class Asking:
    """How a form asks: its reader's languages, and what is offered where nothing is said."""

    languages: list[str]
    spoken: Sequence[str] = ()
    countries: Callable[[], list[tuple[str, Any]]] = countries.choices


def name_of(key: str) -> str:
    return PREFIX + key


def marked(words: Words, languages: list[str]) -> SafeString | str:
    """The words as the reader gets them; those in another language than the page's say so."""
    body, lang = spoken(words, languages)
    if tags.base(lang) == tags.base(get_language() or "en"):
        return format_html("{}", body)
    return format_html('<span lang="{}" dir="{}">{}</span>', lang, tags.direction(lang), body)


def field_of(question: Question, asking: Asking, held: Any = None) -> forms.Field:
    """The field; needed ones are checked by the form, once it knows what is shown.

    An option that was retired stays for whoever chose it (`held`).
    """
    made = BUILDERS[question.kind](question, asking, held)
    made.required = False
    if question.conditions:
        # A browser sends no form in which a hidden field is empty and required.
        made.widget.use_required_attribute = _never
    made.label = marked(question.label, asking.languages)
    made.help_text = marked(question.help, asking.languages) if question.help else ""
    made.initial = held
    return made


def _never(initial: Any) -> bool:
    return False


def value_of(cleaned: Any) -> Any:
    """A clean value as JSON has it."""
    if isinstance(cleaned, date):
        return cleaned.isoformat()
    if isinstance(cleaned, Decimal):
        return format(cleaned.normalize(), "f")
    return cleaned


def offered(question: Question, asking: Asking, held: Any) -> list[tuple[str, Any]]:
    kept = held if isinstance(held, list) else [held]
    return [
        (str(each.uid), marked(each.label, asking.languages))
        for each in question.options
        if each.status == "asked" or str(each.uid) in kept
    ]


def _choice(question: Question, asking: Asking, held: Any) -> forms.Field:
    options = offered(question, asking, held)
    if len(options) > RADIOS:
        plain = [(str(e.uid), spoken(e.label, asking.languages)[0]) for e in question.options]
        known = {uid for uid, _label in options}
        return forms.ChoiceField(choices=[("", "—"), *(p for p in plain if p[0] in known)])
    return _radios(question, options)


def _radios(question: Question, options: list[tuple[str, Any]]) -> forms.Field:
    none = [] if question.required else [("", _("no answer"))]
    return forms.ChoiceField(choices=[*options, *none], widget=forms.RadioSelect)


def _several(question: Question, asking: Asking, held: Any) -> forms.Field:
    return forms.MultipleChoiceField(
        choices=offered(question, asking, held), widget=forms.CheckboxSelectMultiple
    )


def _number(question: Question, asking: Asking, held: Any) -> forms.Field:
    return forms.DecimalField(
        max_digits=15, decimal_places=4, min_value=question.least, max_value=question.most
    )


def _country(question: Question, asking: Asking, held: Any) -> forms.Field:
    widget = LongSelect()
    return forms.ChoiceField(choices=lambda: [("", "—"), *asking.countries()], widget=widget)


BUILDERS: dict[Kind, Callable[[Question, Asking, Any], forms.Field]] = {
    Kind.TEXT: lambda question, asking, held: WordsField(max_length=question.most or LINE),
    Kind.LONG_TEXT: lambda question, asking, held: WordsField(
        max_length=question.most or BOX, lines=True
    ),
    Kind.CHOICE: _choice,
    Kind.SEVERAL: _several,
    Kind.YES_NO: lambda question, asking, held: _radios(
        question, [("yes", _("yes")), ("no", _("no"))]
    ),
    Kind.NUMBER: _number,
    Kind.DATE: lambda question, asking, held: day_field(""),
    Kind.COUNTRY: _country,
    Kind.LANGUAGES: lambda question, asking, held: LanguagesField(offered=asking.spoken),
}
