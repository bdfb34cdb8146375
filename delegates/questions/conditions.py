"""Which questions are shown, given the answers so far.

The page does the same (frontend/src/forms/conditions.ts); both are held to one table of cases.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from delegates.questions.document import Condition, Document

Given = Mapping[str, Any]


def holds(condition: Condition, given: Given) -> bool:
    """Whether the answer is or includes one of the condition's values."""
    answer = given.get(condition.question)
    values = answer if isinstance(answer, list) else [answer]
    return any(value in condition.any_of for value in values)


def shown(document: Document, given: Given) -> set[str]:
    """The ids of the questions that are shown.

    A question that hangs on a hidden one is hidden, whatever was answered there before.
    """
    found: set[str] = set()
    own = {question.key for question in document.questions()}
    for question in document.asked():
        if all(
            (each.question not in own or each.question in found) and holds(each, given)
            for each in question.conditions
        ):
            found.add(question.key)
    return found


def lacking(document: Document, given: Given, also: Iterable[str] = ()) -> list[str]:
    """The ids of needed questions that are shown and unanswered, those of `also` left out."""
    seen, closed = shown(document, given), set(also)
    return [
        each.key
        for each in document.asked()
        if each.required and each.key in seen and each.key not in closed
        if given.get(each.key) in (None, "", [])
    ]
