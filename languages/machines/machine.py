"""What every machine that translates offers, and how it fails."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from languages import tags

# What machines call some languages, by the tag that they mean (argos-index, LibreTranslate).
MEANT = {"pb": "pt-br", "zt": "zh-hant", "zh-hans": "zh"}


class Fault(Exception):
    """A machine did not translate. `word` names the kind of fault in the queue."""

    word = "fault"


class Busy(Fault):
    """It does not answer now; another try after `seconds` may do better."""

    word = "busy"

    def __init__(self, said: str, *, seconds: float = 0) -> None:
        super().__init__(said)
        self.seconds = seconds


class Refuses(Fault):
    """It wants nothing from this server: no key, no right, no such service."""

    word = "refuses"


class UnknownLanguage(Fault):
    """It does not know this pair of languages."""

    word = "language"


class BadAnswer(Fault):
    """What it answered is no translation of what was asked."""

    word = "answer"


class Machine(Protocol):
    """Translates words, which it is sent in one go and gives back in the same order."""

    name: str

    def where(self) -> str:
        """Where the words go, in one sentence for the screen."""

    def offers(self) -> Mapping[str, frozenset[str]]:
        """Into which languages it translates from each, by its own codes. Raises Fault."""

    def translate(self, segments: Sequence[str], source_lang: str, lang: str) -> list[str]:
        """A translation for each segment. Languages are tags of ours. Raises Fault."""


def code(tag: str, offered: Iterable[str]) -> str | None:
    """The machine's code for the language `tag`: the same, else one of the same script that only
    leaves out the country. A language in another script is another language here.
    """
    meant = {MEANT.get(each.lower(), each.lower()): each for each in offered}
    return meant.get(tag.lower()) or meant.get(_without_country(tag.lower()))


def _without_country(tag: str) -> str:
    script = next((part for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()), "")
    return f"{tags.base(tag)}-{script}" if script else tags.base(tag)


def pair(
    source_lang: str, lang: str, offers: Mapping[str, frozenset[str]]
) -> tuple[str, str] | None:
    """The machine's codes for both languages, or None where it does not offer this pair."""
    source = code(source_lang, offers)
    target = code(lang, offers[source]) if source else None
    return (source, target) if source and target and source != target else None
