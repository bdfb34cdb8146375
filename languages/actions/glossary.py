"""Writing the glossary; a step can be taken back until somebody changes the same concept."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction

from accounts.records import note, note_each
from languages.models import Concept, Space, Term
from languages.terms import spelling

Standing = Term.Standing


@dataclass(frozen=True)
class Word:
    """One term as it is to stand."""

    lang: str
    words: str
    standing: str = Standing.PREFERRED
    note: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Two words with the same key are one term."""
        return self.lang, spelling(self.words)


@dataclass(frozen=True)
class Meaning:
    """One concept as it is to stand."""

    note: str = ""
    words: list[Word] = field(default_factory=list)


@dataclass(frozen=True)
class Step:
    """What was done to one concept, ready for JSON: what it `was` (None for a new one), and at
    which moment it was written (empty for one that is gone).
    """

    concept: int
    was: dict[str, Any] | None
    at: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def meaning_of(concept: Concept) -> Meaning:
    rows = concept.terms.order_by("pk")
    words = [Word(term.lang, term.words, term.standing, term.note) for term in rows]
    return Meaning(concept.note, words)


def new_terms(concept: Concept, words: Iterable[Word]) -> list[Term]:
    """Rows that are not written yet; of two with the same spelling the first."""
    kept: dict[tuple[str, str], Word] = {}
    for each in words:
        kept.setdefault(each.key, each)
    return [
        Term(
            concept=concept,
            lang=lang,
            folded=folded,
            words=each.words,
            standing=each.standing,
            note=each.note,
        )
        for (lang, folded), each in kept.items()
        if folded
    ]


@transaction.atomic
def write(space: Space, concept: Concept | None, meaning: Meaning, *, by: Any) -> Step:
    """A new concept, or what an old one is from now on."""
    was = meaning_of(concept) if concept else None
    concept = concept or Concept(space=space)
    concept.note, concept.changed_by = meaning.note, by
    concept.save()
    concept.terms.all().delete()
    Term.objects.bulk_create(new_terms(concept, meaning.words))
    note(by, "changed a term" if was else "added a term", concept)
    return Step(concept.pk, asdict(was) if was else None, concept.changed_at.isoformat())


@transaction.atomic
def remove(concept: Concept, *, by: Any) -> Step:
    step = Step(concept.pk, asdict(meaning_of(concept)), "")
    note(by, "removed a term", concept)
    concept.delete()
    return step


@transaction.atomic
def add_many(space: Space, meanings: Sequence[Meaning], *, by: Any) -> list[Step]:
    """New concepts, by three statements for any number of them."""
    concepts = [Concept(space=space, note=each.note, changed_by=by) for each in meanings]
    Concept.objects.bulk_create(concepts, batch_size=500)
    rows = zip(concepts, meanings, strict=True)
    terms = [term for concept, each in rows for term in new_terms(concept, each.words)]
    Term.objects.bulk_create(terms, batch_size=500)
    note_each(by, "added a term", concepts)
    return [Step(each.pk, None, each.changed_at.isoformat()) for each in concepts]


@transaction.atomic
def take_back(space: Space, steps: Iterable[Step], *, by: Any) -> tuple[int, int]:
    """(how many concepts are as they were before, how many stay: somebody changed them since)"""
    todo = list(steps)
    known = Concept.objects.filter(space=space, pk__in=[each.concept for each in todo])
    there = {each.pk: each for each in known}
    done = sum(_take_back(space, each, there.get(each.concept), by) for each in todo)
    return done, len(todo) - done


def _take_back(space: Space, step: Step, there: Concept | None, by: Any) -> bool:
    if (there.changed_at.isoformat() if there else "") != step.at:
        return False
    if step.was is not None:
        words = [Word(**each) for each in step.was["words"]]
        write(space, there, Meaning(step.was["note"], words), by=by)
    elif there:
        remove(there, by=by)
    return True
