"""Quotas in words."""

from collections.abc import Sequence
from typing import Any

from delegates.models import Category, Quota, Registration
from events import countries
from events.models import Event
from languages import texts


def quotas(event: Event) -> list[Quota]:
    return list(event.quotas.order_by("pk"))


def rule_in_words(quota: Quota, named: dict[str, str]) -> list[str]:
    """`delegate`, `Senegal, Mali`: whom a quota counts; `named` are constituencies by their key."""
    words: dict[str, dict[Any, Any]] = {
        "category": dict(Category.choices),
        "attendance": dict(Registration.Attendance.choices),
        "constituency": named,
    }
    return [
        ", ".join(
            countries.name(value) if name == "country" else str(words[name].get(value, value))
            for value in values
        )
        for name, values in quota.rule.items()
    ]


def constituency_names(event: Event, languages: Sequence[str]) -> dict[str, str]:
    rows = list(event.constituencies.all())
    read = texts.load([each.name_id for each in rows], languages)
    return {str(each.pk): str(read[each.name_id]) for each in rows}
