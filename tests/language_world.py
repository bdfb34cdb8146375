"""What the parts of addresses about translations mean, for the matrix."""

from events.homes import home
from events.models import Event
from languages import texts
from languages.actions import glossary
from languages.actions.glossary import Meaning, Word
from languages.models import Concept, Space, Text


def text(event: Event) -> Text:
    """One that everybody may read and translators see."""
    where = home(event, "events.page.body")
    return texts.create(body="L’eau est un bien commun", lang="fr", home=where)


def term(space: Space, note: str = "", **words: str) -> Concept:
    """`term(space, en="solidarity economy", fr="économie solidaire", not_fr="charité")`."""
    said = [
        Word(lang.removeprefix("not_"), each, "forbidden" if "not_" in lang else "preferred")
        for lang, each in words.items()
    ]
    step = glossary.write(space, None, Meaning(note, said), by=None)
    return Concept.objects.get(pk=step.concept)


def concept(event: Event) -> Concept:
    return term(event.space, fr="bien commun", en="common good")
