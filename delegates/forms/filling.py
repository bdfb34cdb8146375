"""A form in somebody's hands: which version asks, and what she typed before."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from accounts.requests import Asked
from delegates.models import FormVersion, Questionnaire, Reply, Unsent
from delegates.queries.questions import asked_under
from delegates.questions.form import QuestionsMixin
from events.models import Event

REGISTRATION, CHANGE = "registration", "change"


@dataclass(frozen=True)
class Filling:
    """The form, its place among what is not sent yet, and what lies there."""

    form: Any
    place: str
    number: int = 0
    unsent: Unsent | None = None


Make = Callable[[Any, FormVersion | None], QuestionsMixin]


def filling(
    request: Asked, event: Event, *, place: str, version: FormVersion | None, make: Make
) -> Filling:
    """What was sent, under the version that the page held; or what was typed and not sent; or
    an empty form. At most one query besides the form's own.
    """
    if request.method == "POST":
        asked, again = asked_under(version, request.POST.get("form_version", ""))
        form = make(request.POST, asked)
        form.moved_on = again
        return Filling(form, place, asked.number if asked else 0)
    form = make(None, version)
    unsent = Unsent.objects.filter(event=event, person=request.user, place=place).first()
    if unsent:
        form.take_up(typed_in(unsent))
    return Filling(form, place, version.number if version else 0, unsent)


def typed_in(unsent: Unsent) -> QueryDict:
    """What was typed, as a browser sends it."""
    typed = QueryDict(mutable=True)
    for name, values in unsent.typed.items():
        typed.setlist(name, values)
    return typed


def known_place(event: Event, person: Any, place: str) -> bool:
    """Whether a form of this event stands at `place` for her. At most two queries."""
    if place in {REGISTRATION, CHANGE}:
        return True
    forms = event.questionnaires.filter(use=Questionnaire.Use.FOLLOW_UP)
    hers = Reply.objects.filter(questionnaire__event=event, registration__person=person)
    return any(place in map(str, rows.values_list("uid", flat=True)) for rows in (forms, hers))
