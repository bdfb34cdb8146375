"""What the parts of addresses about translations mean, for the matrix."""

from typing import Any

from accounts.models import Person
from events.homes import home
from events.models import Event
from languages import texts
from languages.actions import glossary
from languages.actions.glossary import Meaning, Word
from languages.models import Concept, Space, Text, Work


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


def worker(world: Any, role: str, target: str) -> Person:
    """Its owner, who has translated something there."""
    who, space = world.owner(role, target), world.event_of(target).space
    return worked(space, who).person


def worked(space: Space, who: Person, words: int = 120, **said: Any) -> Work:
    pair = {"source_lang": "fr", "lang": "en", "did": Work.Did.TRANSLATED}
    return Work.objects.create(space=space, person=who, words=words, **pair | said)
