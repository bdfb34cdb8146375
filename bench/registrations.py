"""Registering beside bare INSERT transactions of the same database, with few and with many there.

The reference is one row written in a transaction of its own; the whole path is the form's page,
its submit and one's own page, as a browser asks for them.
"""

import json

from bench.registrations_lists import run_inside
from bench.rows import Row

FEW = 300
MANY = 20_000
FOREST = 155_000
"""Registrations of Porto Alegre 2005."""
INSIDE = "bench.registering_inside"


def rows(full: bool) -> list[Row]:
    most = FOREST if full else MANY
    told = json.loads(run_inside(INSIDE, str(FEW), str(most)))
    few, many, bare = told["few"], told["many"], told["bare"]
    milli = 1_000
    return [
        Row("registering: CPU", few * milli, "ms", bare * milli, "≤ 10"),
        Row(f"registering among {most:,}: CPU", many * milli, "ms", few * milli, "≤ 1.3"),
        Row("form, submit and own page: CPU", told["path"] * milli, "ms", goal="≤ 25"),
        Row("submit: SQL", told["queries"], "queries", goal="≤ 12"),
    ]
