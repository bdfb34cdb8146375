"""Charts as SVG, drawn here: shapes alone, without words, beside a table that says the same.

Colours come from classes (frontend/src/css/charts.css), so that they follow light, dark and print.
"""

from collections.abc import Iterable, Sequence
from math import cos, pi, sin, sqrt

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

STEP = 10
HEIGHT = 100
FEWEST = 14
MIDDLE, RING, LARGEST, THICKEST = 200, 150, 34, 10


def bar(value: float, most: float) -> SafeString:
    """One bar as long as `value` is of `most`; it begins where lines begin."""
    wide = round(100 * value / most, 2) if most else 0
    return format_html(
        '<svg class="chart bar" viewBox="0 0 100 10" preserveAspectRatio="none" '
        'aria-hidden="true"><rect width="{}" height="10"/></svg>',
        wide,
    )


def columns(values: Sequence[float]) -> SafeString:
    """A column for each value, in order, and above them the line of their sum."""
    most = max(values, default=0) or 1
    rects = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}"/>',
        (
            (place * STEP + 1, _down(value, most), STEP - 2, _tall(value, most))
            for place, value in enumerate(values)
        ),
    )
    return format_html(
        '<svg class="chart columns" viewBox="0 0 {} {}" preserveAspectRatio="none" '
        'aria-hidden="true">{}<polyline points="{}"/></svg>',
        max(len(values), FEWEST) * STEP,
        HEIGHT,
        rects,
        _sums(values),
    )


def network(sizes: Sequence[float], edges: Iterable[tuple[int, int, float]]) -> SafeString:
    """A numbered circle for each of `sizes`, in a ring, by its area; `edges` between them.

    An edge from a circle to itself is not drawn.
    """
    drawn = [edge for edge in edges if edge[0] != edge[1]]
    thickest = max((edge[2] for edge in drawn), default=0) or 1
    most, places = max(sizes, default=0) or 1, [_on_ring(n, len(sizes)) for n in range(len(sizes))]
    lines = format_html_join(
        "",
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke-width="{}"/>',
        (
            (*places[one], *places[other], round(1 + (THICKEST - 1) * many / thickest, 1))
            for one, other, many in drawn
        ),
    )
    circles = format_html_join(
        "",
        '<circle cx="{}" cy="{}" r="{}"/><text x="{}" y="{}">{}</text>',
        (
            (*place, round(12 + (LARGEST - 12) * sqrt(size / most), 1), *place, number)
            for number, (place, size) in enumerate(zip(places, sizes, strict=True), 1)
        ),
    )
    return format_html(
        '<svg class="chart network" viewBox="0 0 {} {}" aria-hidden="true">{}{}</svg>',
        2 * MIDDLE,
        2 * MIDDLE,
        lines,
        circles,
    )


def _on_ring(place: int, many: int) -> tuple[float, float]:
    """From the top, clockwise."""
    turn = 2 * pi * place / many - pi / 2
    return round(MIDDLE + RING * cos(turn), 1), round(MIDDLE + RING * sin(turn), 1)


def _sums(values: Sequence[float]) -> str:
    total, points, all_of_them = 0.0, [], sum(values) or 1
    for place, value in enumerate(values):
        total += value
        points.append(f"{place * STEP + STEP // 2},{_down(total, all_of_them)}")
    return " ".join(points)


def _tall(value: float, most: float) -> float:
    return round(HEIGHT * value / most, 2)


def _down(value: float, most: float) -> float:
    return round(HEIGHT - HEIGHT * value / most, 2)
