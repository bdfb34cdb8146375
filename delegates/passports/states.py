"""Codes of states as travel documents write them (ICAO Doc 9303-3 §5), by those of the forms."""

from functools import lru_cache

from babel.core import get_global
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events import countries

# Who is no state's national, and documents that no state issues.
SPECIAL: dict[str, Promise] = {
    "XXA": _("stateless person"),
    "XXB": _("refugee, by the Convention of 1951"),
    "XXC": _("other refugee"),
    "XXX": _("nationality not stated"),
    "UNO": _("United Nations Organization"),
    "UNA": _("United Nations specialised agency"),
    "UNK": _("resident of Kosovo, document of the United Nations"),
}
# Where a passport does not use the three letters of ISO 3166-1.
OWN = {"D": "DE", "RKS": "XK", "XKX": "XK", "GBD": "GB", "GBN": "GB", "GBO": "GB", "GBP": "GB"}
SPECIAL_CODES = frozenset(SPECIAL)


@lru_cache(maxsize=512)
def nationality_of(code: str) -> str:
    """The form's code for a zone's: `D` → `DE`, `XXB` → `XXB`; empty where nobody knows it."""
    if code in SPECIAL_CODES:
        return code
    found = OWN.get(code) or next(iter(get_global("territory_aliases").get(code, [])), "")
    return found if countries.is_known(found) else ""


def nationality_name(code: str, into: str | None = None) -> str:
    """A country or territory, or what stands instead of one."""
    return str(SPECIAL[code]) if code in SPECIAL_CODES else countries.name(code, into)


def choices() -> list[tuple[str, str]]:
    """For a form field: countries and territories by name, then those without a nationality."""
    return [*countries.choices(), *((code, str(name)) for code, name in SPECIAL.items())]
