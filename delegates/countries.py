"""Countries and territories as one event calls them, and passports that no country gives."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from delegates.models import CountryName
from events import countries
from events.models import Event
from languages import tags

# ICAO 9303, part 3, section 5: codes for persons without a nationality of a state.
NO_STATE = {
    "XXA": _("stateless"),
    "XXB": _("refugee's travel document"),
    "XXC": _("other travel document for refugees"),
}
RATHER_NOT = "-"
READ = "_own_country_names"
"""Under which an instance of an event keeps what was read."""


def own_names(event: Event, into: str | None = None) -> dict[str, str]:
    """The names that the event has put in place of the usual ones, in one language. One query,
    and none where this instance of the event was asked before.
    """
    lang = into or get_language() or "en"
    read: dict[str, dict[str, str]] = event.__dict__.setdefault(READ, {})
    if lang not in read:
        rows = CountryName.objects.filter(event=event, lang__in={lang, tags.base(lang)})
        by_length = sorted(rows, key=lambda each: len(each.lang))
        read[lang] = {each.code: each.name for each in by_length}
    return read[lang]


def forget_names(event: Event) -> None:
    """What was read with this instance of the event is read anew."""
    event.__dict__.pop(READ, None)


def names(event: Event, into: str | None = None) -> dict[str, str]:
    """The name of each country and territory in the page's language. One query."""
    return countries.names(into or get_language() or "en") | own_names(event, into)


def name(event: Event, code: str, into: str | None = None) -> str:
    """What the event calls it; empty for none. One query for all that ask the same instance."""
    if not code:
        return ""
    return own_names(event, into).get(code) or countries.name(code, into)


def choices(event: Event) -> list[tuple[str, Any]]:
    """Sorted by name, as the page's language sorts. One query."""
    own = own_names(event)
    if not own:
        return list(countries.choices())
    named = names(event) | own
    return sorted(named.items(), key=lambda pair: tags.sort_key(pair[1]))


def passport_choices(event: Event) -> list[tuple[str, Any]]:
    """Besides countries: stateless, documents of refugees, and no answer."""
    return [*NO_STATE.items(), (RATHER_NOT, _("I would rather not say")), *choices(event)]


def passport_name(code: str, named: dict[str, str]) -> Any:
    if code == RATHER_NOT:
        return _("would rather not say")
    return NO_STATE.get(code) or named.get(code, code)


def is_passport(code: str) -> bool:
    return code in NO_STATE or code == RATHER_NOT or countries.is_known(code)
