"""What proposals and sessions write alike: texts and the organisation."""

from typing import Any

from delegates.actions.organisations import find_or_add
from delegates.models import Organisation
from events.models import Event
from languages import texts
from languages.forms import Written
from languages.models import Text
from languages.texts import Home
from workshops.content import Described, Proposed


def organisation_in(content: Proposed | Described, *, event: Event, by: Any) -> Organisation | None:
    """The one that was chosen, or the one of that name, added where it is new."""
    name = content.organisation_name
    if content.organisation or not name:
        return content.organisation
    return find_or_add(event=event, name=name, lang=content.title.lang, by=by)


def save_text(text: Text | None, written: Written, where: Home, *, by: Any) -> Text:
    return texts.save(
        text,
        body=written.body,
        lang=written.lang,
        by=by,
        translations=written.translations,
        is_small=written.is_small,
        home=where,
    )
