"""Charts as SVG, drawn here: shapes alone, without words, beside a table that says the same.

Colours come from classes (frontend/src/css/charts.css), so that they follow light, dark and print.
"""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

STEP = 10
HEIGHT = 100
FEWEST = 14


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
