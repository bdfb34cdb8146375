"""Countries and territories by name, in the language of whoever reads."""

from functools import lru_cache

from django.utils.translation import get_language

from accounts.territories import CODES, names
from languages import tags

__all__ = ["choices", "is_known", "name", "names", "sorted_names"]


def name(code: str, into: str | None = None) -> str:
    """The name in `into`, or in the language of the page; an unknown code names itself."""
    return names(into or get_language() or "en").get(code, code)


@lru_cache(maxsize=16)
def sorted_names(into: str) -> tuple[tuple[str, str], ...]:
    """(code, name) sorted by name, for the language `into`."""
    return tuple(sorted(names(into).items(), key=lambda pair: tags.sort_key(pair[1])))


def choices() -> list[tuple[str, str]]:
    """For a form field, `choices=countries.choices`: in the language of the page."""
    return list(sorted_names(get_language() or "en"))


def is_known(code: str) -> bool:
    """Whether `code` is a country or territory of ISO 3166-1, or XK."""
    return code in CODES
