"""A map of the world as an SVG, with a number for each country. See tools/world_map.py."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from events import countries

FILE = Path(__file__).parent / "world.json"
# From how many on each of four steps of the colour begins, and its words.
Steps = Sequence[tuple[int, Any]]
STEPS: Steps = (
    (1, _("1")),
    (2, _("2 to 5")),
    (6, _("6 to 20")),
    (21, _("21 and more")),
)
HUNDREDS: Steps = (
    (1, _("1 to 4")),
    (5, _("5 to 19")),
    (20, _("20 to 99")),
    (100, _("100 and more")),
)
THOUSANDS: Steps = (
    (1, _("1 to 9")),
    (10, _("10 to 99")),
    (100, _("100 to 999")),
    (1000, _("1000 and more")),
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
    # 1 to 4.
    step: int = 1


@dataclass(frozen=True)
class Drawn:
    """All that the template draws; `rest` is one outline of all other countries."""

    width: int
    height: int
    rest: str
    lands: list[Land]
    steps: Steps = STEPS

    @property
    def legend(self) -> list[tuple[int, Any]]:
        """(step, words) of the steps that occur."""
        used = {land.step for land in self.lands}
        return [(n, words) for n, (_begins, words) in enumerate(self.steps, 1) if n in used]


@lru_cache(maxsize=1)
def world() -> dict[str, Any]:
    return dict(json.loads(FILE.read_text(encoding="utf-8")))


def steps_for(counts: Mapping[str, int]) -> Steps:
    """Steps that tell people's countries apart, whether few or very many come of one."""
    most = max(counts.values(), default=0)
    return STEPS if most < 20 else HUNDREDS if most < 1000 else THOUSANDS


def drawn(counts: Mapping[str, int], *, chosen: str = "", steps: Steps = STEPS) -> Drawn:
    """The map for `counts` by code of ISO 3166-1; codes that it does not know are left out.

    Dots come last, so that no outline covers them.
    """
    shapes, points = world()["shapes"], world()["points"]

    def land(code: str, **place: Any) -> Land:
        many = counts[code]
        step = sum(1 for begins, _words in steps if many >= begins)
        return Land(code, countries.name(code), many, chosen=code == chosen, step=step, **place)

    told = sorted(code for code, many in counts.items() if many)
    lands = [land(code, path=shapes[code]) for code in told if code in shapes]
    lands += [land(code, x=points[code][0], y=points[code][1]) for code in told if code in points]
    rest = "".join(path for code, path in shapes.items() if not counts.get(code))
    return Drawn(world()["width"], world()["height"], rest, lands, steps)
