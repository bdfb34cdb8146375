"""Two versions of a form beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language

from languages import tags
from languages.differences import Piece, difference
from languages.forms import Ticked, Written


@dataclass(frozen=True)
class Differing:
    """A field of which two versions say something else."""

    label: Any
    pieces: list[Piece]


def differing(standing: forms.Form, given: forms.Form) -> list[Differing]:
    """What leads from the form as it stands to the one that is given."""
    found = []
    for field in given:
        before, now = words_of(standing[field.name].value()), words_of(field.value())
        if before != now and not field.is_hidden:
            found.append(Differing(field.label, difference(before, now)))
    return found


def words_of(value: Any) -> str:
    """What a field holds, in words that can be compared."""
    if isinstance(value, Written):
        others = (f"{lang}: {body}" for lang, body in sorted(value.translations.items()) if body)
        return "\n".join([value.body, *others])
    if isinstance(value, Ticked):
        return _listed([*value.tags, *value.others.split(",")])
    if isinstance(value, list):
        rows = (_row(each) if isinstance(each, dict) else _listed([each]) for each in value)
        return "\n".join(rows)
    return "" if value is None else str(value)


def _listed(names: Iterable[str]) -> str:
    into = get_language() or "en"
    return "\n".join(tags.name(tag, into) if tags.canonical(tag) == tag else tag for tag in names)


def _row(row: dict[str, Any]) -> str:
    parts = (_row(each) for each in row.get("hours", []))
    plain = (str(words) for key, words in row.items() if key not in {"hours", "plain"})
    return " · ".join(filter(None, [*plain, *parts]))
