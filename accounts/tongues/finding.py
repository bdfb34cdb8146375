"""Finding the language that somebody names, in whatever language she names it."""

import re
from functools import lru_cache

from babel import Locale
from django.conf import settings

from accounts import territories
from accounts.folding import fold
from accounts.tongues import names, tags

DETAILED = re.compile(r"(?P<language>[^()（）]+)[(（](?P<details>[^()（）]+)[)）]")


def named(said: str, into: str = "") -> str | None:
    """The tag of the language that `said` names, or that it is.

    Known are its names in each language of the interface, what it calls itself, its English name
    in IANA's registry, and these with a script or a country in brackets. To somebody who reads
    `into` a name in that language goes before a tag: «ga» is what French calls Gã, and the tag
    of Irish. Files are read without it, alike for everybody.
    """
    typed = said.strip()[:100]
    hers = _names_in(into).get(fold(typed)) if into else None
    if hers:
        return hers
    if typed in Locale.parse("en").languages and len(typed) < 4:
        # «id», as files say it; «Ga», as people do, is the name of another language than `ga`.
        return tags.canonical(typed)
    return _by_name(typed) or tags.canonical(typed) or _with_details(typed)


def _by_name(typed: str) -> str | None:
    folded = fold(typed)
    return _names().get(folded) or tags.canonical(_english_names().get(folded, ""))


def shown(tag: str, into: str) -> str:
    """The name by which the language is found again when a form comes back, else its tag."""
    said = names.name(tag, into)
    return said if named(said, into) == tag else tag


def _with_details(typed: str) -> str | None:
    """`Kurdish (Arabic)` → `ku-Arab`."""
    found = DETAILED.fullmatch(typed)
    language = found and _by_name(found["language"].strip())
    if not found or not language:
        return None
    details = [_details().get(fold(part)) for part in re.split("[,،]", found["details"])]
    scripts = [part for part in details if part and len(part) == 4]
    regions = [part for part in details if part and len(part) < 4]
    if None in details:
        return None
    return tags.canonical("-".join([language, *scripts, *regions]))


def _interface() -> list[str]:
    """The languages of the interface, the first last: it wins where two use one name."""
    return [code for code, _name in settings.LANGUAGES][::-1]


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Each language by its folded names."""
    found: dict[str, str] = {}
    for into in _interface():
        known = names.locale(into) or Locale.parse("en")
        for tag in map(str, known.languages):
            right = tags.canonical(tag)
            if right:
                found[fold(str(known.languages[tag]))] = right
    for into in _interface():
        found |= _names_in(into)
    own = {fold(names.own_name(tag)): tag for tag, _name in names.offered("en")}
    # Arabic names stand with their article in CLDR; people leave it out.
    bare = {said.removeprefix("ال"): tag for said, tag in found.items()}
    return own | bare | found


@lru_cache(maxsize=16)
def _names_in(into: str) -> dict[str, str]:
    """The languages that are offered by their folded names in the language `into`."""
    return {fold(said): tag for tag, said in names.offered(into)}


@lru_cache(maxsize=1)
def _english_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for tag, said in tags.registered():
        found.setdefault(fold(said), tag)
    return found


@lru_cache(maxsize=1)
def _details() -> dict[str, str]:
    """Each script and country by its folded names."""
    found: dict[str, str] = {}
    for into in _interface():
        known = names.locale(into) or Locale.parse("en")
        regions = {str(code): str(said) for code, said in known.territories.items()}
        scripts = {str(code): str(said) for code, said in known.scripts.items()}
        regions |= territories.names(into)
        found |= {fold(said): code for code, said in (regions | scripts).items()}
    return found | {fold(code): code for code in found.values()}
