"""Whether two names may be one organisation's: across accents, scripts, acronyms and spellings.

Words are compared by their bones: written in Latin letters, without vowels, with letters alike
that languages and scripts write one for another (`شبكة` and `shabaka` → `sbk`). For suggesting,
never for deciding.
"""

import re
from collections.abc import Iterable

from anyascii import anyascii

from languages.folding import fold

MOST = 2_000
SHORT = 3  # letters: `of`, `des`, `los` give an acronym no letter
NOT_LATIN = re.compile("[^a-z]+")
SILENT = re.compile("[aeiouyhw]+")
TWICE = re.compile(r"(.)\1+")
ALIKE = str.maketrans({"c": "k", "q": "k", "z": "s", "p": "b", "v": "f", "g": "j"})


def initials(name: str) -> str:
    """`Réseau de l'économie sociale` → `res`; empty where they would be fewer than three."""
    words = re.split(r"[\s'’\-]+", fold(name))
    found = "".join(word[0] for word in words if len(word) > SHORT and word[0].isalpha())
    return found if len(found) >= 3 else ""


def bones(name: str) -> list[str]:
    """The bones of each word that has at least two, in their order, each once."""
    found = [_bones_of(word) for word in re.split(r"[\s'’]+", fold(name))]
    return list(dict.fromkeys(each for each in found if len(each) > 1))


def _bones_of(word: str) -> str:
    without_article = word.removeprefix("ال") if len(word) > 4 else word
    latin = NOT_LATIN.sub("", anyascii(without_article).lower())
    return TWICE.sub(r"\1", SILENT.sub("", latin).translate(ALIKE))


def likely_words(names: Iterable[str]) -> str:
    """`=res=+rs+knmk+ssl`: initials between equal signs, bones after plus signs."""
    names = [name for name in names if name.strip()]
    short = dict.fromkeys(filter(None, map(initials, names)))
    parts = [f"={each}=" for each in short]
    parts += [f"+{each}" for each in dict.fromkeys(bone for name in names for bone in bones(name))]
    return cut(parts)


def cut(parts: Iterable[str]) -> str:
    """As many of them as fit into their column, none of them in halves."""
    kept = ""
    for part in parts:
        if len(kept) + len(part) <= MOST:
            kept += part
    return kept


def sound_alike(one: str, other: str) -> bool:
    """Whether two `likely_words` share nearly all their bones, and at least two."""
    fewer, more = sorted((bones_in(one), bones_in(other)), key=len)
    shared = sum(1 for bone in fewer if any(_nearly(bone, each) for each in more))
    return shared >= 2 and shared >= 0.75 * len(fewer) and shared >= 0.6 * len(more)


def _nearly(one: str, other: str) -> bool:
    """Whether they are the same but for a last letter (`shabakat` for `shabaka`)."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) > 2 and len(long) == len(short) + 1 and long[:-1] == short)


def bones_in(likely: str) -> list[str]:
    return likely.rpartition("=")[2].split("+")[1:]
