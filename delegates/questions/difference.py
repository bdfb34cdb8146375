"""What changes from one version of a form to the next, and whether it only adds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from delegates.questions.document import Ask, Company, Document, Question, Words


class What(TextChoices):
    ADDED = "added", _("new question")
    RETIRED = "retired", _("no longer asked")
    ASKED_AGAIN = "asked_again", _("asked again")
    NEEDED = "needed", _("must be answered from now on")
    FREE = "free", _("may stay empty from now on")
    WORDS = "words", _("other words")
    LIMITS = "limits", _("other limits")
    CONDITIONS = "conditions", _("shown under other conditions")
    KEPT = "kept", _("kept for another time, or of another class")
    OPTION_ADDED = "option_added", _("new option")
    OPTION_RETIRED = "option_retired", _("option no longer offered")
    OPTION_AGAIN = "option_again", _("option offered again")
    OPTION_WORDS = "option_words", _("option in other words")
    SECTIONS = "sections", _("sections, their order or their words")
    PASSPORTS = "passports", _("the question for passports")
    COMPANIONS = "companions", _("the question who comes along")


# Whoever had the form open while one of these was published may send what she has.
ADDING = frozenset(
    {
        *(What.ASKED_AGAIN, What.FREE, What.WORDS, What.OPTION_ADDED, What.OPTION_AGAIN),
        *(What.OPTION_WORDS, What.SECTIONS, What.RETIRED),
    }
)


@dataclass(frozen=True)
class Change:
    what: What
    label: Words
    question: Question | None = None
    adds: bool = True

    @property
    def needs_answers(self) -> bool:
        """Whether people who answered before may lack what is needed now."""
        return self.question is not None and self.question.required and not self.adds


def difference(old: Document, new: Document) -> list[Change]:
    """Every change, in the order of the new document."""
    before = old.by_key()
    found = [
        change
        for question in new.questions()
        for change in _question(before.get(question.key), question)
    ]
    return [*found, *_whole(old, new)]


def only_adds(old: Document, new: Document) -> bool:
    """Whether a form that was filled in under `old` is good under `new` too."""
    return all(change.adds for change in difference(old, new))


def _change(what: What, question: Question, label: Words | None = None, adds: Any = None) -> Change:
    return Change(what, label or question.label, question, what in ADDING if adds is None else adds)


def _question(old: Question | None, new: Question) -> Iterator[Change]:
    if old is None or (not old.is_asked and new.is_asked):
        if new.is_asked:
            what = What.ADDED if old is None else What.ASKED_AGAIN
            yield _change(what, new, adds=not new.required)
        return
    if old.is_asked and not new.is_asked:
        yield _change(What.RETIRED, new)
    if not new.is_asked:
        return
    if old.required != new.required:
        yield _change(What.NEEDED if new.required else What.FREE, new)
    yield from _parts(old, new)
    yield from _options(old, new)


PARTS: list[tuple[What, tuple[str, ...]]] = [
    (What.WORDS, ("label", "help", "why")),
    (What.LIMITS, ("least", "most")),
    (What.CONDITIONS, ("conditions",)),
    (What.KEPT, ("data_class", "keep_days")),
]


def _parts(old: Question, new: Question) -> Iterator[Change]:
    for what, names in PARTS:
        if any(getattr(old, name) != getattr(new, name) for name in names):
            yield _change(what, new)


def _options(old: Question, new: Question) -> Iterator[Change]:
    before = {each.uid: each for each in old.options}
    for option in new.options:
        known = before.get(option.uid)
        if known is None:
            yield _change(What.OPTION_ADDED, new, option.label)
        elif known.status != option.status:
            again = option.status == "asked"
            yield _change(What.OPTION_AGAIN if again else What.OPTION_RETIRED, new, option.label)
        elif known.label != option.label:
            yield _change(What.OPTION_WORDS, new, option.label)


def _whole(old: Document, new: Document) -> Iterator[Change]:
    common = old.by_key().keys() & new.by_key().keys()
    if _outline(old, common) != _outline(new, common) or old.title != new.title:
        yield Change(What.SECTIONS, new.title)
    if old.passports != new.passports:
        yield Change(What.PASSPORTS, {}, adds=new.passports != Ask.MUST)
    if old.companions != new.companions:
        yield Change(What.COMPANIONS, {}, adds=old.companions == Company.NO)


def _outline(document: Document, common: set[str]) -> Any:
    """Sections and the order of what both versions ask."""
    return [
        (each.uid, each.title, each.help, [q.key for q in each.questions if q.key in common])
        for each in document.sections
    ]
