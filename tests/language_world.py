"""What the parts of addresses about translations mean, for the matrix."""

from events.homes import home
from events.models import Event
from languages import texts
from languages.models import Text


def text(event: Event) -> Text:
    """One that everybody may read and translators see."""
    where = home(event, "events.page.body")
    return texts.create(body="L’eau est un bien commun", lang="fr", home=where)
