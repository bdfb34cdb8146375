"""Which text of a page its reader could translate."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Person
from languages import ports, tags
from languages.models import Text
from languages.texts import Reach, Reading


@dataclass(frozen=True)
class Offer:
    """A text that waits for somebody who writes `lang`."""

    space: int
    text: int
    lang: str


def first_to_translate(
    person: Person, readings: Sequence[Reading | None], languages: Sequence[str]
) -> Offer | None:
    """The first of `readings` that is not there in her language and that she may translate.

    No query where all are; else one for the texts, and what the owners ask for her rights in each
    space (mostly one).
    """
    waiting = [each for each in readings if each and each.text and not _is_hers(each, languages)]
    if not waiting:
        return None
    texts = Text.objects.exclude(reach=Reach.INSIDE).filter(pk__in=[each.text for each in waiting])
    spoken = dict(texts.exclude(space=None).values_list("pk", "space__languages"))
    rights: dict[int, frozenset[str]] = {}
    for each in waiting:
        lang = next((tag for tag in languages if tag in spoken.get(each.text, ())), None)
        if lang is None or not _is_missing(each, lang):
            continue
        if each.space not in rights:
            rights[each.space] = ports.rights(person, each.space)
        if ports.TRANSLATE in rights[each.space]:
            return Offer(each.space, each.text, lang)
    return None


def _is_hers(reading: Reading, languages: Sequence[str]) -> bool:
    return bool(languages) and not _is_missing(reading, languages[0])


def _is_missing(reading: Reading, lang: str) -> bool:
    """Nothing stands in `lang`, or only a machine's words or what is older than its source."""
    if tags.base(reading.source_lang) == tags.base(lang):
        return False
    other = tags.base(reading.lang) != tags.base(lang)
    return other or reading.older or reading.origin == "machine"
