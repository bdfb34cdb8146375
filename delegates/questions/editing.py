"""How a draft is changed: each function takes a document and returns the next one."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from delegates.questions.document import (
    Document,
    Kind,
    Option,
    Question,
    Section,
    Status,
    Words,
    new_uid,
)

Edit = Callable[[Document], Document]


class NotInForm(LookupError):
    """The section or question is not in this draft any more."""


def section_of(document: Document, uid: UUID) -> Section:
    """Raises NotInForm."""
    for section in document.sections:
        if section.uid == uid or any(each.uid == uid for each in section.questions):
            return section
    raise NotInForm(str(uid))


def question_of(document: Document, uid: UUID) -> Question:
    """Raises NotInForm."""
    found = document.by_key().get(str(uid))
    if found is None:
        raise NotInForm(str(uid))
    return found


def put_section(document: Document, section: Section) -> Document:
    """In place of the one with its id, or at the end."""
    if all(each.uid != section.uid for each in document.sections):
        return replace(document, sections=(*document.sections, section))
    return _sections(document, lambda each: section if each.uid == section.uid else each)


def put_question(document: Document, question: Question, *, section: UUID) -> Document:
    """In place of the one with its id, or at the end of `section`."""
    home = section_of(document, section)
    if all(each.uid != question.uid for each in home.questions):
        return put_section(document, replace(home, questions=(*home.questions, question)))
    rows = tuple(question if each.uid == question.uid else each for each in home.questions)
    return put_section(document, replace(home, questions=rows))


def move_section(document: Document, uid: UUID, *, up: bool) -> Document:
    section_of(document, uid)
    return replace(document, sections=moved(document.sections, uid, up=up))


def move_question(document: Document, uid: UUID, *, up: bool) -> Document:
    """One place, and from the edge of its section into the next one."""
    home = section_of(document, uid)
    edge = home.questions[0 if up else -1].uid == uid
    if not edge:
        return put_section(document, replace(home, questions=moved(home.questions, uid, up=up)))
    place = document.sections.index(home) + (-1 if up else 1)
    if not 0 <= place < len(document.sections):
        return document
    other, question = document.sections[place], question_of(document, uid)
    kept = tuple(each for each in home.questions if each.uid != uid)
    rows = (*other.questions, question) if up else (question, *other.questions)
    document = put_section(document, replace(home, questions=kept))
    return put_section(document, replace(other, questions=rows))


def moved(rows: tuple[Any, ...], uid: UUID, *, up: bool) -> tuple[Any, ...]:
    """The rows with one of them a place further up or down."""
    found = list(rows)
    here = next(place for place, each in enumerate(found) if each.uid == uid)
    there = here - 1 if up else here + 1
    if 0 <= there < len(found):
        found[here], found[there] = found[there], found[here]
    return tuple(found)


def retire(document: Document, uid: UUID, *, published: Document | None) -> Document:
    """Asks it no longer. What was never published goes; the rest stays for its answers."""
    question = question_of(document, uid)
    home = section_of(document, uid)
    if published and question.key in published.by_key():
        retired = replace(question, status=Status.RETIRED)
        return put_question(document, retired, section=home.uid)
    kept = tuple(each for each in home.questions if each.uid != uid)
    return put_section(document, replace(home, questions=kept))


def ask_again(document: Document, uid: UUID) -> Document:
    question = replace(question_of(document, uid), status=Status.ASKED)
    return put_question(document, question, section=section_of(document, uid).uid)


def drop_section(document: Document, uid: UUID) -> Document:
    """Only an empty one. Raises NotInForm for another."""
    if section_of(document, uid).questions:
        raise NotInForm(str(uid))
    return replace(document, sections=tuple(each for each in document.sections if each.uid != uid))


def as_another_kind(
    document: Document, uid: UUID, kind: Kind, *, published: Document | None
) -> tuple[Document, UUID]:
    """A new question of `kind` at its place, which takes over what fits of its answers.

    Its options keep their ids, so that an answer finds its option again. What hung on the old
    question hangs on the new one.
    """
    old, home = question_of(document, uid), section_of(document, uid)
    new = replace(old, uid=new_uid(), kind=kind, instead_of=old.uid, least=None, most=None)
    rows: list[Question] = []
    for each in home.questions:
        rows += [each, new] if each.uid == uid else [each]
    document = put_section(document, replace(home, questions=tuple(rows)))
    document = retire(document, uid, published=published)
    return _rehung(document, old.key, new.key), new.uid


def _rehung(document: Document, old: str, new: str) -> Document:
    def hang(section: Section) -> Section:
        rows = (
            replace(
                each,
                conditions=tuple(
                    replace(rule, question=new) if rule.question == old else rule
                    for rule in each.conditions
                ),
            )
            for each in section.questions
        )
        return replace(section, questions=tuple(rows))

    return _sections(document, hang)


def with_known(imported: Document, published: Document | None) -> Document:
    """An imported form, with every question and option that was published and is missing in it
    kept as no longer asked: their answers need them.
    """
    if published is None:
        return imported
    here = imported.by_key()
    document = _sections(imported, lambda each: _with_options(each, published))
    for section in published.sections:
        lost = [each for each in section.questions if each.key not in here]
        if lost:
            document = _keep(document, section, lost)
    return document


def _with_options(section: Section, published: Document) -> Section:
    known = published.by_key()
    rows = []
    for each in section.questions:
        old = known[each.key].options if each.key in known else ()
        have = {option.uid for option in each.options}
        lost = tuple(
            replace(option, status=Status.RETIRED) for option in old if option.uid not in have
        )
        rows.append(replace(each, options=(*each.options, *lost)))
    return replace(section, questions=tuple(rows))


def _keep(document: Document, section: Section, lost: Sequence[Question]) -> Document:
    home = next((each for each in document.sections if each.uid == section.uid), None)
    home = home or replace(section, questions=())
    retired = tuple(replace(each, status=Status.RETIRED) for each in lost)
    return put_section(document, replace(home, questions=(*home.questions, *retired)))


def _sections(document: Document, turn: Callable[[Section], Section]) -> Document:
    return replace(document, sections=tuple(turn(each) for each in document.sections))


def new_section(title: Words) -> Section:
    return Section(uid=new_uid(), title=title)


def new_option(label: Words) -> Option:
    return Option(uid=new_uid(), label=label)
