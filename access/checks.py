"""What must hold before a process serves: doors on every way in, sane connections."""

from collections.abc import Iterator, Sequence
from typing import Any

import rules
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.urls import URLPattern, URLResolver, get_resolver

from access.doors import View, door_of
from access.ports import WayIn, ways_in


def walk(
    patterns: Sequence[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, View]]:
    """Every route of the resolver with its view."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, route)
        else:
            yield route, pattern.callback


def all_ways_in() -> Iterator[WayIn]:
    """The resolver's routes, then those that apps add in their own way."""
    for route, view in walk(get_resolver().url_patterns):
        yield WayIn(f"/{route}", door_of(view))
    for offered in ways_in:
        yield from offered()


@register(Tags.security)
def every_way_in_names_its_rule(**_: Any) -> list[CheckMessage]:
    """access.E001: a way in without a door; access.E002: a door whose rule does not exist."""
    found: list[CheckMessage] = []
    for way in all_ways_in():
        if way.door is None:
            found.append(Error(f"{way.route} names no rule.", id="access.E001"))
        elif not rules.rule_exists(way.door.rule):
            message = f"{way.route} names the unknown rule {way.door.rule}."
            found.append(Error(message, id="access.E002"))
    return found


@register(Tags.database)
def connections_are_closed_and_transactions_are_short(**_: Any) -> list[CheckMessage]:
    """access.E003 to E005: see docs/settings.md on DATABASE_URL."""
    database = settings.DATABASES["default"]
    found: list[CheckMessage] = []
    if settings.PROCESS == "web" and database.get("CONN_MAX_AGE", 0) != 0:
        found.append(Error("CONN_MAX_AGE must be 0 in web processes.", id="access.E003"))
    if database.get("ATOMIC_REQUESTS"):
        found.append(Error("ATOMIC_REQUESTS makes every page a writer.", id="access.E004"))
    mode = database.get("OPTIONS", {}).get("transaction_mode")
    if database["ENGINE"].endswith("sqlite3") and mode != "IMMEDIATE":
        found.append(Error("SQLite needs transaction_mode IMMEDIATE.", id="access.E005"))
    return found
