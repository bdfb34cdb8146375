"""Lists and files of 20,000 registrations.

The files' CPU is measured in a process of their own, beside what the same rows cost to read and
to write with nothing of ours between (the reference).
"""

import json

from bench.databases import run_inside
from bench.rows import Row

MANY = 20_000
INSIDE = "bench.registrations_inside"


def rows(full: bool) -> list[Row]:
    told = json.loads(run_inside(INSIDE, str(MANY)))
    found = []
    for kind, seconds in told["files"].items():
        name = f"{kind} of {MANY:,} registrations, 5 columns"
        found.append(Row(f"{name}: CPU", seconds, "s", goal="≤ 2"))
    found.append(Row("the same rows read and printed", told["bare"], "s"))
    csv = told["files"]["csv"]
    found.append(Row("csv, beside rows read and printed", csv, "s", told["bare"], "≤ 8"))
    found.append(Row("memory that 20,000 rows add to 2,000", told["memory"], "MB", goal="≤ 20"))
    for name, page in told["pages"].items():
        found.append(Row(f"list by {name}: SQL", page["queries"], "queries", goal="≤ 8"))
        found.append(Row(f"list by {name}: CPU", page["ms"], "ms"))
    return found
