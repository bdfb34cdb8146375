"""What languages are called, in the reader's language and in themselves (CLDR)."""

import unicodedata
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from accounts import territories
from accounts.tongues import tags, words

# Offered beside all languages with a code of two letters (ISO 639-1).
LONGER = {"arn", "ber", "ckb", "fil", "kab", "mos", "nqo", "quc", "shi", "tzm", "wuu", "yue", "zgh"}


@lru_cache(maxsize=256)
def locale(tag: str) -> Locale | None:
    """What CLDR knows of the tag's language, or of its base; None where it knows nothing."""
    for known in (tag, tags.base(tag)):
        try:
            return Locale.parse(known.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            continue
    return None


@lru_cache(maxsize=4_096)
def name(tag: str, into: str) -> str:
    """`Kurdish (Arabic)`: the language in the language `into`.

    Where CLDR does not name it there, its own name, else its English name, else the tag.
    """
    reader = locale(into) or Locale.parse("en")
    parts = tag.split("-")
    for most in range(len(parts), 0, -1):
        found = _plain(parts[:most], into, reader)
        if found:
            return _with_details(found, parts[most:], into, reader)
    first = own_name(parts[0]) if len(parts) > 1 else _elsewhere(tag)
    return _with_details(first, parts[1:], into, reader)


def _plain(parts: list[str], into: str, reader: Locale) -> str:
    signed = words.SIGNED.get(tags.base(into), {})
    return str(reader.languages.get("_".join(parts)) or signed.get("-".join(parts)) or "")


def _with_details(first: str, parts: list[str], into: str, reader: Locale) -> str:
    """Script and region in brackets; of a private use or an extension its letters."""
    said = [_detail(part, into, reader) for part in parts]
    comma = "، " if tags.direction(into) == "rtl" else ", "
    return f"{first} ({comma.join(said)})" if said else first


def _detail(part: str, into: str, reader: Locale) -> str:
    region = territories.names(into if locale(into) else "en").get(part.upper())
    return str(reader.scripts.get(part) or region or reader.territories.get(part) or part)


def _elsewhere(tag: str) -> str:
    own = _own(tag)
    return own or str(Locale.parse("en").languages.get(tag) or english().get(tag) or tag)


@lru_cache(maxsize=4_096)
def own_name(tag: str) -> str:
    """The name of the language in itself: `العربية`."""
    return _own(tag) or name(tag, tag)


def _own(tag: str) -> str:
    if tag in words.OWN:
        return words.OWN[tag]
    known = locale(tag)
    found = known.languages.get(tag.replace("-", "_")) if known else None
    return str(found or "")


@lru_cache(maxsize=1)
def english() -> dict[str, str]:
    """The English name of each language that IANA has registered."""
    first: dict[str, str] = {}
    for tag, said in tags.registered():
        first.setdefault(tag, said)
    return first


@lru_cache(maxsize=16)
def offered(into: str, *, signed: bool = True) -> tuple[tuple[str, str], ...]:
    """Languages to choose from with their names in `into`, sorted by these.

    All others are found by their names or tags (`named`). Sign languages only if `signed`.
    """
    plain = {str(tag) for tag in Locale.parse("en").languages}
    every = {tag for tag in plain if tag.isalpha() and (len(tag) == 2 or tag in LONGER)}
    every |= {*words.OWN, *words.IN_OTHER_SCRIPTS, *words.SIGNED["en"]}
    kept = {tag for tag in every if tags.canonical(tag) == tag}
    return tuple(
        sorted(
            ((tag, name(tag, into)) for tag in kept if signed or not tags.is_signed(tag)),
            key=lambda pair: sort_key(pair[1]),
        )
    )


def sort_key(word: str) -> tuple[str, str]:
    """Letters without their marks first, so that «É» stands with «E»."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return plain.casefold(), word
