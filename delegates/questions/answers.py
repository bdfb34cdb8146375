"""Answers as a row keeps them: by the question's id, each with the version it was given under.

`{"<id>": {"value": …, "version": 3}}`; `"dormant": true` marks what a condition hides now: it
is kept for the case that she changes her mind, and stands in no list and no file.
"""

from collections.abc import Mapping
from typing import Any

from delegates.questions.document import WITH_OPTIONS, Document, Kind, Question, spoken
from languages.folding import fold

Answer = dict[str, Any]
Answers = dict[str, Answer]
NOTHING: tuple[Any, ...] = (None, "", [])


def values(answers: Mapping[str, Answer]) -> dict[str, Any]:
    """What counts: each answer's value, without those that are dormant."""
    return {key: each["value"] for key, each in answers.items() if not each.get("dormant")}


def put(
    before: Mapping[str, Answer], given: Mapping[str, Any], *, seen: set[str], version: int
) -> Answers:
    """The answers after a form was sent: `given` are the values of the questions in it.

    An answer that stays the same keeps its version; one that is no longer shown goes dormant;
    an emptied one goes; answers to questions that were not in the form stay untouched.
    """
    after = dict(before)
    for key, value in given.items():
        known = after.get(key)
        if key not in seen:
            if known:
                after[key] = known | {"dormant": True}
        elif value in NOTHING:
            after.pop(key, None)
        elif known and known["value"] == value:
            after[key] = {name: known[name] for name in ("value", "version")}
        else:
            after[key] = {"value": value, "version": version}
    return after


def carried(question: Question, document: Document, before: Mapping[str, Answer]) -> Any:
    """What stands in the form: her answer, or what the question of another kind had before."""
    if question.key in before:
        return before[question.key]["value"]
    if question.instead_of and str(question.instead_of) in before:
        old = document.by_key().get(str(question.instead_of))
        if old:
            return turned(before[old.key]["value"], old, question)
    return None


def turned(value: Any, old: Question, new: Question) -> Any:
    """An answer to `old` as one to `new`, or None where that says something else."""
    if new.kind in WITH_OPTIONS:
        chosen = value if isinstance(value, list) else [value]
        found = [uid for each in chosen if (uid := option_for(each, new))]
        if new.kind == Kind.SEVERAL:
            return found or None
        return found[0] if len(found) == 1 else None
    return as_words(old, value) if new.kind in {Kind.TEXT, Kind.LONG_TEXT} else None


def option_for(value: Any, question: Question) -> str | None:
    """The option with this id, or with these words in any language."""
    for each in question.options:
        if str(each.uid) == value:
            return str(each.uid)
    words = fold(str(value))
    for each in question.options:
        if words in {fold(label) for label in each.label.values()}:
            return str(each.uid)
    return None


def as_words(question: Question, value: Any, languages: list[str] | None = None) -> str:
    """An answer as text; options by their label, also those that were retired."""
    named = {str(each.uid): each.label for each in question.options}
    parts = value if isinstance(value, list) else [value]
    return ", ".join(
        spoken(named[each], languages or [])[0] if each in named else str(each) for each in parts
    )
