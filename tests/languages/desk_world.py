"""A space in which people translate, for the tests of the desk."""

from events.homes import home
from events.models import Event, Role
from languages import texts
from languages.models import Gap, Space, Text
from tests import factories

BODY = "El agua es un bien común"


def meeting(**fields) -> Event:
    """One in Spanish, French and Arabic."""
    return factories.event(**{"languages": ["es", "fr", "ar"]} | fields)


def write(
    event: Event, body: str = BODY, kind: str = "events.page.body", due_at=None, **given
) -> Text:
    """A text in Spanish that translators see."""
    return texts.create(body=body, lang="es", home=home(event, kind, due_at=due_at), **given)


def translator(event: Event, name: str = ""):
    return factories.member(event, Role.TRANSLATOR, factories.person(name) if name else None)


def reviewed_first(event: Event) -> Event:
    Space.objects.filter(pk=event.space_id).update(publishing=Space.Publishing.REVIEWED)
    return event


def gap(text: Text, lang: str = "fr") -> Gap | None:
    return Gap.objects.filter(text=text, lang=lang).first()
