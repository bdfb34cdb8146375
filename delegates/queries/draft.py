"""A form's draft as organisers read it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from delegates.answers import document_of
from delegates.models import Category, FormVersion, Questionnaire, Registration
from delegates.queries.questions import latest, title_of
from delegates.questions.document import Document, Question, Section, read, spoken
from delegates.questions.faults import Fault, faults
from delegates.questions.saying import Own, hangs_on

OWN: Own = {
    "category": (_("You come as"), dict(Category.choices)),
    "attendance": (_("You take part"), dict(Registration.Attendance.choices)),
}


@dataclass(frozen=True)
class QuestionLine:
    question: Question
    words: str
    when: list[str]
    published: bool
    purged: bool


@dataclass(frozen=True)
class SectionLine:
    section: Section
    words: str
    rows: list[QuestionLine]


@dataclass(frozen=True)
class Draft:
    document: Document
    title: str
    sections: list[SectionLine]
    wrong: list[tuple[str, str]]
    last: FormVersion | None
    changed: bool


def draft(form: Questionnaire, languages: Sequence[str], own: dict[str, list[str]]) -> Draft:
    """One query."""
    document, reader, last = read(form.draft), list(languages), latest(form)
    published = document_of(last)
    known = published.by_key() if published else {}
    sections = [
        SectionLine(
            each,
            spoken(each.title, reader)[0],
            [_line(row, document, reader, known, form.purged) for row in each.questions],
        )
        for each in document.sections
    ]
    title, changed = title_of(document, reader), published != document
    return Draft(document, title, sections, wrong(document, reader, own), last, changed)


def _line(
    row: Question, document: Document, languages: list[str], known: Any, purged: list[str]
) -> QuestionLine:
    when = hangs_on(row, document, languages, OWN)
    words = spoken(row.label, languages)[0]
    return QuestionLine(row, words, when, row.key in known, row.key in purged)


def wrong(
    document: Document, languages: Sequence[str], own: dict[str, list[str]]
) -> list[tuple[str, str]]:
    return in_words(faults(document, own), languages)


def in_words(found: Iterable[Fault], languages: Sequence[str]) -> list[tuple[str, str]]:
    """(words of the question or section, what is wrong there)"""
    return [(spoken(each.label, list(languages))[0], each.says) for each in found]
