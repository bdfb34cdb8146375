"""Registering beside bare INSERT transactions of the same database, with few and with many there.

The reference is one row written in a transaction of its own; the whole path is the form's page,
its submit and one's own page, as a browser asks for them. Then the rush for the last seats.
"""

import json
from collections.abc import Iterator

from bench.databases import kinds, run_inside
from bench.rows import Row

FEW = 300
MANY = 20_000
FOREST = 155_000
"""Registrations of Porto Alegre 2005."""
INSIDE = "bench.registering_inside"
RUSH = "bench.rush_inside"


def rows(full: bool) -> list[Row]:
    most = FOREST if full else MANY
    return [row for kind in kinds() for row in (*_registering(kind, most), *_rush(kind))]


def _registering(kind: str, most: int) -> Iterator[Row]:
    told = json.loads(run_inside(INSIDE, str(FEW), str(most), kind=kind))
    few, many, bare = told["few"], told["many"], told["bare"]
    milli = 1_000
    yield Row(f"{kind}, registering: CPU", few * milli, "ms", bare * milli, "≤ 10")
    among = f"{kind}, registering among {most:,}: CPU"
    yield Row(among, many * milli, "ms", few * milli, "≤ 1.3")
    for name, path in told["paths"].items():
        whole = f"{kind}, form, submit and own page, {name}: "
        yield Row(whole + "CPU", path["seconds"] * milli, "ms", goal="≤ 25")
        yield Row(whole + "SQL of the submit", path["queries"], "queries", goal="≤ 12")


def _rush(kind: str) -> Iterator[Row]:
    told = json.loads(run_inside(RUSH, kind=kind))
    people, seats = told["people"], told["seats"]
    name = f"{kind}, {people} press at once for {seats} seats: "
    yield Row(name + "seats sold", told["sold"], "seats", seats, "≤ 1")
    yield Row(name + "the last winner is answered", told["winners"], "s", goal="≤ 2")
    yield Row(name + "everybody is answered", told["everybody"], "s")
