"""Calendars, with the icalendar package and RFC 5545's own rules as judges."""

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given

from files.text import one_line
from programme.interchange import ics
from programme.interchange.reader import read
from tests.programme.interchange.schedules import (
    BRUSSELS,
    ITEM,
    SCHEDULE,
    at,
    items,
    often,
    piece,
    wild,
)

CHANGED = datetime(2026, 9, 1, 12, 30, tzinfo=UTC)
HEAD = ics.Head(
    title="Rencontre; de Québec, 2026",
    zone="Europe/Brussels",
    first=2026,
    last=2026,
    url="https://a.example/programme/",
    source="https://a.example/feeds/all.ics",
    refresh_minutes=30,
    lang="fr",
)


def assert_sound(file: bytes) -> None:
    """RFC 5545 §3.1: CRLF, at most 75 octets, no letter parted, no control character."""
    assert file.endswith(b"\r\n")
    lines = file.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
        assert not re.search(rb"[\x00-\x1f\x7f]", line)
        assert line


def parsed(*given_items, head=HEAD, lang="") -> icalendar.Calendar:
    file = ics.calendar(head, [ics.event_fragment(item, lang=lang) for item in given_items])
    assert_sound(file)
    return icalendar.Calendar.from_ical(file)


def test_the_head_says_who_wrote_it_and_how_often_to_come_back():
    calendar = parsed()
    assert calendar["version"] == "2.0"
    assert calendar["prodid"] == "-//Convoca//Convoca//EN"
    assert b"NAME;LANGUAGE=fr:Rencontre\\; de Qu\xc3\xa9bec\\, 2026\r\n" in ics.opening(HEAD)
    assert b"X-WR-CALNAME:Rencontre\\; de Qu\xc3\xa9bec\\, 2026\r\n" in ics.opening(HEAD)
    assert calendar["refresh-interval"].td == timedelta(minutes=30)
    assert calendar["x-published-ttl"] == "PT30M"
    assert calendar["source"] == "https://a.example/feeds/all.ics"
    assert calendar["url"] == "https://a.example/programme/"


def test_an_event_says_what_when_and_where():
    [event] = parsed(replace(ITEM, last_changed=CHANGED, sequence=4), lang="fr").events
    assert event["uid"] == ITEM.guid
    assert event["summary"] == ITEM.title
    assert event["summary"].params["language"] == "fr"
    assert event["location"] == "Salle A"
    assert event["categories"].cats == ["Économie"]
    assert event["url"] == ITEM.url
    assert event["status"] == "CONFIRMED"
    assert event["sequence"] == 4
    assert event["description"] == "Un débat\n\nAwa Diop, José Pérez\n\nUn débat."
    assert event.start == ITEM.begins
    assert event.end == ITEM.ends
    assert event["dtstart"].params["tzid"] == "Europe/Brussels"


def test_the_stamp_is_the_last_change_and_not_the_moment_of_asking():
    [event] = parsed(replace(ITEM, last_changed=CHANGED)).events
    assert event["dtstamp"].dt == event["last-modified"].dt == CHANGED


def test_the_same_item_gives_the_same_bytes_and_a_change_moves_sequence_and_stamp():
    first = replace(ITEM, last_changed=CHANGED, sequence=1)
    assert ics.event_fragment(first) == ics.event_fragment(replace(first))
    moved = replace(first, room="B", last_changed=CHANGED + timedelta(hours=1), sequence=2)
    old, new = parsed(first).events[0], parsed(moved).events[0]
    assert old["uid"] == new["uid"]
    assert old["sequence"] < new["sequence"]
    assert old["dtstamp"].dt < new["dtstamp"].dt


def test_a_withdrawn_session_stays_as_cancelled():
    [event] = parsed(replace(ITEM, cancelled=True)).events
    assert event["status"] == "CANCELLED"
    assert event["summary"] == ITEM.title


def test_a_backslash_and_n_stay_what_they_are():
    fragment = ics.event_fragment(replace(ITEM, title=r"C:\New; a,b"))
    assert rb"SUMMARY:C:\\New\; a\,b" in fragment


def test_a_line_cannot_be_broken_out_of():
    [event] = parsed(
        replace(ITEM, title="a\r\nSTATUS:CANCELLED", url="https://a.example/\r\nX:Y")
    ).events
    assert event["status"] == "CONFIRMED"
    assert "x" not in event


@often
@given(items(1), wild)
def test_odd_characters_are_sound_and_come_back(item, name):
    item = replace(item, room=one_line(name), cancelled=False)
    [event] = parsed(item, lang="ar").events
    # icalendar reads a backslash before N as an end of line, so such titles are left to the bytes.
    if "\\" not in item.title:
        assert event["summary"] == item.title
    assert event["uid"] == item.guid


@pytest.mark.parametrize("length", [1, 10, 37, 74, 75, 76, 148, 149, 150, 500])
@pytest.mark.parametrize("letter", ["a", "é", "ع", "世", "😀"])
def test_folding_keeps_lines_short_and_letters_whole(length, letter):
    line = letter * length
    folded = ics.fold(line.encode())
    assert_sound(folded)
    assert folded.replace(b"\r\n ", b"").decode() == f"{line}\r\n"


def test_every_piece_of_a_real_programme_has_a_uid_of_its_own():
    schedule = read(piece("fosdem-2026-piece.xml"))
    head = ics.Head(schedule.title, schedule.zone, 2026, 2026)
    events = parsed(*schedule.items, head=head).events
    assert len(events) == len(schedule.items)
    assert set(Counter(event["uid"] for event in events).values()) == {1}
    assert [event.start for event in events] == [item.begins for item in schedule.items]


def test_a_calendar_is_its_head_its_fragments_and_its_end():
    fragments = [ics.event_fragment(item) for item in SCHEDULE.items]
    assert ics.calendar(HEAD, fragments) == ics.opening(HEAD) + b"".join(fragments) + ics.END


ZONES = [
    *(
        "Europe/Brussels",
        "America/Toronto",
        "America/Sao_Paulo",
        "Africa/Casablanca",
        "Asia/Kolkata",
    ),
    *("Africa/Dakar", "Australia/Lord_Howe", "Asia/Kathmandu", "Europe/Dublin", "Pacific/Auckland"),
]


@pytest.mark.parametrize("name", ZONES)
def test_a_zone_has_the_offsets_that_the_world_has(name):
    """Each hour of the year, by the rule of RFC 5545 §3.6.5: the last onset before it counts."""
    zone = ZoneInfo(name)
    [component] = icalendar.Calendar.from_ical(
        b"BEGIN:VCALENDAR\r\n" + ics.timezone(name, 2026, 2026) + ics.END
    ).walk("VTIMEZONE")
    onsets = sorted(
        (part["dtstart"].dt - part["tzoffsetfrom"].td, part["tzoffsetto"].td)
        for part in component.subcomponents
    )
    for hour in range(365 * 24):
        moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour)
        known = [to for onset, to in onsets if onset <= moment.replace(tzinfo=None)]
        assert known[-1] == moment.astimezone(zone).utcoffset(), moment


@pytest.mark.parametrize("name", ZONES)
def test_a_zone_is_short(name):
    assert len(ics.timezone(name, 2026, 2026)) < 1_000


def test_summer_time_begins_in_the_offset_before():
    assert b"BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100" in ics.timezone(
        "Europe/Brussels", 2026, 2026
    )


def test_utc_needs_no_zone():
    item = replace(ITEM, begins=ITEM.begins.astimezone(ZoneInfo("UTC")))
    calendar = ics.calendar(replace(HEAD, zone="UTC"), [ics.event_fragment(item)])
    assert b"VTIMEZONE" not in calendar
    assert b"DTSTART:20261001T080000Z" in calendar


def test_the_hour_that_autumn_repeats_is_written_in_utc():
    second = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BRUSSELS)
    [event] = parsed(replace(ITEM, begins=second)).events
    assert event.start == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_session_over_the_change_of_clocks_lasts_as_long_as_it_says():
    late = replace(ITEM, begins=datetime(2026, 10, 25, 1, 30, tzinfo=BRUSSELS), minutes=120)
    [event] = parsed(late).events
    assert event.end.astimezone(UTC) - event.start.astimezone(UTC) == timedelta(hours=2)


def test_a_long_abstract_is_cut_at_a_space():
    item = replace(ITEM, abstract=f"<p>{'words ' * 500}</p>", subtitle="", persons=())
    [event] = parsed(item).events
    assert len(event["description"]) <= ics.LETTERS + 1
    assert event["description"].endswith("words…")


def test_an_item_of_the_next_day_ends_there():
    assert replace(ITEM, begins=at(23, 30), minutes=90).ends == at(1, 0, day=2)
