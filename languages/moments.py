"""Days and hours as each language writes them (CLDR)."""

import re
from datetime import date, time
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import (
    DateTimePattern,
    format_interval,
    get_datetime_format,
    match_skeleton,
    parse_pattern,
)
from django.utils.translation import get_language

QUOTED = re.compile(r"('[^']*')")
# What a skeleton may ask for in full, and the runs of letters that stand for it in a pattern.
WIDTHS = (("EEEE", re.compile("[Ec]{1,3}")), ("MMMM", re.compile("M{3}|L{3}")))


def written(value: date | time | None, skeleton: str, lang: str = "") -> str:
    """The day, the hour, or both in the language `lang`, else in that of the page.

    `skeleton` names what is said, as CLDR does, the day before the hour: `yMMMMd`, `MMMEd Hm`,
    `E` and `MMM` alone for the short names of a day and a month.
    Nothing for None.
    """
    if value is None:
        return ""
    locale = known(lang or get_language() or "en")
    if skeleton == "E" and isinstance(value, date):
        return str(locale.days["format"]["abbreviated"][value.weekday()])
    if skeleton == "MMM" and isinstance(value, date):
        return str(locale.months["format"]["abbreviated"][value.month])
    parts = [pattern(each, str(locale)) for each in skeleton.split()]
    said = [str(each.apply(value, locale)) for each in parts]
    if len(said) == 1:
        return said[0]
    joined = str(get_datetime_format("medium", locale=locale))
    return joined.replace("{1}", said[0]).replace("{0}", said[1]).replace("'", "")


@lru_cache(maxsize=64)
def known(lang: str) -> Locale:
    """The locale of the language, of its base language, else English."""
    for tag in (lang, lang.split("-", maxsplit=1)[0], "en"):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("English is known")


@lru_cache(maxsize=512)
def pattern(skeleton: str, locale: str) -> DateTimePattern:
    """The language's own order for what `skeleton` names, names of days and months as wide."""
    known_skeletons = Locale.parse(locale).datetime_skeletons
    found = match_skeleton(skeleton, known_skeletons) or "yMMMd"
    letters = str(known_skeletons[found].pattern)
    for wide, narrow in WIDTHS:
        if wide in skeleton and wide not in letters:
            parts = QUOTED.split(letters)
            widened = [narrow.sub(lambda run: run[0][0] * 4, part) for part in parts[::2]]
            parts[::2] = widened
            letters = "".join(parts)
    return parse_pattern(letters)


def span(begins: date, ends: date, lang: str = "") -> str:
    """From one day to another, saying once what both share: `9–11 October 2001`."""
    locale = known(lang or get_language() or "en")
    return str(format_interval(begins, ends, "yMMMMd", locale=locale, fuzzy=True))
