"""Quotas in words."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from delegates import countries
from delegates.answers import document_of
from delegates.models import Category, Quota, Registration
from delegates.queries.organisations import find, organisations_of, written_so
from delegates.queries.questions import current
from delegates.questions.document import Kind, spoken
from events.models import Event
from languages import texts


def quotas(event: Event) -> list[Quota]:
    return list(event.quotas.order_by("pk"))


Names = dict[str, dict[Any, Any]]
"""What the values of a rule are called, by the attribute: `{"category": {"press": "press"}}`"""


def rule_in_words(quota: Quota, named: Names) -> list[str]:
    """`delegate`, `Senegal, Mali`: whom a quota counts."""
    words: Names = {
        "category": dict(Category.choices),
        "attendance": dict(Registration.Attendance.choices),
        **named,
    }
    return [
        ", ".join(
            countries.name(quota.event, value)
            if name == "country"
            else str(words.get(name, {}).get(value, value))
            for value in values
        )
        for name, values in quota.rule.items()
    ]


def names_in(event: Event, quotas: Sequence[Quota], languages: Sequence[str]) -> Names:
    """The names of constituencies, organisations and answers. At most six queries."""
    keys = [pk for each in quotas for pk in each.rule.get("organisation", [])]
    answers = {name: dict(options) for name, _label, options in answers_asked(event, languages)}
    return answers | {
        "constituency": constituency_names(event, languages),
        "organisation": organisation_names(event, keys, languages),
    }


def answers_asked(
    event: Event, languages: Sequence[str]
) -> list[tuple[str, str, list[tuple[str, Any]]]]:
    """(name in a rule, question, its options with their words) of each question of the event's
    own form that is answered by options, those that are no longer asked too. One query.
    """
    document, reader = document_of(current(event)), [*languages, *event.languages]
    found = []
    for each in document.questions() if document else ():
        options: list[tuple[str, Any]] = [
            (str(option.uid), spoken(option.label, reader)[0]) for option in each.options
        ]
        if each.kind == Kind.YES_NO:
            options = [("yes", _("yes")), ("no", _("no"))]
        if options:
            found.append((f"field:{each.key}", spoken(each.label, reader)[0], options))
    return found


def organisation_names(
    event: Event, keys: Sequence[str], languages: Sequence[str]
) -> dict[str, str]:
    """By their key. At most three queries, none without keys."""
    rows = list(organisations_of(event).filter(pk__in=[int(pk) for pk in keys])) if keys else []
    read = texts.load([each.name_id for each in rows], languages)
    return {str(each.pk): str(read[each.name_id]) for each in rows}


def organisation_called(event: Event, name: str) -> str | None:
    """The key of the one that is called so."""
    found = find(event, name)
    return str(found.pk) if found else None


def perhaps(event: Event, name: str, languages: Sequence[str]) -> list[str]:
    """Names of up to five organisations that hold these words. Three queries."""
    rows = organisations_of(event).filter(written_so(name)).order_by("pk")[:5]
    return list(organisation_names(event, [str(each.pk) for each in rows], languages).values())


def constituency_names(event: Event, languages: Sequence[str]) -> dict[str, str]:
    rows = list(event.constituencies.all())
    read = texts.load([each.name_id for each in rows], languages)
    return {str(each.pk): str(read[each.name_id]) for each in rows}
