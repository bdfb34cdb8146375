"""One measurement: its value, what it is compared with in the same run, and what it should be."""

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """`goal` reads «≤ 1.1» or «≥ 20000»: of the ratio where there is a reference, else the value.

    The ratio is value by reference.
    """

    name: str
    value: float
    unit: str
    reference: float | None = None
    goal: str = ""

    @property
    def ratio(self) -> float | None:
        return self.value / self.reference if self.reference else None

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None without one. Raises ValueError for an odd goal."""
        if not self.goal:
            return None
        sign, number = self.goal.split()
        measured = self.value if self.ratio is None else self.ratio
        if sign not in {"≤", "≥"}:
            raise ValueError(f"{self.goal} is no goal.")
        return measured <= float(number) if sign == "≤" else measured >= float(number)

    def stored(self) -> dict[str, Any]:
        return asdict(self) | {"ratio": self.ratio, "met": self.met}


def table(rows: Iterable[Row]) -> str:
    """Columns for reading; ✓ and ✗ say whether the goal is met."""
    cells = [("", "value", "unit", "reference", "ratio", "goal", "")]
    marks = {True: "✓", False: "✗", None: ""}
    for row in rows:
        cells.append(
            (
                row.name,
                short(row.value),
                row.unit,
                short(row.reference),
                short(row.ratio),
                row.goal,
                marks[row.met],
            )
        )
    widths = [max(len(line[column]) for line in cells) for column in range(7)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in {0, 2} else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    )


def short(number: float | None) -> str:
    """Three figures that count."""
    if number is None:
        return ""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"


def seconds(act: Callable[[], Any], *, times: int = 5) -> float:
    """The median of some runs, after one that warms up."""
    act()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def per_second(act: Callable[[], Any], *, during: float = 1.0) -> float:
    """How often `act` is done in a second of this thread's time."""
    act()
    count, begun = 0, time.perf_counter()
    while (passed := time.perf_counter() - begun) < during:
        act()
        count += 1
    return count / passed
