"""Which text of a page its reader could translate."""

from collections.abc import Collection, Mapping, Sequence
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
    return each_to_translate(person, [readings], languages)[0]


def each_to_translate(
    person: Person, groups: Sequence[Sequence[Reading | None]], languages: Sequence[str]
) -> list[Offer | None]:
    """The first of each of `groups`, as of one; as many queries as for one."""
    waiting = [
        [each for each in group if each and each.text and not _is_hers(each, languages)]
        for group in groups
    ]
    ids = [each.text for group in waiting for each in group]
    if not ids:
        return [None] * len(groups)
    texts = Text.objects.exclude(reach=Reach.INSIDE).filter(pk__in=ids)
    spoken = dict(texts.exclude(space=None).values_list("pk", "space__languages"))
    spaces = {each.space for group in waiting for each in group if each.text in spoken}
    hers = {space for space in spaces if ports.TRANSLATE in ports.rights(person, space)}
    return [
        next(filter(None, (_offer(each, spoken, hers, languages) for each in group)), None)
        for group in waiting
    ]


def _offer(
    reading: Reading,
    spoken: Mapping[int, Sequence[str]],
    hers: Collection[int],
    languages: Sequence[str],
) -> Offer | None:
    lang = next((tag for tag in languages if tag in spoken.get(reading.text, ())), None)
    if lang is None or reading.space not in hers or not is_missing(reading, lang):
        return None
    return Offer(reading.space, reading.text, lang)


def _is_hers(reading: Reading, languages: Sequence[str]) -> bool:
    return bool(languages) and not is_missing(reading, languages[0])


def is_missing(reading: Reading, lang: str) -> bool:
    """Nothing stands in `lang`, or only a machine's words or what is older than its source."""
    if tags.base(reading.source_lang) == tags.base(lang):
        return False
    other = tags.base(reading.lang) != tags.base(lang)
    return other or reading.older or reading.origin == "machine"
