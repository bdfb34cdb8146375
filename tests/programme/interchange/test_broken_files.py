"""Every broken file gets one clear line with the place in the file."""

import json
from pathlib import Path

import pytest

from programme.interchange import frab_xml
from programme.interchange.reader import LIMIT, read
from programme.interchange.schedule import Unreadable
from tests.programme.interchange.schedules import piece

XML = piece("fosdem-2026-piece.xml").read_text()
JSON = piece("camp2019-piece.json").read_text()
BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE lolz [\n<!ENTITY a "aaaaaaaaaa">\n'
    + "\n".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "\n]>\n<schedule><conference><title>&i;</title></conference></schedule>"
)


def refusal(path: Path, **options) -> str:
    with pytest.raises(Unreadable) as refused:
        read(path, **options)
    line = str(refused.value)
    assert "\n" not in line
    assert len(line) < 500
    assert line.startswith(f"{refused.value.place}: ")
    return line


@pytest.fixture
def written(tmp_path):
    """Writes text or bytes to a file and returns its path."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "schedule"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def changed(text: str, old: str, new: str) -> str:
    """The text with the first `old` replaced."""
    assert old in text
    return text.replace(old, new, 1)


def json_with(change) -> str:
    """The camp with a change to its first day's sessions in its first room."""
    file = json.loads(JSON)
    change(file["schedule"]["conference"])
    return json.dumps(file)


FIRST_EVENT = f"line {line_of(XML, '<event ')}: "


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", "line 1: not XML and not JSON: neither < nor { comes first"),
        ("%PDF-1.7", "line 1: not XML and not JSON: neither < nor { comes first"),
        ("<schedule>\n<day>", "line 2: not XML: no element found"),
        ("<schedule>\n</day></schedule>", "line 2: not XML: mismatched tag"),
        ("<html><body/></html>", "line 1: the file begins with <html> and not with <schedule>"),
        ("<schedule/>", "line 1: <conference> is missing"),
        (b"<schedule>\xff</schedule>", "line 1: not XML: not well-formed (invalid token)"),
        ("<a>" * 30, "line 1: more than 20 elements stand inside each other"),
        ('{"schedule": ', "line 1, column 14: not JSON: Expecting value"),
        ("{}", "$.schedule: missing"),
        ('{"schedule": []}', "$.schedule: an object is expected here"),
        ('{"schedule": {"conference": {"days": {}}}}', "$.schedule.conference.days: a list"),
        ('{"a": ' + "[" * 100_000, "$: nested too deep"),
        ('{"a": NaN}', "$: not JSON: NaN"),
        ('{"a": 1, "a": 2}', "$: the key “a” stands twice in one object"),
        (b'{"\xff": 1}', "byte 2: not UTF-8"),
    ],
)
def test_what_is_no_schedule_is_refused(written, content, line):
    assert refusal(written(content)).startswith(line)


def test_an_entity_bomb_is_refused_where_it_is_declared(written):
    assert refusal(written(BOMB)) == (
        "line 2: a document type is declared (<!DOCTYPE …>), which may hold entities"
    )


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("<schedule>" + "<a/>" * 500_000, "line 1: more than 500,000 elements"),
        (
            "<schedule " + " ".join(f"a{number}=''" for number in range(51)) + "/>",
            "line 1: more than 50 attributes in one element",
        ),
        ('{"a": [' + "[]," * 1_000_000, "$: more than 1,000,000 objects and lists"),
        ('{"a": [' + '"",' * 2_000_001, "$: more than 2,000,000 texts"),
    ],
    ids=["elements", "attributes", "lists", "texts"],
)
def test_a_crowd_of_small_things_is_refused(written, content, line):
    assert refusal(written(content)) == line


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_an_entity_bomb_in_another_encoding_is_refused(written, encoding):
    bomb = BOMB.replace('<?xml version="1.0"?>', "")
    assert "a document type is declared" in refusal(written(bomb.encode(encoding)))


def test_a_file_from_outside_is_never_asked_for(written, tmp_path):
    (tmp_path / "secret").write_text("secret")
    content = (
        f'<!DOCTYPE s [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><schedule>&x;</schedule>'
    )
    assert "a document type is declared" in refusal(written(content))


def test_lxml_alone_reads_no_entity_either():
    from lxml import etree

    root = etree.fromstring(
        b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/hostname">]><s>&x;</s>', frab_xml.hardened()
    )
    assert not "".join(root.itertext(tag="s")).strip()


def test_50_megabytes_are_refused_before_they_are_read(tmp_path):
    path = tmp_path / "large.xml"
    with path.open("wb") as file:
        file.write(b"<schedule>")
        file.truncate(LIMIT)
    assert refusal(path) == (
        "byte 50,000,000: the file has 50,000,000 bytes, less than 50,000,000 are taken"
    )


def test_utf_16_is_read(written):
    text = XML.replace('<?xml version="1.0" encoding="UTF-8"?>', "").replace(
        "<?xml version='1.0' encoding='UTF-8'?>", ""
    )
    assert len(read(written(text.encode("utf-16"))).items) == XML.count("<event ")


def test_a_byte_order_mark_is_no_obstacle(written):
    assert read(written(b"\xef\xbb\xbf" + JSON.encode())).title == "Chaos Communication Camp 2019"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("<days>2</days>", "<days>3</days>", "a day is missing: 3 are announced, 2 stand here"),
        ('<day index="2"', '<day index="3"', "day 2 is missing: here stands day 3"),
        ('date="2026-02-01"', 'date="2026-01-31"', "day 2 is not later than the day before"),
        ('date="2026-01-31" start="2026-01-31T09:00:00+01:00"', "", "the day has no date"),
        ('<room name="Janson"', '<room name=" "', "the session has no room: the room has no name"),
        ("<room>Janson</room>", "", FIRST_EVENT + "the session has no room"),
        ("<room>Janson</room>", "<room/>", FIRST_EVENT + "the session has no room"),
        (
            "<room>Janson</room>",
            "<room>Elsewhere</room>",
            FIRST_EVENT + "the session names the room “Elsewhere” in “Janson”",
        ),
        ("Europe/Brussels", "Europe/Bruxelles", "“Europe/Bruxelles” is no IANA time zone"),
        ("Europe/Brussels", "../etc/passwd", "“../etc/passwd” is no IANA time zone"),
        (
            "2026-01-31T09:30:00+01:00",
            "2026-01-31T09:30:00+02:00",
            FIRST_EVENT
            + "“2026-01-31T09:30:00+02:00” has another offset than Europe/Brussels has then (+01",
        ),
        (
            "<start>09:30</start>",
            "<start>08:30</start>",
            FIRST_EVENT + "date and start disagree: 09:30 and 08:30 in Europe/Brussels",
        ),
        ("<start>09:30</start>", "<start>half</start>", FIRST_EVENT + "“half” is no time of day"),
        (
            "2026-01-31T09:30:00+01:00",
            "2026-02-03T09:30:00+01:00",
            FIRST_EVENT + "the session of 2026-02-03 stands under the day 2026-01-31",
        ),
        ("2026-01-31T09:30:00+01:00", "soon", FIRST_EVENT + "“soon” is no date with time"),
        ("<duration>00:20</duration>", "<duration>20</duration>", FIRST_EVENT + "“20” is no dur"),
        ("<duration>00:20</duration>", "", FIRST_EVENT + "“” is no duration"),
        ("<title>Welcome to FOSDEM 2026</title>", "<title/>", FIRST_EVENT + "the session has no t"),
        ("<title>FOSDEM 2026</title>", "", "the event has no title"),
        ('<event guid="9c3ebb8c', '<event guid="x', FIRST_EVENT + "the guid “x-7716"),
    ],
)
def test_one_fault_in_xml_gets_one_line(written, old, new, line):
    assert line in refusal(written(changed(XML, old, new)))


def test_overlapping_sessions_are_named_both_with_their_places(written):
    text = changed(XML, "<duration>00:20</duration>", "<duration>00:31</duration>")
    second = line_of(XML, '<event guid="8ce3ffa3')
    assert refusal(written(text)) == (
        f"line {second}: “FOSS in times of war, scarcity and (adversarial) AI” begins in Janson at "
        f"2026-01-31 10:00, while “Welcome to FOSDEM 2026” (line {second - 26}) lasts until 10:01"
    )


def test_a_cancelled_session_may_overlap(written):
    text = changed(XML, "<duration>00:20</duration>", "<duration>00:31</duration>")
    text = changed(text, "<title>Welcome to", "<title>CANCELLED Welcome to")
    schedule = read(written(text))
    assert [item.title for item in schedule.items if item.cancelled] == ["Welcome to FOSDEM 2026"]


def test_a_session_outside_every_room_is_refused(written):
    text = changed(XML, '<day index="2"', '<day index="2"').replace(
        "</day>\n</schedule>", '<event id="1"><title>x</title></event></day>\n</schedule>'
    )
    line = line_of(text, '<event id="1">')
    assert refusal(written(text)) == f"line {line}: the session has no room"


def test_a_session_outside_every_day_is_refused(written):
    text = XML.replace("</schedule>", '<room name="x"><event id="1"/></room></schedule>')
    line = line_of(text, '<room name="x">')
    assert refusal(written(text)) == f"line {line}: the session has no day"


def test_a_guid_that_stands_twice_is_refused(written):
    other = "8ce3ffa3-2053-5f4d-8fc4-f223e5859a53"
    text = changed(XML, "9c3ebb8c-7716-5130-b9fe-ff8544f5636d", other)
    assert f"the guid {other} stands here again, first at line" in refusal(written(text))


def test_a_file_without_a_zone_asks_for_one(written):
    text = changed(XML, "<time_zone_name>Europe/Brussels</time_zone_name>", "")
    assert "the file names no time zone" in refusal(written(text))
    assert read(written(text), zone="Europe/Brussels").zone == "Europe/Brussels"
    assert "has another offset" in refusal(written(text), zone="America/Toronto")
    assert "is no IANA time zone" in refusal(written(text), zone="Mars/Olympus")


def test_html_that_is_too_deep_is_refused_with_its_place(written):
    deep = "&lt;b>" * 40
    text = changed(XML, "<abstract>", f"<abstract>{deep}")
    assert refusal(written(text)) == (
        FIRST_EVENT + "abstract: more than 30 HTML tags stand inside each other"
    )


def test_a_place_behind_line_65535_is_right_to_a_line(written):
    text = changed(XML, "<schedule>", "<schedule>" + "\n" * 70_000)
    text = changed(text, "<room>Janson</room>", "<room/>")
    line = line_of(text, "<event ")
    assert refusal(written(text)) in {
        f"line {line}: the session has no room",
        f"line {line + 1}: the session has no room",
    }


FIRST_SESSION = "$.schedule.conference.days[0].rooms.Curie[0]: "


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda c: c["days"].clear(), "$.schedule.conference: the file has no day"),
        (lambda c: c["days"].pop(), "$.schedule.conference: a day is missing: 5 are announced, 4"),
        (lambda c: c["days"].pop(1), "$.schedule.conference.days[1]: day 2 is missing"),
        (lambda c: c["days"][0].pop("rooms"), "$.schedule.conference.days[0].rooms: missing"),
        (
            lambda c: c["days"][0]["rooms"].update({"Curie": None}),
            "$.schedule.conference.days[0].rooms.Curie: missing",
        ),
        (lambda c: c.update(time_zone_name="Berlin"), "$.schedule.conference: “Berlin” is no IANA"),
        (lambda c: first(c).pop("room"), FIRST_SESSION + "the session has no room"),
        (lambda c: first(c).update(room=None), FIRST_SESSION + "the session has no room"),
        (
            lambda c: first(c).update(duration="20:00"),
            "$.schedule.conference.days[0].rooms.Curie[1]: “",
        ),
        (
            lambda c: first(c).update(date="2019-08-21T11:00:00+05:30"),
            FIRST_SESSION + "“2019-08-21T11:00:00+05:30” has another offset than Europe/Berlin",
        ),
        (lambda c: first(c).update(title={"en": "x"}), FIRST_SESSION[:-2] + ".title: text is exp"),
        (lambda c: first(c).update(persons=[1]), FIRST_SESSION[:-2] + ".persons[0]: an object is"),
        (
            lambda c: c["days"][0]["rooms"].update({"Room “B”\n": [{}]}),
            "$.schedule.conference.days[0].rooms['Room “B”\\n'][0]: the session has no room",
        ),
    ],
)
def test_one_fault_in_json_gets_one_line(written, change, line):
    assert refusal(written(json_with(change))).startswith(line)


def first(conference):
    return conference["days"][0]["rooms"]["Curie"][0]


def test_a_language_that_is_no_tag_is_left_out_with_a_remark(written):
    schedule = read(written(changed(JSON, '"language": "en"', '"language": "english"')))
    assert [str(remark) for remark in schedule.remarks] == [
        FIRST_SESSION + "“english” is no language tag"
    ]


def test_an_hour_that_spring_skips_is_refused(written):
    text = piece("fosdem-2023-piece.xml").read_text()
    text = text.replace("2023-02-04", "2023-03-26").replace("2023-02-05", "2023-03-27")
    text = changed(text, "<day_change>09:00:00</day_change>", "")
    text = changed(text, "<start>09:30</start>", "<start>02:30</start>")
    assert "2023-03-26 02:30 does not exist in Europe/Brussels" in refusal(
        written(text), zone="Europe/Brussels"
    )


def test_a_session_before_the_change_of_day_belongs_to_the_night(written):
    text = changed(
        piece("fosdem-2023-piece.xml").read_text(), "<start>09:30</start>", "<start>01:15</start>"
    )
    schedule = read(written(text), zone="Europe/Brussels")
    [late] = [item for item in schedule.items if item.source == "15059"]
    assert late.begins.isoformat() == "2023-02-05T01:15:00+01:00"
