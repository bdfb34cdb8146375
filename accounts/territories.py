"""Names of countries and territories (CLDR), with those that movements use."""

from functools import lru_cache

from babel import Locale

# CLDR's long or contested names become the plain ones.
OUR_NAMES = {
    "en": {"PS": "Palestine", "HK": "Hong Kong", "MO": "Macao", "MM": "Myanmar", "TW": "Taiwan"},
    "fr": {"PS": "Palestine", "HK": "Hong Kong", "MO": "Macao", "MM": "Myanmar", "TW": "Taïwan"},
    "es": {"PS": "Palestina", "HK": "Hong Kong", "MO": "Macao", "MM": "Myanmar", "TW": "Taiwán"},
    "pt": {"PS": "Palestina", "HK": "Hong Kong", "MO": "Macau", "MM": "Mianmar", "TW": "Taiwan"},
    "ar": {"PS": "فلسطين", "HK": "هونغ كونغ", "MO": "ماكاو", "MM": "ميانمار", "TW": "تايوان"},
}
# CLDR's codes that are no country or territory (ISO 3166-1); Kosovo's XK is one.
GROUPS = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
CODES = frozenset(
    code
    for code in map(str, Locale.parse("en").territories)
    if len(code) == 2 and code.isalpha() and code not in GROUPS
)


@lru_cache(maxsize=16)
def names(into: str) -> dict[str, str]:
    """The name of each country and territory by its code, in the language `into`."""
    territories = Locale.parse(into.replace("-", "_")).territories
    found: dict[str, str] = {code: str(territories.get(code, code)) for code in CODES}
    return found | OUR_NAMES.get(into.partition("-")[0].lower(), {})
