"""The table of measurements."""

import pytest

from bench.rows import Row, short, table


@pytest.mark.parametrize(
    ("row", "met"),
    [
        (Row("x", 9, "queries", goal="≤ 10"), True),
        (Row("x", 11, "queries", goal="≤ 10"), False),
        (Row("x", 30_000, "1/s", goal="≥ 20000"), True),
        (Row("x", 12, "µs", reference=10, goal="≤ 1.1"), False),
        (Row("x", 10, "µs", reference=10, goal="≤ 1.1"), True),
        (Row("x", 10, "µs"), None),
    ],
)
def test_a_goal_is_about_the_ratio_where_there_is_a_reference(row, met):
    assert row.met is met


def test_an_odd_goal_is_refused():
    with pytest.raises(ValueError, match="no goal"):
        _ = Row("x", 1, "s", goal="< 2").met


def test_the_table_marks_what_is_met():
    lines = table([Row("day page", 9, "queries", goal="≤ 10"), Row("hub", 3, "µs", 2, "≤ 1")])
    met, missed = lines.splitlines()[1:]
    assert met.endswith("≤ 10  ✓")
    assert missed.split() == ["hub", "3", "µs", "2", "1.5", "≤", "1", "✗"]


@pytest.mark.parametrize(
    ("number", "written"), [(None, ""), (0.01234, "0.0123"), (46_712.4, "46,712"), (7, "7")]
)
def test_three_figures_count(number, written):
    assert short(number) == written
