"""The organisers' list of 2,500 proposals of 900 organisations, in two languages."""

import json

from bench.registrations_lists import run_inside
from bench.rows import Row

MANY = 2_500
INSIDE = "bench.proposals_inside"


def rows(full: bool) -> list[Row]:
    told = json.loads(run_inside(INSIDE, str(MANY)))
    found = []
    for name, page in told.items():
        found.append(Row(f"proposals, {name}: SQL", page["queries"], "queries", goal="≤ 10"))
        found.append(Row(f"proposals, {name}: CPU", page["ms"], "ms", goal="≤ 50"))
    return found
