"""What a file would change in a glossary; `bring_in` does it. Terms that it lacks stay."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from languages.actions import glossary
from languages.actions.glossary import Meaning, Step, Word
from languages.glossary_files import Line, Read, key_of
from languages.models import Concept, Space

Key = tuple[str, str]


@dataclass
class Planned:
    """One concept of a file: what it would be, and which of its words are `new` or `changed`."""

    number: int
    concept: Concept | None
    meaning: Meaning
    new: list[Word] = field(default_factory=list)
    changed: list[Word] = field(default_factory=list)
    explained: bool = False

    @property
    def fate(self) -> str:
        if self.concept is None:
            return "new"
        return "changed" if self.new or self.changed or self.explained else "same"


def plan(space: Space, read: Read) -> list[Planned]:
    """What becomes of each concept of the file. Two queries; faults are added to `read`."""
    known = list(Concept.objects.filter(space=space).prefetch_related("terms").order_by("pk"))
    by_key = {key_of(each): each for each in known}
    by_word: dict[Key, set[int]] = defaultdict(set)
    for each in known:
        for term in each.terms.all():
            if term.standing == "preferred":
                by_word[term.lang, term.folded].add(each.pk)
    by_pk = {each.pk: each for each in known}
    groups: dict[str, list[Line]] = {}
    for line in read.lines:
        groups.setdefault(line.concept, []).append(line)
    found = []
    taken: dict[int, int] = {}
    for key, lines in groups.items():
        own = by_key.get(key) or _by_words(lines, by_word, by_pk, read)
        if own and taken.setdefault(own.pk, lines[0].number) != lines[0].number:
            words = _("Row %(row)d is about the same concept.") % {"row": taken[own.pk]}
            read.faults.append((lines[0].number, words))
        found.append(_planned(lines, own))
    return found


def _by_words(
    lines: Iterable[Line], by_word: dict[Key, set[int]], by_pk: dict[int, Concept], read: Read
) -> Concept | None:
    """The concept that has one of these words as ours already."""
    rows = [line for line in lines if line.word.standing == "preferred"]
    shared = set().union(*(by_word.get(line.word.key, set()) for line in rows))
    if len(shared) > 1:
        words = _("These words belong to several concepts that are there already.")
        read.faults.append((rows[0].number, words))
    return by_pk[min(shared)] if shared else None


def _planned(lines: list[Line], own: Concept | None) -> Planned:
    given = {line.word.key: line.word for line in lines}
    meaning = next((line.meaning for line in lines if line.meaning), "")
    there: dict[Key, Word] = {}
    for term in own.terms.all() if own else ():
        there[term.lang, term.folded] = Word(term.lang, term.words, term.standing, term.note)
    note = meaning or (own.note if own else "")
    found = Planned(lines[0].number, own, Meaning(note, list((there | given).values())))
    for key, word in given.items():
        if key not in there:
            found.new.append(word)
        elif there[key] != word:
            found.changed.append(word)
    found.explained = own is not None and note != own.note
    return found


@transaction.atomic
def bring_in(space: Space, planned: Iterable[Planned], *, by: Any) -> list[Step]:
    """Writes what was planned; the steps can be taken back."""
    rows = [each for each in planned if each.fate != "same"]
    steps = glossary.add_many(space, [each.meaning for each in rows if not each.concept], by=by)
    for each in rows:
        if each.concept:
            steps.append(glossary.write(space, each.concept, each.meaning, by=by))
    return steps
