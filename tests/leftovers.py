"""Finding words on a page that stand there in English, whatever language it is asked for in."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from babel import Locale
from django.apps import apps
from django.conf import settings
from lxml import html

from accounts import territories
from accounts.tongues import names as tongues
from accounts.tongues.names import own_name
from tools.messages import ROOT, catalogue

WORD = re.compile(r"[A-Za-z][a-z]{2,}")
HOLE = re.compile(r"%\(\w+\)[sd]|%[sd]")
SPOKEN = ("alt", "title", "placeholder", "aria-label", "aria-description")
# No sentences, and names, which `bdi` sets apart.
SILENT = {"script", "style", "template", "code", "pre", "svg", "textarea", "kbd", "samp", "bdi"}
# Names of things that are the same in each language.
NAMES = re.compile(
    r"Convoca|Stripe|Markdown|Google|Apple|Outlook|LibreTranslate|Argos|Fernet|Checkout|Weblate|"
    r"Python|Django|Noto|Unicode|TypeScript|GitHub|Natural Earth|World Bank|"
    r"\{\w+\}|[\w.+-]+@[\w.-]+|https?:\S+|[\w-]+\.(?:example|org|com|ics|atom|csv|json|xml|py)\b|"
    r"\b[A-Z][A-Za-z]+/[A-Z][A-Za-z_/]+|\b[0-9a-f]{8}-[0-9a-f-]{27}\b|AGPL\S*|canary-\w+"
)


def pieces(page: bytes, lang: str) -> set[str]:
    """What the page says in its own language: nodes of text and attributes that are read out.

    What stands in another language's element (a text with its own `lang`) is left out.
    """
    tree = html.fromstring(page)
    found = {" ".join(words.split()) for node in tree.iter() for words in said_by(node, lang)}
    return {each for each in found if WORD.search(each)}


def said_as_json(content: bytes) -> set[str]:
    """What an answer to a script says in sentences."""
    found = {" ".join(words.split()) for words in strings(json.loads(content))}
    return {each for each in found if WORD.search(each) and " " in each}


def said_by(node: Any, lang: str) -> Iterator[str]:
    if (
        not isinstance(node.tag, str)
        or node.tag in SILENT
        or "code" in node.get("class", "").split()
    ):
        own: list[str | None] = []
    else:
        own = [node.text, *(node.get(name) for name in SPOKEN)]
        if node.tag in {"input", "button"} and node.get("type") in {"submit", "button"}:
            own.append(node.get("value"))
    if own and language_of(node) == lang:
        yield from filter(None, own)
    parent = node.getparent()
    outside = parent is not None and parent.tag not in SILENT
    if node.tail and outside and language_of(parent) == lang:
        yield node.tail


def classes(node: Any) -> list[str]:
    return str(node.get("class", "")).split()


def language_of(node: Any) -> str:
    """By the nearest element that says it; none within what is not to be translated."""
    while node is not None:
        if node.get("translate") == "no":
            return ""
        if node.get("lang") is not None:
            return str(node.get("lang"))
        node = node.getparent()
    return ""


@lru_cache(maxsize=8)
def same_in(lang: str) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """What the catalogue of `lang` says with the very words of the source."""
    plain, patterns = set(), []
    for message in catalogue(ROOT, lang):
        ids = message.id if isinstance(message.id, tuple | list) else [message.id]
        said = message.string if isinstance(message.string, tuple | list) else [message.string]
        for each in {" ".join(str(one).split()) for one in ids} & {
            " ".join(str(one).split()) for one in said
        }:
            parts = HOLE.split(each)
            if len(parts) == 1:
                plain.add(each)
            elif any(WORD.search(part) for part in parts):
                patterns.append(re.compile(".*".join(map(re.escape, parts))))
    return frozenset(plain), tuple(patterns)


@lru_cache(maxsize=8)
def named_alike(lang: str) -> tuple[str, ...]:
    """What is called in `lang` as in English (CLDR): places, languages, money, zones, months;
    what languages call themselves; and words of the interface. Longest first.
    """
    found = {own_name(tag) for tag, _name in tongues.offered("en")}
    here, there = names_in(lang), names_in("en")
    found |= {name for key, name in there.items() if here.get(key, name) == name}
    return tuple(sorted(found | same_in(lang)[0], key=len, reverse=True))


def names_in(lang: str) -> dict[tuple[str, str], str]:
    """Names by what they name."""
    locale, found = Locale.parse(lang), {}
    lists: dict[str, dict[Any, str]] = {
        "place": dict(locale.territories) | territories.names(lang),
        "language": dict(tongues.offered(lang)),
        "money": dict(locale.currencies),
        "zone": {key: city_of(key, locale) for key in available_timezones()},
        "month": locale.months["format"]["wide"],
        "short month": locale.months["format"]["abbreviated"],
    }
    for kind, each in lists.items():
        found |= {(kind, str(key)): str(name) for key, name in each.items()}
    return found


def city_of(zone: str, locale: Locale) -> str:
    spelled = zone.rpartition("/")[2].replace("_", " ")
    return str(locale.time_zones.get(zone, {}).get("city", spelled))


def suspicious(english: set[str], other: set[str], lang: str) -> set[str]:
    """What stands on both pages and is no word of `lang` too."""
    plain, patterns = same_in(lang)
    return {
        each
        for each in english & other
        if each not in plain
        and not any(pattern.fullmatch(each) for pattern in patterns)
        and has_words(each, named_alike(lang))
    }


def has_words(piece: str, but: Iterable[str]) -> bool:
    """Whether words are left in `piece` without those of `but` and names of things."""
    rest = NAMES.sub(" ", piece)
    for name in but:
        if name in rest:
            rest = rest.replace(name, " ")
    return bool(WORD.search(rest))


def without_data(found: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of `found` (language, piece) that hold words which nobody wrote into the database."""
    kept = sorted(set(values()), key=len, reverse=True) if found else []
    return {(lang, piece) for lang, piece in found if has_words(piece, [*kept, *named_alike(lang)])}


def values() -> Iterator[str]:
    """Every string in our tables."""
    ours = {config.label for config in apps.get_app_configs() if is_ours(config)}
    for model in apps.get_models():
        if model._meta.app_label in ours:
            for row in model._default_manager.values_list()[:300]:
                yield from strings(row)


def is_ours(config: Any) -> bool:
    return str(config.path).startswith(str(settings.BASE)) and ".venv" not in str(config.path)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if WORD.search(value):
            yield " ".join(value.split())
            yield from (line for line in map(str.strip, value.splitlines()) if WORD.search(line))
    elif isinstance(value, dict):
        yield from strings([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple):
        for each in value:
            yield from strings(each)
