"""What is written can be read again and is valid by both schemas."""

import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given
from lxml import etree

from programme.interchange import frab_json, frab_xml
from programme.interchange.reader import read
from programme.interchange.schedule import Person, Schedule, completed
from tests.programme.interchange.schedules import (
    DATA,
    ITEM,
    SCHEDULE,
    many,
    often,
    piece,
    schedules,
    whole,
    with_items,
)

XSD = etree.XMLSchema(etree.parse(DATA / "schemas" / "schedule.xml.xsd"))
JSON_SCHEMA = jsonschema.Draft6Validator(
    json.loads((DATA / "schemas" / "schedule-schema.json").read_text()),
    format_checker=jsonschema.Draft6Validator.FORMAT_CHECKER,
)
PIECES = ["fosdem-2023-piece.xml", "fosdem-2026-piece.xml", "camp2019-piece.json"]
FILES = ["fosdem-2023.xml", "fosdem-2026.xml", "camp2019.json"]


def assert_valid(schedule: Schedule) -> None:
    """By both schemas."""
    XSD.assertValid(etree.fromstring(frab_xml.write(schedule)))
    JSON_SCHEMA.validate(json.loads(frab_json.write(schedule)))


def in_xml(schedule: Schedule) -> Schedule:
    """What XML cannot carry is gone: biographies, seats, slugs of under four letters."""
    return replace(
        completed(schedule),
        rooms=tuple(replace(room, capacity=None) for room in completed(schedule).rooms),
        items=tuple(
            replace(
                item,
                slug=item.slug if len(item.slug) > 3 else "",
                persons=tuple(replace(person, biography="") for person in item.persons),
            )
            for item in completed(schedule).items
        ),
    )


def in_json(schedule: Schedule) -> Schedule:
    """JSON's acronyms have no hyphen."""
    return replace(completed(schedule), acronym=completed(schedule).acronym.replace("-", "_"))


def assert_comes_back(schedule: Schedule) -> None:
    assert frab_xml.read(frab_xml.write(schedule)) == in_xml(schedule)
    assert frab_json.read(frab_json.write(schedule)) == in_json(schedule)


def test_an_invented_programme_comes_back():
    assert_comes_back(SCHEDULE)
    assert_valid(SCHEDULE)


@pytest.mark.parametrize("name", PIECES)
def test_a_piece_of_a_real_file_comes_back_and_is_valid(name):
    schedule = read(piece(name), zone="Europe/Brussels")
    assert_comes_back(schedule)
    assert_valid(schedule)


@pytest.mark.big
@pytest.mark.parametrize("name", FILES)
def test_a_whole_real_file_comes_back_and_is_valid(name):
    schedule = read(whole(name), zone="Europe/Brussels")
    assert_comes_back(schedule)
    assert_valid(schedule)


@often
@given(schedules())
def test_odd_characters_come_back_and_are_valid(schedule):
    assert_comes_back(schedule)
    assert_valid(schedule)


def test_json_carries_seats_and_biographies():
    item = replace(ITEM, persons=(Person("Awa", "3", "", "<p>Elle.</p>"),))
    rooms = tuple(replace(room, capacity=40) for room in SCHEDULE.rooms)
    assert_comes_back(replace(with_items(item), rooms=rooms))


def test_text_that_no_reader_would_give_is_written_without_what_cannot_be_seen():
    item = replace(ITEM, title="a\x00b\ud800\u202ec", abstract="\x0b<p>x</p>")
    for read_again in (
        frab_xml.read(frab_xml.write(with_items(item))),
        frab_json.read(frab_json.write(with_items(item))),
    ):
        assert read_again.items[0].title == "abc"
        assert read_again.items[0].abstract == "<p>x</p>"


@pytest.mark.parametrize("writer", [frab_xml, frab_json])
def test_equal_schedules_give_equal_bytes(writer):
    again = replace(SCHEDULE, items=tuple(replace(item) for item in reversed(SCHEDULE.items)))
    assert writer.write(SCHEDULE) == writer.write(again)


def test_ids_that_stand_twice_are_made_different():
    twin = replace(
        ITEM,
        guid="5a0b9a3e-17f5-4f2c-9d0c-6f8c1f3f6d99",
        room=SCHEDULE.rooms[1].name,
        code="ABC124",
        slug="",
    )
    assert_valid(with_items(ITEM, twin))


@pytest.mark.parametrize("acronym", ["", "WSF", "Québec 2001!", "--", "fosdem-2026", "世界"])
def test_any_acronym_becomes_a_valid_one(acronym):
    assert_valid(replace(SCHEDULE, acronym=acronym))


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "America/Argentina/Buenos_Aires", "CET"])
def test_every_zone_is_written_in_a_valid_way(zone):
    assert_valid(replace(SCHEDULE, zone=zone))


def test_a_code_of_another_form_stays_out_of_xml():
    written = frab_xml.write(with_items(replace(ITEM, code="K7")))
    assert b"code=" not in written
    assert_valid(with_items(replace(ITEM, code="K7")))


@pytest.mark.big
def test_a_forum_of_2500_sessions_comes_back():
    schedule = many(2_500)
    assert len(frab_xml.read(frab_xml.write(schedule)).items) == 2_500
    assert len(frab_json.read(frab_json.write(schedule)).items) == 2_500
