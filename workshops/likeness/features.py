"""What of a text is compared across languages.

A word counts by its beginning: «microcrédit», «microcredito» and «microcredit» begin alike, and so
do the endings of one word. A term of the movement's glossary counts as what it means, whatever the
language, and what is written without spaces counts by pairs of letters.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from languages import tags
from languages.terms import Lexicon, forms, lexicon, words
from workshops.likeness.common import COMMON

BEGINS = 6  # letters of a word that count
LEAST = 4  # letters of the shortest word that counts, where words are written apart
CONCEPT, CONCEPT_COUNTS = "¤", 3
MOST_LETTERS = 6_000

# By language: the glossary's terms with the keys of their concepts.
Glossary = Mapping[str, Lexicon[int]]


def glossary(terms: Iterable[tuple[str, str, int]]) -> Glossary:
    """From (language, folded words, key of the concept)."""
    by_language: dict[str, list[tuple[str, int]]] = {}
    for lang, folded, concept in terms:
        by_language.setdefault(tags.base(lang), []).append((folded, concept))
    return {lang: lexicon(lang, rows) for lang, rows in by_language.items()}


def features(texts: Iterable[tuple[str, str]], known: Glossary) -> Counter[str]:
    """The features of (language, words), each with how often it stands there."""
    found: Counter[str] = Counter()
    for lang, whole in texts:
        body, base = whole[:MOST_LETTERS], tags.base(lang)
        found.update(feature for feature, _start, _end in of_words(body, base))
        for hit in known[base].find(body) if base in known else ():
            for concept in hit.values:
                found[f"{CONCEPT}{concept}"] += CONCEPT_COUNTS
    return found


def of_words(body: str, base: str) -> Iterable[tuple[str, int, int]]:
    """(feature, where its word begins, where it ends) for each word of `body` that counts."""
    before: tuple[str, int, int] = ("", 0, 0)
    for word, start, end in words(body):
        if len(word) == 1 and not word.isascii():
            if before[0] and before[2] == start:
                yield before[0] + word, before[1], end
            before = (word, start, end)
        elif feature := of_word(word, base):
            yield feature, start, end


@lru_cache(maxsize=65_536)
def of_word(word: str, base: str) -> str:
    """The feature of one folded word; empty for one that says nothing of its subject."""
    if len(word) < LEAST or word.isdigit() or word in COMMON:
        return ""
    # Without the article or the letters that the language joins to a word.
    bare = min(forms(word, base), key=len) if base == "ar" else word
    return bare[:BEGINS]
