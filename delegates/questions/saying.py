"""Conditions in words, for whoever has no script and for organisers."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from delegates.questions.document import Condition, Document, Question, spoken

# By name: (label, {value: words}) of questions that every form of a use asks.
Own = Mapping[str, tuple[Any, Mapping[str, Any]]]


def hangs_on(question: Question, document: Document, languages: list[str], own: Own) -> list[str]:
    """Only if “Visa?” is: yes."""
    return [_said(each, document, languages, own) for each in question.conditions]


def _said(condition: Condition, document: Document, languages: list[str], own: Own) -> str:
    label, named = own.get(condition.question, (condition.question, {}))
    other = document.by_key().get(condition.question)
    if other:
        label = spoken(other.label, languages)[0]
        named = {str(each.uid): spoken(each.label, languages)[0] for each in other.options}
        named |= {"yes": _("yes"), "no": _("no")}
    answers = ", ".join(str(named.get(value, value)) for value in condition.any_of)
    return _("Only if “%(question)s” is: %(answers)s.") % {"question": label, "answers": answers}
