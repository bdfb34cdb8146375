"""What is wrong with a form before it is published."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from delegates.questions.document import (
    LONGEST_KEPT,
    WITH_OPTIONS,
    Condition,
    Document,
    Kind,
    Question,
    Words,
)
from events import countries
from languages.cleaning import clean_words

MOST_QUESTIONS, MOST_OPTIONS, MOST_SECTIONS = 200, 300, 50
LABEL, LONG = 300, 2_000


@dataclass(frozen=True)
class Fault:
    """`label` are the words of the question or section where it stands."""

    label: Words
    says: str


def faults(document: Document, own: dict[str, list[str]] | None = None) -> list[Fault]:
    """All of them; `own` are the questions that every form of this use asks, with their values."""
    return list(_all(document, own or {}))


def _all(document: Document, own: dict[str, list[str]]) -> Iterator[Fault]:
    if not document.languages:
        yield Fault({}, _("The form names no language."))
    if len(document.sections) > MOST_SECTIONS:
        yield Fault({}, _("These are too many sections."))
    if len(list(document.questions())) > MOST_QUESTIONS:
        yield Fault({}, _("These are too many questions."))
    yield from _ids(document)
    earlier: dict[str, list[str] | None] = dict(own)
    for section in document.sections:
        yield from _words(section.title, section.title, needed=True)
        yield from _words(section.title, section.help, most=LONG)
        for question in section.questions:
            yield from _question(question, earlier)
            earlier[question.key] = answers_to(question)


def answers_to(question: Question) -> list[str] | None:
    """The values that a condition may name; None for a question whose answers are free."""
    if question.kind in WITH_OPTIONS:
        return [str(each.uid) for each in question.options]
    if question.kind == Kind.YES_NO:
        return ["yes", "no"]
    return list(countries.names("en")) if question.kind == Kind.COUNTRY else None


def _ids(document: Document) -> Iterator[Fault]:
    for question in document.questions():
        own = Counter(option.uid for option in question.options)
        if any(many > 1 for many in own.values()):
            yield Fault(question.label, _("Two options have the same id."))
    plain = Counter([*(s.uid for s in document.sections), *(q.uid for q in document.questions())])
    if any(many > 1 for many in plain.values()):
        yield Fault({}, _("Two questions or sections have the same id."))


def _question(question: Question, earlier: dict[str, list[str] | None]) -> Iterator[Fault]:
    yield from _words(question.label, question.label, needed=True)
    for words in (question.help, question.why):
        yield from _words(question.label, words, most=LONG)
    for option in question.options:
        yield from _words(question.label, option.label, needed=True)
    if not question.is_asked:
        return
    for wrong, says in _plain(question):
        if wrong:
            yield Fault(question.label, says)
    for condition in question.conditions:
        yield from _condition(question, condition, earlier)


def _plain(question: Question) -> Iterator[tuple[bool, str]]:
    offered = [each for each in question.options if each.status == "asked"]
    yield question.kind in WITH_OPTIONS and not offered, _("It offers no option.")
    yield question.kind not in WITH_OPTIONS and bool(offered), _("This kind has no options.")
    yield len(question.options) > MOST_OPTIONS, _("These are too many options.")
    days = not 0 <= question.keep_days <= LONGEST_KEPT
    yield days, _("Answers are kept for 0 to 90 days after the event.")
    least, most = question.least, question.most
    turned = least is not None and most is not None and least > most
    yield turned, _("The least is more than the most.")
    sensitive = question.data_class == "sensitive" and not any(question.why.values())
    yield sensitive, _("It asks for something sensitive: say why.")


def _condition(
    question: Question, condition: Condition, earlier: dict[str, list[str] | None]
) -> Iterator[Fault]:
    values = earlier.get(condition.question)
    if values is None:
        yield Fault(
            question.label, _("It hangs on a question that does not stand before it with options.")
        )
    elif not condition.any_of or not set(condition.any_of) <= set(values):
        yield Fault(question.label, _("It hangs on an answer that cannot be given."))


def _words(
    place: Words, words: Words, *, needed: bool = False, most: int = LABEL
) -> Iterator[Fault]:
    if needed and not any(words.values()):
        yield Fault(place, _("It has no words."))
    for lang, said in words.items():
        try:
            clean = clean_words(said, most=most, lines=True)
        except ValidationError as error:
            yield Fault(place, f"{lang}: {error.messages[0]}")
        else:
            if clean != said:
                yield Fault(place, _("%(lang)s: spaces around the words.") % {"lang": lang})
