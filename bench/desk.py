"""The translators' desk: the next text among few and among 100,000 that wait."""

import json

from bench.databases import run_inside
from bench.rows import Row

FEW = 300
MANY = 100_000
INSIDE = "bench.desk_inside"


def rows(full: bool) -> list[Row]:
    told = json.loads(run_inside(INSIDE, str(FEW), str(MANY)))
    few, alike, many = (told[each] * 1_000 for each in ("few", "alike", "many"))
    name = f"the desk's next item among {MANY:,} waiting texts"
    return [
        Row(f"{name}: CPU", many, "ms", goal="≤ 20"),
        Row(f"{name}, beside {FEW}: CPU", alike, "ms", few, "≤ 1.5"),
        Row(f"{name}: SQL", told["queries"], "queries", goal="≤ 6"),
    ]
