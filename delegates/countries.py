"""Countries and territories as one event calls them, and passports that no country gives."""

from typing import Any

from django.db.models import Aggregate, JSONField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat
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
TAGGED = Concat("lang", Value(":"), "code")
READ, BROUGHT = "_own_country_names", "brought_country_names"
"""Under which an instance of an event keeps what was read, and what came with it."""


class Named(Aggregate):
    """An object of JSON from pairs of a key and a value."""

    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, function="json_group_object", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, function="jsonb_object_agg", **more)


def own_names(event: Event, into: str | None = None) -> dict[str, str]:
    """The names that the event has put in place of the usual ones, in one language. One query,
    and none where this instance of the event was asked before.
    """
    lang = into or get_language() or "en"
    read: dict[str, dict[str, str]] = event.__dict__.setdefault(READ, {})
    if lang not in read:
        given = event.__dict__.get(BROUGHT)
        read[lang] = _chosen(_of(event, lang) if given is None else given, lang)
    return read[lang]


def with_names(events: QuerySet[Event]) -> QuerySet[Event]:
    """Events that bring their own names along, so that nothing is asked for them."""
    rows = CountryName.objects.filter(event=OuterRef("pk")).values("event")
    named = rows.annotate(names=Named(TAGGED, "name")).values("names")
    return events.annotate(**{BROUGHT: Coalesce(Subquery(named), Value({}, JSONField()))})


def _of(event: Event, lang: str) -> dict[str, str]:
    rows = CountryName.objects.filter(event=event, lang__in={lang, tags.base(lang)})
    return {f"{own}:{code}": name for own, code, name in rows.values_list("lang", "code", "name")}


def _chosen(given: dict[str, str], lang: str) -> dict[str, str]:
    """By code, from names by language and code: the more exact language is preferred."""
    pairs = [(*tag.split(":"), name) for tag, name in given.items()]
    return {
        code: name
        for wanted in (tags.base(lang), lang)
        for own, code, name in pairs
        if own == wanted
    }


def forget_names(event: Event) -> None:
    """What was read with this instance of the event is read anew."""
    for known in (READ, BROUGHT):
        event.__dict__.pop(known, None)


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
