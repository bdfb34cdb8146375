"""Writes events/world.json, the shapes of the map, from the npm package world-atlas.

    python -m tools.world_map

Run by hand when the package changes (frontend/package.json). The source is Natural Earth, in the
public domain, as TopoJSON by world-atlas (ISC licence). Drawn in the projection Equal Earth
(Šavrič, Patterson and Jenny 2018), which shows countries in their true sizes.
"""

import json
import math
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

ROOT = Path(__file__).parent.parent
ATLAS = ROOT / "frontend" / "node_modules" / "world-atlas"
TARGET = ROOT / "events" / "world.json"
WIDTH = 1_000
SOUTH, NORTH = -57.0, 84.0  # Antarctica has no organisations
CENTRE = 11.0  # degrees east: the map is cut in the Bering Strait, through no country
# Shapes that Natural Earth has without a number of ISO 3166-1: the code that we count them under.
BY_NAME = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
# Places that are parts of another shape there, or too small for it (longitude, latitude).
PLACES = {
    "BQ": (-68.25, 12.18), "CC": (96.83, -12.17), "CX": (105.67, -10.49), "GF": (-53.1, 3.9),
    "GI": (-5.35, 36.14), "GP": (-61.55, 16.25), "MQ": (-61.02, 14.64), "RE": (55.54, -21.12),
    "SJ": (16.0, 78.5), "TK": (-171.8, -9.2), "TV": (179.2, -8.52), "YT": (45.17, -12.83),
}  # fmt: skip
Point = tuple[float, float]
Ring = list[Point]


def project(longitude: float, latitude: float) -> Point:
    """Equal Earth, in radians of a unit sphere; y grows to the north."""
    a1, a2, a3, a4, m = 1.340264, -0.081106, 0.000893, 0.003796, math.sqrt(3) / 2
    t = math.asin(m * math.sin(math.radians(latitude)))
    slope = 9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1
    x = math.radians(longitude) * math.cos(t) / (m * slope)
    return x, a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t


SCALE = WIDTH / (2 * project(180, 0)[0])
TOP = project(0, NORTH)[1]
HEIGHT = math.ceil((TOP - project(0, SOUTH)[1]) * SCALE)


def placed(longitude: float, latitude: float) -> tuple[int, int]:
    x, y = project(longitude - CENTRE, max(SOUTH, min(NORTH, latitude)))
    return round(x * SCALE + WIDTH / 2), round((TOP - y) * SCALE)


def countries(file: str) -> Iterator[tuple[str, list[Ring]]]:
    """(code, outer rings) of each country, in degrees."""
    atlas = json.loads((ATLAS / file).read_text(encoding="utf-8"))
    arcs = [list(unwound(arc, atlas["transform"])) for arc in atlas["arcs"]]
    numbers = get_global("territory_aliases")
    for each in atlas["objects"]["countries"]["geometries"]:
        number = each.get("id")
        code = numbers[number][0] if number else BY_NAME.get(each["properties"]["name"], "")
        many = each["arcs"] if each["type"] == "MultiPolygon" else [each["arcs"]]
        if code and code != "AQ":
            yield code, [whole(joined(polygon[0], arcs)) for polygon in many]


def unwound(arc: list[list[int]], transform: Any) -> Iterator[Point]:
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x * kx + dx, y * ky + dy


def joined(numbers: list[int], arcs: list[Ring]) -> Ring:
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def whole(ring: Ring) -> Ring:
    """The ring without a leap at 180 degrees, on the map's own side of its cut."""
    turns, unrolled = 0, [ring[0]]
    for before, (longitude, latitude) in pairwise(ring):
        turns += (before[0] - longitude > 180) - (longitude - before[0] > 180)
        unrolled.append((longitude + 360 * turns, latitude))
    mean = sum(longitude for longitude, _ in unrolled) / len(unrolled)
    back = 360 * round((mean - CENTRE) / 360)
    return [(longitude - back, latitude) for longitude, latitude in unrolled]


def path(rings: list[Ring]) -> str:
    """The outlines as an SVG path in whole units; what is smaller than that falls out."""
    found = ""
    for ring in rings:
        points: list[tuple[int, int]] = []
        for point in (placed(*each) for each in ring):
            if not points or point != points[-1]:
                points.append(point)
        if len(points) > 3:
            steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points[:-1])]
            moves = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
            found += f"M{points[0][0]} {points[0][1]}l{moves}z"
    return found


def middle(rings: list[Ring]) -> tuple[int, int]:
    """About the middle of the largest outline."""
    largest = max(rings, key=lambda ring: abs(area(ring)))
    xs, ys = zip(*largest, strict=True)
    return placed((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)


def area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def main() -> None:
    rings: dict[str, list[Ring]] = {}
    for code, found in countries("countries-110m.json"):
        rings.setdefault(code, []).extend(found)
    shapes = {code: drawn for code, found in sorted(rings.items()) if (drawn := path(found))}
    points = {code: middle(found) for code, found in countries("countries-50m.json")}
    points |= {code: placed(*whole([where])[0]) for code, where in PLACES.items()}
    small = {code: list(at) for code, at in sorted(points.items()) if code not in shapes}
    world = {
        "source": "Natural Earth (public domain) by world-atlas 2.0.2 (ISC); Equal Earth; "
        "written by tools/world_map.py",
        "width": WIDTH,
        "height": HEIGHT,
        "shapes": shapes,
        "points": small,
    }
    text = json.dumps(world, ensure_ascii=False, indent=0, separators=(",", ":"))
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(shapes)} shapes, {len(small)} points, {len(text)} bytes")


if __name__ == "__main__":
    main()
