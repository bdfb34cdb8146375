"""The organisers' list of 2,500 proposals of 900 organisations, in two languages."""

import json

from bench.databases import run_inside
from bench.rows import Row

MANY = 2_500
INSIDE = "bench.proposals_inside"


def rows(full: bool) -> list[Row]:
    told = json.loads(run_inside(INSIDE, str(MANY)))
    found = []
    for name, page in told.items():
        found.append(Row(f"proposals, {name}: SQL", page["queries"], "queries", goal="≤ 10"))
        found.append(Row(f"proposals, {name}: CPU", page["ms"], "ms", goal="≤ 50"))
    return [*found, *alike()]


def alike() -> list[Row]:
    """Which of them are alike: what one costs when it changes, and when it is asked."""
    told = json.loads(run_inside("bench.alike_inside", str(MANY)))
    return [
        Row("alike, a fingerprint written anew: CPU", told["one"], "ms", goal="≤ 1000"),
        Row("alike, found for one: SQL", told["queries"], "queries", goal="≤ 14"),
        Row("alike, found for one: CPU", told["ms"], "ms", goal="≤ 50"),
    ]
