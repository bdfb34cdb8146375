"""`make bench`: prints a table and writes bench/results.json.

Every module of this package that has `rows(full)` is measured, in the order of their names. A
module's references are measured in the same run, because machines differ.
"""

import argparse
import hashlib
import importlib
import json
import os
import pkgutil
import platform
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from bench.rows import Row, per_second, table

HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--full", action="store_true", help="everything, at full size")
    parser.add_argument("only", nargs="*", help="modules to measure instead of all")
    options = parser.parse_args()
    measured = [*calibration()]
    for module in modules(options.only):
        print(f"· {module.__name__}", flush=True)
        measured += module.rows(options.full)
    print(table(measured))
    if not options.only:
        store(measured, full=options.full)


def modules(only: list[str]) -> Iterator[ModuleType]:
    names = sorted(found.name for found in pkgutil.iter_modules([str(HERE)]))
    for name in names:
        if name != "__main__" and (not only or name in only):
            module = importlib.import_module(f"bench.{name}")
            if hasattr(module, "rows"):
                yield module


def calibration() -> Iterator[Row]:
    """How fast this machine is today, so that two results can be held beside each other."""
    numbers = list(range(1000))
    block = bytes(1_000_000)
    yield Row("this machine: sums of 1,000 numbers", per_second(lambda: sum(numbers)), "1/s")
    yield Row("this machine: SHA-256", per_second(lambda: hashlib.sha256(block).digest()), "MB/s")


def store(measured: list[Row], *, full: bool) -> None:
    found = {
        "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}",
        "full": full,
        "rows": [row.stored() for row in measured],
    }
    text = json.dumps(found, indent=1, ensure_ascii=False)
    (HERE / "results.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
