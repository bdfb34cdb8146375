"""Whatever a file holds, it is read or refused with one line, and nothing else happens."""

import copy
import json

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from programme.interchange import frab_json, frab_xml
from programme.interchange.schedule import Schedule, Unreadable
from tests.programme.interchange.schedules import often, piece

JSON = json.loads(piece("camp2019-piece.json").read_text())
XML = etree.parse(piece("fosdem-2026-piece.xml")).getroot()
VALUES: st.SearchStrategy[object] = st.sampled_from(
    [
        *(None, True, 0, -1, 10**30, 1.5, "", " ", "x", "\x00\u202e", "24:00", "٣", "²"),
        *("99999-99-99", "0001-01-01", "2026-02-30", "2019-W34-3", "2019-08-21T11:00:00"),
        *("9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00", "Etc/GMT-14", "1" * 5_000),
        *([], {}, [[]], [{}], {"a": []}),
    ]
)


def read_or_refused(reader, file: bytes) -> None:
    try:
        outcome = reader.read(file, zone="UTC")
    except Unreadable as refused:
        outcome = refused
    assert isinstance(outcome, Schedule) or "\n" not in str(outcome)


def places(value, path=()):
    """The path of everything in a JSON value."""
    yield path
    if isinstance(value, dict):
        for name, held in value.items():
            yield from places(held, (*path, name))
    elif isinstance(value, list):
        for number, held in enumerate(value[:2]):
            yield from places(held, (*path, number))


PLACES = [path for path in places(JSON) if path]


@often
@given(st.lists(st.tuples(st.sampled_from(PLACES), VALUES), min_size=1, max_size=3))
def test_any_json(changes):
    file = copy.deepcopy(JSON)
    for path, value in changes:
        held = file
        for name in path[:-1]:
            try:
                held = held[name]
            except (KeyError, IndexError, TypeError):
                held = {}
        if isinstance(held, dict):
            held[path[-1]] = value
    read_or_refused(frab_json, json.dumps(file).encode())


ELEMENTS = len(list(XML.iter()))
TEXTS = VALUES.map(str).filter(lambda text: "\x00" not in text)


@often
@given(
    st.lists(
        st.tuples(st.integers(0, min(ELEMENTS - 1, 400)), st.booleans(), TEXTS),
        min_size=1,
        max_size=3,
    )
)
def test_any_xml(changes):
    root = copy.deepcopy(XML)
    elements = list(root.iter())
    for number, in_attribute, text in changes:
        element = elements[number]
        if in_attribute and element.attrib:
            element.set(sorted(element.attrib)[0], text)
        elif text:
            element.text = text
        elif element.getparent() is not None:
            element.getparent().remove(element)
    read_or_refused(frab_xml, etree.tostring(root))


@often
@given(st.binary(max_size=200))
def test_any_bytes(file):
    read_or_refused(frab_xml, file)
    read_or_refused(frab_json, file)
    read_or_refused(frab_xml, b"<schedule>" + file)
    read_or_refused(frab_json, b'{"schedule":' + file)
