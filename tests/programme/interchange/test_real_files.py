"""The real files, whole where they are at hand, and their pieces always."""

import json
import re
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from programme.interchange.reader import read
from tests.programme.interchange.schedules import BRUSSELS, piece, whole

XML = ["fosdem-2023-piece.xml", "fosdem-2026-piece.xml"]
WHOLE_XML = ["fosdem-2023.xml", "fosdem-2026.xml"]


def counted(file: str) -> dict[str, int]:
    """What a file holds, counted in its text."""
    programme = file[file.index("<day ") :]
    return {
        "sessions": programme.count("<event "),
        "rooms": len(set(re.findall(r'<room name="([^"]*)"', programme))),
        "persons": len(set(re.findall(r'<person id="(\d+)"', programme))),
        "days": programme.count("<day "),
        "attachments": len(re.findall(r"<attachment .*href=", programme)),
    }


def held(schedule) -> dict[str, int]:
    return {
        "sessions": len(schedule.items),
        "rooms": len(schedule.rooms),
        "persons": len({p.source for item in schedule.items for p in item.persons}),
        "days": len(schedule.days),
        "attachments": sum(len(item.attachments) for item in schedule.items),
    }


@pytest.mark.parametrize("name", XML)
def test_a_piece_of_xml_holds_what_its_text_holds(name):
    path = piece(name)
    assert held(read(path, zone="Europe/Brussels")) == counted(path.read_text())


@pytest.mark.parametrize("name", WHOLE_XML)
def test_a_whole_xml_holds_what_its_text_holds(name):
    path = whole(name)
    assert held(read(path, zone="Europe/Brussels")) == counted(path.read_text())


@pytest.mark.parametrize(
    ("name", "sessions", "rooms", "persons", "themes"),
    [
        ("fosdem-2023.xml", 780, 35, 787, 61),
        ("fosdem-2026.xml", 883, 30, 927, 70),
        ("camp2019.json", 79, 2, 90, 7),
    ],
)
def test_the_whole_files_have_the_known_numbers(name, sessions, rooms, persons, themes):
    schedule = read(whole(name), zone="Europe/Brussels")
    found = held(schedule)
    assert (found["sessions"], found["rooms"], found["persons"]) == (sessions, rooms, persons)
    assert len(schedule.themes) == themes


@pytest.mark.parametrize(
    "path", [lambda: piece("camp2019-piece.json"), lambda: whole("camp2019.json")]
)
def test_json_holds_what_its_text_holds(path):
    text = path().read_text()
    schedule = read(path())
    assert len(schedule.items) == text.count('"guid"')
    assert {person.source for item in schedule.items for person in item.persons} == set(
        re.findall(r'"id": (\d+),\s*"public_name"', text)
    )
    assert Counter(item.languages for item in schedule.items) == Counter(
        (tag,) for tag in re.findall(r'"language": "(\w+)"', text)
    )


def test_fosdem_2023_has_no_guid_and_no_zone_of_its_own():
    schedule = read(piece("fosdem-2023-piece.xml"), zone="Europe/Brussels")
    first = schedule.items[0]
    assert (first.guid, first.source, first.languages) == ("", "15059", ())
    assert first.begins == datetime(2023, 2, 4, 9, 30, tzinfo=BRUSSELS)
    assert first.abstract == "<p>FOSDEM welcome and opening talk.</p>"
    assert (schedule.zone, schedule.acronym, schedule.base_url) == ("Europe/Brussels", "", "")


def test_fosdem_2023_marks_cancelled_sessions_in_their_titles():
    schedule = read(piece("fosdem-2023-piece.xml"), zone="Europe/Brussels")
    cancelled = [item for item in schedule.items if item.cancelled]
    assert [item.title for item in cancelled] == ["Eliminating ManagedStatic and llvm_shutdown"]
    [instead] = [
        item
        for item in schedule.items
        if (item.room, item.begins) == (cancelled[0].room, cancelled[0].begins)
        and not item.cancelled
    ]
    assert instead.title.startswith("AMENDMENT Interactive")


def test_fosdem_2023_has_links_that_are_none_and_each_is_named():
    schedule = read(piece("fosdem-2023-piece.xml"), zone="Europe/Brussels")
    assert [str(remark) for remark in schedule.remarks] == [
        f"line {line}: the link “{link}” is left out"
        for line, link in bad_links(piece("fosdem-2023-piece.xml").read_text())
    ]
    assert schedule.remarks


def bad_links(text: str) -> list[tuple[int, str]]:
    """Links without a host, with their lines."""
    found = [
        (number, href)
        for number, line in enumerate(text.splitlines(), 1)
        for href in re.findall(r'<link href="([^"]*)"', line)
    ]
    return [(number, href) for number, href in found if not re.match(r"(https?://|mailto:).", href)]


def test_fosdem_2026_says_who_speaks_in_a_list_of_its_own():
    schedule = read(piece("fosdem-2026-piece.xml"))
    [item] = [item for item in schedule.items if item.source == "7886"]
    [person] = item.persons
    assert (person.name, person.source) == ("Michiel Leenaars", "4875")
    assert person.biography.startswith("<p>Michiel Leenaars (1972, Netherlands)")
    assert item.guid == "8ce3ffa3-2053-5f4d-8fc4-f223e5859a53"
    assert item.url == (
        "https://fosdem.org/2026/schedule/event/FE7ULY-foss-in-times-of-war-scarcity-and-ai/"
    )
    assert item.languages == ("en",)


def test_fosdem_2026_names_its_zone_its_themes_and_its_hours():
    schedule = read(piece("fosdem-2026-piece.xml"), zone="America/Toronto")
    assert schedule.zone == "Europe/Brussels"
    assert {theme.slug for theme in schedule.themes} >= {"main"}
    assert (schedule.begins, schedule.ends) == (date(2026, 1, 31), date(2026, 2, 1))
    assert schedule.days[0].ends - schedule.days[0].begins == timedelta(hours=23, minutes=59)


def test_the_camp_writes_paths_that_belong_to_its_base_address():
    schedule = read(piece("camp2019-piece.json"))
    files = [link.url for item in schedule.items for link in item.attachments]
    assert files
    assert all(url.startswith("https://fahrplan.events.ccc.de/system/") for url in files)
    assert {item.slug for item in schedule.items if item.source == "10386"} == {"opening_ceremony"}


def test_the_camp_writes_plain_text_with_html_in_some():
    schedule = read(piece("camp2019-piece.json"))
    known = {
        str(session["id"]): session["abstract"]
        for day in json.loads(piece("camp2019-piece.json").read_text())["schedule"]["conference"][
            "days"
        ]
        for sessions in day["rooms"].values()
        for session in sessions
    }
    opening = next(item for item in schedule.items if item.source == "10386")
    assert opening.abstract == f"<p>{known['10386']}</p>"
