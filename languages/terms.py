"""Finding the words of a glossary in running text.

A text is cut into words, or into letters where a script writes no spaces; a term is a row of such
words. Two words are the same where one of their forms is: a plain rule for each language takes
off what is written together with a word (the Arabic article and clitics, an s of the plural) and
knows no grammar beyond that.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from languages import tags
from languages.folding import fold

Value = TypeVar("Value")
# First and last letter of the scripts that put no space between words: Thai, Lao, Tibetan,
# Burmese, Khmer, kana, Han.
NO_SPACES = (
    ("\u0e00", "\u0fff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u3040", "\u30ff"),
    ("\u3400", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
BETWEEN, INSIDE, LETTER, ALONE = range(4)
MOST_FOLDED = 480


@dataclass(frozen=True)
class Rule:
    """What may stand before and after a word and be no part of it; at least `least` letters of
    the word remain.
    """

    fronts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    least: int = 4

    def forms(self, word: str) -> set[str]:
        found = {word}
        for front in ("", *self.fronts):
            for end in ("", *self.ends):
                rest = word[len(front) : len(word) - len(end)]
                whole = word.startswith(front) and word.endswith(end)
                if whole and len(rest) >= self.least:
                    found.add(rest)
        return found


AND, TO = ("", "و", "ف"), ("", "ب", "ك", "ل")
ARABIC = Rule(
    fronts=(
        *(a + t + article for a in AND for t in TO for article in ("ال", "") if a + t + article),
        *(a + "لل" for a in AND),
    ),
    ends=("ها", "هم", "هن", "نا", "كم"),
    least=3,
)
PLURAL = Rule(ends=("s", "es"))
RULES = {
    "ar": ARABIC,
    **dict.fromkeys(("en", "es", "pt", "ca", "gl", "oc"), PLURAL),
    "fr": Rule(ends=("s", "x", "es")),
}
PLAIN = Rule()


def rule_of(lang: str) -> Rule:
    return RULES.get(tags.base(lang), PLAIN)


@lru_cache(maxsize=65_536)
def forms(word: str, base: str) -> frozenset[str]:
    """The forms of a folded word in the language `base`, itself among them."""
    return frozenset(RULES.get(base, PLAIN).forms(word))


@lru_cache(maxsize=16_384)
def _letter(letter: str) -> tuple[int, str]:
    """What a letter does in a text, and how it is folded."""
    folded = fold(letter)
    if any(first <= letter <= last for first, last in NO_SPACES) and folded:
        return (ALONE, folded) if folded[0].isalnum() else (BETWEEN, "")
    if unicodedata.category(letter)[0] in "MN" or any(each.isalnum() for each in folded):
        return (LETTER, folded) if folded else (INSIDE, "")
    return (INSIDE if letter in "\u0640\u200c\u200d\u00ad" else BETWEEN), ""


def words(body: str) -> list[tuple[str, int, int]]:
    """(folded word, where it begins, where it ends) for each word of `body`."""
    found: list[tuple[str, int, int]] = []
    word, start, end = "", 0, 0
    for place, letter in enumerate(body):
        does, folded = _letter(letter)
        if does == INSIDE:
            end = place + 1 if word else end
            continue
        if word and does != LETTER:
            found.append((word, start, end))
            word = ""
        if does == ALONE:
            found.append((folded, place, place + 1))
        elif does == LETTER:
            start = start if word else place
            word, end = word + folded, place + 1
    return [*found, (word, start, end)] if word else found


def spelling(term: str) -> str:
    """What of a term is compared: its words, folded."""
    return " ".join(word for word, _start, _end in words(term))[:MOST_FOLDED]


@dataclass(frozen=True)
class Hit(Generic[Value]):
    """Where in a text a term stands, and what was given for it (several for one spelling)."""

    start: int
    end: int
    values: list[Value]


@dataclass
class Lexicon(Generic[Value]):
    """Terms of one language, by the forms of their first words."""

    lang: str
    first: dict[str, list[tuple[list[frozenset[str]], Value]]] = field(default_factory=dict)

    def add(self, folded: str, value: Value) -> None:
        """`folded` is what `spelling` gave."""
        base = tags.base(self.lang)
        row = [forms(word, base) for word in folded.split()]
        for form in row[0] if row else ():
            self.first.setdefault(form, []).append((row, value))

    def find(self, body: str) -> list[Hit[Value]]:
        """The longest term at each place, from left to right; none overlaps another."""
        base = tags.base(self.lang)
        text = [(forms(word, base), start, end) for word, start, end in words(body)]
        found: list[Hit[Value]] = []
        place = 0
        while place < len(text):
            length, values = self._at(text, place)
            if values:
                found.append(Hit(text[place][1], text[place + length - 1][2], values))
            place += length or 1
        return found

    def _at(
        self, text: list[tuple[frozenset[str], int, int]], place: int
    ) -> tuple[int, list[Value]]:
        """(how many words, what stands there)"""
        length, values = 0, list[Value]()
        for form in text[place][0]:
            for row, value in self.first.get(form, ()):
                if len(row) >= max(length, 1) and _fits(row, text, place):
                    values = values if len(row) == length else []
                    length = len(row)
                    values += [] if value in values else [value]
        return length, values


def _fits(
    row: list[frozenset[str]], text: list[tuple[frozenset[str], int, int]], place: int
) -> bool:
    if place + len(row) > len(text):
        return False
    return all(not text[place + n][0].isdisjoint(row[n]) for n in range(1, len(row)))


def lexicon(lang: str, terms: Iterable[tuple[str, Value]]) -> Lexicon[Value]:
    """(what `spelling` gave, value) for each term of `lang`."""
    made: Lexicon[Value] = Lexicon(lang)
    for folded, value in terms:
        made.add(folded, value)
    return made
