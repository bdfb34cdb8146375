"""Moments written out once for each zone and for each of the hours that autumn repeats."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from programme.interchange.ics import utc
from programme.interchange.schedule import Item
from programme.moments import hour, iso

QUEBEC, DAKAR = ZoneInfo("America/Toronto"), ZoneInfo("Africa/Dakar")


def test_one_moment_is_written_in_each_zone():
    moment = datetime(2001, 10, 9, 13, 0, tzinfo=UTC)
    there, here = moment.astimezone(QUEBEC), moment.astimezone(DAKAR)
    assert there == here
    assert [iso(each) for each in (there, here)] == [
        "2001-10-09T09:00:00-04:00",
        "2001-10-09T13:00:00+00:00",
    ]
    assert [hour(each) for each in (there, here)] == ["09:00", "13:00"]


def test_the_hour_that_autumn_repeats_is_two_hours():
    first = datetime(2001, 10, 28, 1, 30, tzinfo=QUEBEC)
    second = first.replace(fold=1)
    assert [iso(first)[-6:], iso(second)[-6:]] == ["-04:00", "-05:00"]
    assert [utc(first), utc(second)] == ["20011028T053000Z", "20011028T063000Z"]
    ends = [Item("A", "B", begins, 60).ends for begins in (first, second)]
    assert [iso(end) for end in ends] == ["2001-10-28T01:30:00-05:00", "2001-10-28T02:30:00-05:00"]
