"""A map of the world as an SVG, with a number for each country. See tools/world_map.py."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from events import countries

FILE = Path(__file__).parent / "world.json"
# From how many on each step of the colour begins, and its words.
STEPS = (
    (1, _("1")),
    (2, _("2 to 5")),
    (6, _("6 to 20")),
    (21, _("21 and more")),
)


@dataclass(frozen=True)
class Land:
    """A country with something to count: an outline, or a dot where it is too small for one."""

    code: str
    name: str
    many: int
    path: str = ""
    x: int = 0
    y: int = 0
    chosen: bool = False

    @property
    def step(self) -> int:
        """1 to 4."""
        return sum(1 for begins, _words in STEPS if self.many >= begins)


@dataclass(frozen=True)
class Drawn:
    """All that the template draws; `rest` is one outline of all other countries."""

    width: int
    height: int
    rest: str
    lands: list[Land]

    @property
    def legend(self) -> list[tuple[int, Any]]:
        """(step, words) of the steps that occur."""
        used = {land.step for land in self.lands}
        return [(n, words) for n, (_begins, words) in enumerate(STEPS, 1) if n in used]


@lru_cache(maxsize=1)
def world() -> dict[str, Any]:
    return dict(json.loads(FILE.read_text(encoding="utf-8")))


def drawn(counts: Mapping[str, int], *, chosen: str = "") -> Drawn:
    """The map for `counts` by code of ISO 3166-1; codes that it does not know are left out.

    Dots come last, so that no outline covers them.
    """
    shapes, points = world()["shapes"], world()["points"]
    lands = [
        Land(code, countries.name(code), many, path=shapes[code], chosen=code == chosen)
        for code, many in sorted(counts.items())
        if code in shapes and many
    ]
    lands += [
        Land(code, countries.name(code), many, x=x, y=y, chosen=code == chosen)
        for code, many in sorted(counts.items())
        if code in points and many
        for x, y in [points[code]]
    ]
    rest = "".join(path for code, path in shapes.items() if not counts.get(code))
    return Drawn(world()["width"], world()["height"], rest, lands)
