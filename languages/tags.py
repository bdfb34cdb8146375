"""Language tags (BCP 47): their direction and their names."""

import unicodedata
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.conf import settings

from languages.folding import fold

# Scripts written from right to left, by the language that uses them (CLDR, likely scripts).
RIGHT_TO_LEFT = frozenset(
    {
        "ar",
        "arc",
        "ckb",
        "dv",
        "fa",
        "ha-Arab",
        "he",
        "ks",
        "ku-Arab",
        "nqo",
        "ps",
        "sd",
        "ug",
        "ur",
        "yi",
    }
)
NO_LANGUAGE = "und"


@lru_cache(maxsize=4_096)
def base(tag: str) -> str:
    """`pt-BR` → `pt`."""
    return tag.partition("-")[0].lower()


@lru_cache(maxsize=4_096)
def direction(tag: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if tag in RIGHT_TO_LEFT or base(tag) in RIGHT_TO_LEFT else "ltr"


@lru_cache(maxsize=4_096)
def name(tag: str, into: str) -> str:
    """The name of the language `tag` in the language `into` (CLDR), else the tag itself."""
    try:
        names = Locale.parse(into.replace("-", "_")).languages
    except (UnknownLocaleError, ValueError):
        names = Locale.parse("en").languages
    return str(names.get(tag.replace("-", "_")) or names.get(base(tag)) or tag)


def own_name(tag: str) -> str:
    """The name of the language in itself: `العربية`."""
    return name(tag, tag)


@lru_cache(maxsize=64)
def choices(into: str) -> tuple[tuple[str, str], ...]:
    """Every language of CLDR with its name in `into`, sorted by that name."""
    every = (str(tag) for tag in Locale.parse("en").languages)
    known = (tag for tag in every if tag.isalpha() and tag != NO_LANGUAGE)
    return tuple(
        sorted(((tag, name(tag, into)) for tag in known), key=lambda pair: sort_key(pair[1]))
    )


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    """The tag of each language by its folded name in each language of the interface."""
    interface = [code for code, _ in settings.LANGUAGES]
    named = {fold(name): tag for into in interface[::-1] for tag, name in choices(into)}
    # Arabic names stand with their article in CLDR; people leave it out.
    return {name.removeprefix("ال"): tag for name, tag in named.items()} | named


def named(words: str) -> str | None:
    """The tag of the language that `words` name in any language of the interface, or its tag."""
    tag = words.strip().lower()
    if tag in Locale.parse("en").languages:
        return tag
    return _by_name().get(fold(words))


def sort_key(word: str) -> tuple[str, str]:
    """Letters without their marks first, so that «É» stands with «E»."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return plain.casefold(), word
