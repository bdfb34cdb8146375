"""What stands in addresses of forms, for the matrix."""

from typing import Any
from uuid import UUID

from delegates.actions import questions as actions
from delegates.models import Questionnaire, Reply
from tests import factories
from tests.delegates.forms import document, question, uid

QUESTION = "Train"


def form(event: Any) -> Questionnaire:
    """A follow-up form with one section and one question, published; one an event."""
    found = event.questionnaires.filter(use="follow_up").first()
    if found is None:
        title = {"en": "Arrival"}
        found = actions.add_follow_up(event=event, title=title, replies="several", by=None)
        draft = document(question(QUESTION), title=title)
        actions.edit(found, change=lambda before: draft, by=None, did="changed a form")
        actions.publish(found, by=None)
    return found


def section(world: Any, role: str, target: str) -> UUID:
    return uid("section") if form(world.event_of(target)) else uid("")


def asked(world: Any, role: str, target: str) -> UUID:
    return uid(QUESTION) if form(world.event_of(target)) else uid("")


def reply(world: Any, role: str, target: str) -> Reply:
    event, who = world.event_of(target), world.owner(role, target)
    registration = factories.registration_of(event, who) or factories.registration(event, who)
    found = form(event)
    version, number = found.versions.latest("number"), registration.replies.count() + 1
    return Reply.objects.create(
        questionnaire=found, registration=registration, version=version, number=number
    )
