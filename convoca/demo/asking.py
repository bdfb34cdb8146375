"""The form that Québec has of its own, and what its delegates answer in it: alike at each run."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from accounts.models import Person
from convoca.demo.bulk import uid
from convoca.demo.people import Delegate
from convoca.demo.sheets import table, typeset
from delegates.actions import questions
from delegates.actions.quotas import set_quota
from delegates.answers import Filled
from delegates.models import FormVersion
from delegates.questions.document import (
    LONGEST_KEPT,
    Condition,
    DataClass,
    Document,
    Kind,
    Option,
    Question,
    Section,
)
from events.models import Event

OWN = {"attendance"}
"""What every form asks, and conditions may hang on."""
OTHER_MEALS = ("Sans arachides", "Sin lactosa", "No gluten, please", "Comida kosher", "بلا بيض")


def publish(event: Event, *, by: Person) -> FormVersion:
    """The form of the event's registration, in its first version."""
    form = questions.registration_form(event=event, by=by)
    document = Document(
        languages=tuple(event.languages),
        title=_words(table("form")["title"]),
        sections=tuple(_section(row) for row in table("form")["sections"]),
    )
    questions.set_whole(form, document=document, replies=form.replies, by=by)
    questions.bring_in(form, document=document, by=by)
    form.refresh_from_db()
    return questions.publish(form, by=by)


def limit_places(event: Event, *, by: Person) -> None:
    """A quota for each option whose places are counted."""
    for section in table("form")["sections"]:
        for row in section["questions"]:
            for option in row.get("options", ()):
                if "places" in option:
                    rule = {f"field:{_uid(row['key'])}": [str(_uid(row["key"], option["key"]))]}
                    name = typeset(option["label"]["fr"], "fr")
                    set_quota(event=event, name=name, size=option["places"], rule=rule, by=by)


def answered(version: FormVersion, event: Event, delegate: Delegate) -> Filled | None:
    """What a delegate answers; a few have registered before there was a form."""
    number = delegate.number
    if number % 23 == 0:
        return None
    given: dict[str, Any]
    if delegate.attendance == "remote":
        given = {"from-afar": [_option("from-afar", "plenaries")]}
    else:
        meals = ("all", "all", "no-meat", "all", "halal", "no-meat", "other")[number % 7]
        visit = ("none", "dairy", "none", "gardens", "none", "dairy", "none", "none", "none")
        given = {"meals": _option("meals", meals), "visit": _option("visit", visit[number % 9])}
        given["bus"] = "yes" if number % 5 == 0 else "no"
        if meals == "other":
            given["other-meals"] = OTHER_MEALS[number % len(OTHER_MEALS)]
        if given["bus"] == "yes":
            day = event.begins - timedelta(days=1 + number % 3)
            given["lands"] = day.isoformat()
    values = {str(_uid(key)): value for key, value in given.items()}
    return Filled(version=version, given=values, seen=set(values))


def _uid(*names: str) -> UUID:
    return uid("question", *names)


def _option(question: str, key: str) -> str:
    return str(_uid(question, key))


def _words(words: Mapping[str, str]) -> dict[str, str]:
    return {lang: typeset(body, lang) for lang, body in words.items()}


def _section(row: Mapping[str, Any]) -> Section:
    return Section(
        uid=_uid("section", row["key"]),
        title=_words(row["title"]),
        questions=tuple(_question(each) for each in row["questions"]),
    )


def _question(row: Mapping[str, Any]) -> Question:
    key = row["key"]
    options = row.get("options", ())
    return Question(
        uid=_uid(key),
        kind=Kind(row["kind"]),
        label=_words(row["label"]),
        help=_words(row.get("help", {})),
        why=_words(row.get("why", {})),
        data_class=DataClass(row.get("data_class", DataClass.ORDINARY)),
        keep_days=row.get("keep_days", LONGEST_KEPT),
        options=tuple(Option(uid=_uid(key, o["key"]), label=_words(o["label"])) for o in options),
        conditions=tuple(_condition(*each) for each in row.get("when", {}).items()),
    )


def _condition(question: str, values: list[str]) -> Condition:
    """On one that every form asks, on yes or no, or on options."""
    if question in OWN:
        return Condition(question=question, any_of=tuple(values))
    plain = {"yes", "no"}
    named = (each if each in plain else _option(question, each) for each in values)
    return Condition(question=str(_uid(question)), any_of=tuple(named))
