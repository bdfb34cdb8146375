"""Reading a page of 500 texts: in a language with three fallbacks, beside untranslated ones."""

import json

from bench.databases import run_inside
from bench.rows import Row

MANY = 500
INSIDE = "bench.texts_inside"


def rows(full: bool) -> list[Row]:
    told = json.loads(run_inside(INSIDE, str(MANY)))
    name = f"{MANY} texts read with three fallbacks"
    return [
        Row(f"{name}: SQL", told["queries"], "queries", goal="≤ 4"),
        Row(f"{name}: CPU more than untranslated", told["more"], "ms", goal="≤ 15"),
        Row(f"{MANY} untranslated texts read: CPU", told["plain"], "ms"),
    ]
