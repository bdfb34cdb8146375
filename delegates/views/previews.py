"""A form as whoever answers it gets it, built for a page."""

from typing import Any

from accounts.requests import Asked
from delegates.forms.filling import Filling
from delegates.forms.follow_ups import ReplyForm
from delegates.forms.registrations import RegistrationForm
from delegates.models import FormVersion, Questionnaire


def answering_form(
    found: Questionnaire, version: FormVersion, languages: list[str], request: Asked
) -> Filling:
    """An empty form that cannot be sent."""
    more: dict[str, Any] = {"event": found.event, "languages": languages, "version": version}
    if found.use == Questionnaire.Use.REGISTRATION:
        return Filling(RegistrationForm(None, **more), "preview")
    return Filling(ReplyForm(None, **more), "preview")
