"""What a language tag says by itself: its canonical form, its script, whether it is signed."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import langcodes
from babel.core import get_global
from langcodes import standardize_tag, tag_is_valid
from langcodes.registry_parser import parse_registry
from langcodes.tag_parser import LanguageTagError

NO_LANGUAGE = "und"
# As long as the columns that hold one (RFC 5646 §4.4.1 asks for 35 at least).
LONGEST = 35
# No language in which one can write or speak (ISO 639-2: several, none, uncoded, of no content).
NO_LANGUAGES = {NO_LANGUAGE, "mul", "mis", "zxx", "sgn", "root"}
SUBTAG = re.compile(r"^Subtag: (\S+)$", re.MULTILINE)
# Scripts in use today that run from right to left (Unicode, scriptMetadata.txt).
RIGHT_TO_LEFT = frozenset(
    {"Adlm", "Arab", "Aran", "Garay", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc"}
    | {"Thaa", "Yezi"}
)


@lru_cache(maxsize=4_096)
def canonical(tag: str) -> str | None:
    """`KU_arab` → `ku-Arab`, `iw` → `he`, `sgn-FR` → `fsl`; None for what is no language.

    Subtags must stand in IANA's registry. Private ones (`x-…`, `qaa` to `qtz`) mean nothing to a
    reader elsewhere and are refused.
    """
    try:
        known = str(standardize_tag(tag.strip()))
        if not tag_is_valid(known):
            return None
    except LanguageTagError:
        return None
    first, *others = known.split("-")
    is_private = first == "x" or "x" in others or (len(first) == 3 and "qaa" <= first <= "qtz")
    return None if is_private or first in NO_LANGUAGES or len(known) > LONGEST else known


@lru_cache(maxsize=4_096)
def base(tag: str) -> str:
    """`pt-BR` → `pt`."""
    return tag.partition("-")[0].lower()


@lru_cache(maxsize=4_096)
def script(tag: str) -> str:
    """The script in which the language is likely to be written (CLDR): `ku-Arab` → `Arab`."""
    language, *others = tag.split("-")
    said = next((part for part in others if len(part) == 4 and part.isalpha()), "")
    if said:
        return said.title()
    likely, region = get_global("likely_subtags"), next(iter(others), "").upper()
    found = likely.get(f"{language.lower()}_{region}") or likely.get(language.lower())
    return str(found).split("_")[1] if found else "Latn"


@lru_cache(maxsize=4_096)
def direction(tag: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if script(tag) in RIGHT_TO_LEFT else "ltr"


def is_signed(tag: str) -> bool:
    """Whether it is a sign language, in which nobody writes."""
    return base(tag) in signed()


def written_only(tags: Iterable[str]) -> list[str]:
    """Those in which people write, in the same order, each once."""
    return [tag for tag in dict.fromkeys(tags) if not is_signed(tag)]


@lru_cache(maxsize=1)
def signed() -> frozenset[str]:
    """Every sign language of IANA's registry: those that may follow `sgn` (RFC 5646 §2.2.2)."""
    registry = Path(langcodes.__file__).with_name("data") / "language-subtag-registry.txt"
    # The whole of it, parsed, would hold up the first page for a fifth of a second.
    records = registry.read_text(encoding="utf-8").split("%%")
    of_signs = [record for record in records if "\nPrefix: sgn\n" in record]
    return frozenset(found[1] for found in map(SUBTAG.search, of_signs) if found)


def registered() -> Iterator[tuple[str, str]]:
    """Each language of IANA's registry with each of its English names. About 8,800."""
    parse: Any = parse_registry
    for row in parse():
        if row["Type"] == "language" and ".." not in row["Subtag"] and row.get("Scope") is None:
            for name in row["Description"]:
                yield str(row["Subtag"]), str(name)
