"""A form as one document: its sections, questions and options, each with an id for ever.

A published document is never written again. Therefore its words live inside it, by language,
and not in the table of texts: a text there moves on, and an old answer would lose what was asked.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid4

import msgspec
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

Words = dict[str, str]
LONGEST_KEPT = 90  # days after the event, as everything else (events/retention.py)


class Kind(TextChoices):
    TEXT = "text", _("a line of text")
    LONG_TEXT = "long_text", _("a longer text")
    CHOICE = "choice", _("one of several options")
    SEVERAL = "several", _("any number of options")
    YES_NO = "yes_no", _("yes or no")
    NUMBER = "number", _("a number")
    DATE = "date", _("a day")
    COUNTRY = "country", _("a country or territory")
    LANGUAGES = "languages", _("languages")


WITH_OPTIONS = frozenset({Kind.CHOICE, Kind.SEVERAL})


class DataClass(TextChoices):
    ORDINARY = "ordinary", _("ordinary")
    SENSITIVE = "sensitive", _("sensitive: health, belief, papers, money")


class Status(TextChoices):
    ASKED = "asked", _("asked")
    RETIRED = "retired", _("no longer asked")


class Ask(TextChoices):
    NO = "no", _("not asked")
    MAY = "may", _("asked, may stay empty")
    MUST = "must", _("asked and needed")


class Company(TextChoices):
    NO = "no", _("not asked")
    UNCOUNTED = "uncounted", _("asked, take no seats")
    COUNTED = "counted", _("asked, each takes a seat")


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What documents are made of. Another key than those that are known is refused."""


class Option(Part, frozen=True, kw_only=True):
    uid: UUID
    label: Words
    status: Status = Status.ASKED


class Condition(Part, frozen=True, kw_only=True):
    """Holds where the answer to an earlier question (its id, or the name of one that every form
    of this use asks) is or includes any of these values.
    """

    question: str
    any_of: tuple[str, ...]


class Question(Part, frozen=True, kw_only=True):
    uid: UUID
    kind: Kind
    label: Words
    help: Words = {}
    why: Words = {}
    required: bool = False
    data_class: DataClass = DataClass.ORDINARY
    keep_days: int = LONGEST_KEPT
    status: Status = Status.ASKED
    options: tuple[Option, ...] = ()
    conditions: tuple[Condition, ...] = ()
    least: int | None = None
    most: int | None = None
    # Whose answers are taken over: a question of another kind that this one stands for.
    instead_of: UUID | None = None

    @property
    def key(self) -> str:
        return str(self.uid)

    @property
    def is_asked(self) -> bool:
        return self.status == Status.ASKED


class Section(Part, frozen=True, kw_only=True):
    uid: UUID
    title: Words
    help: Words = {}
    questions: tuple[Question, ...] = ()


class Document(Part, frozen=True, kw_only=True):
    languages: tuple[str, ...]
    title: Words = {}
    passports: Ask = Ask.NO
    companions: Company = Company.NO
    sections: tuple[Section, ...] = ()

    def questions(self) -> Iterator[Question]:
        """All of them in order, those that are no longer asked too."""
        for section in self.sections:
            yield from section.questions

    def asked(self) -> Iterator[Question]:
        return (each for each in self.questions() if each.is_asked)

    def by_key(self) -> dict[str, Question]:
        return {each.key: each for each in self.questions()}


class Misshapen(ValueError):
    """A file that is no form; str() says where."""


def read(kept: Any) -> Document:
    """From JSON as the database keeps it. Raises Misshapen."""
    try:
        return msgspec.convert(kept, Document)
    except msgspec.ValidationError as error:
        raise Misshapen(str(error)) from error


def parse(text: bytes) -> Document:
    """From a file. Raises Misshapen."""
    try:
        return msgspec.json.decode(text, type=Document)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Misshapen(str(error)) from error


def kept(document: Document) -> Any:
    """As JSON's own types."""
    return msgspec.to_builtins(document)


def written(document: Document) -> bytes:
    """As a file that people can read."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2)


def empty(languages: list[str], title: Words | None = None) -> Document:
    return Document(languages=tuple(languages), title=title or {})


def new_uid() -> UUID:
    return uuid4()


def spoken(words: Mapping[str, str], languages: list[str]) -> tuple[str, str]:
    """(words, language): the first of `languages` that there is, by itself or by its base."""
    for wanted in languages:
        for lang in (wanted, wanted.partition("-")[0]):
            if words.get(lang):
                return words[lang], lang
    return next(((said, lang) for lang, said in words.items() if said), ("", "und"))
