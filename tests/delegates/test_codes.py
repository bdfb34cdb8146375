"""Codes and snapshots, by the vectors that the browser is held to too."""

import json
import uuid
from pathlib import Path
from types import SimpleNamespace

import pytest

from delegates import codes
from delegates.queries import snapshots

DATA = Path(__file__).parents[1] / "data" / "checkin"
VECTORS = json.loads((DATA / "codes.json").read_text())
EVENT = SimpleNamespace(uid=uuid.UUID(VECTORS["event"]))


@pytest.fixture(autouse=True)
def _secret(settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = VECTORS["secret"], []


def test_a_token_is_signed_and_read_as_the_vectors_say():
    code, category, days = VECTORS["code"], VECTORS["category"], VECTORS["days"]
    assert codes.sign(EVENT, code, category, days) == VECTORS["token"]
    assert codes.read(EVENT, VECTORS["token"]) == codes.Token(code, category, days)
    assert codes.public_keys(EVENT) == VECTORS["keys"]


def test_a_typed_code_is_read_as_the_vectors_say():
    assert [codes.normalised(typed) for typed, _ in VECTORS["typed"]] == [
        code for _, code in VECTORS["typed"]
    ]
    assert codes.digest(EVENT, VECTORS["code"]).hex() == VECTORS["digest"]


def test_codes_and_their_numbers_are_one():
    for code in ("000000000000", "ZZZZZZZZZZZZ", VECTORS["code"], codes.new_code()):
        assert codes.code_of(codes.number_of(code)) == code


def test_a_snapshot_is_packed_as_the_vectors_say():
    given = json.loads((DATA / "snapshot.json").read_text())
    told = ("delegate/valid/", "press/revoked/0.1")
    badges = [
        (bytes.fromhex(digest), told[number % 2], number)
        for number, digest in enumerate(given["digests"])
    ]
    lists = [("one", set(given["inside"])), ("two", set())]
    assert snapshots.packed(number=7, badges=badges, lists=lists).hex() == given["body"]
