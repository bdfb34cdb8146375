"""The rules at the door, by the vectors that the browser's rules are held to too."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from delegates import doorkeeping

VECTORS = json.loads((Path(__file__).parents[1] / "data/checkin/rules.json").read_text())
RULE = {"categories": [], "days": [], "opens": "", "closes": "", "repeat": "daily"}
BADGE = {"category": "delegate", "standing": "valid", "days": []}
MOMENT = {"day": 0, "clock": "10:00"}


def named(vectors):
    return {"argvalues": vectors, "ids": [each["why"] for each in vectors]}


@pytest.mark.parametrize("given", **named(VECTORS["decide"]))
def test_the_door_decides_as_the_vectors_say(given):
    decided = doorkeeping.decide(
        rule=RULE | given["rule"],
        badge=None if given["badge"] is None else BADGE | given["badge"],
        presence=doorkeeping.OUTSIDE | given["presence"],
        moment=MOMENT | given["moment"],
        kind=given["kind"],
    )
    assert decided == {"verdict": given["verdict"], "reason": given["reason"]}


@pytest.mark.parametrize("given", **named(VECTORS["moments"]))
def test_days_and_hours_are_those_of_the_event(given):
    at = datetime.fromisoformat(given["at"])
    begins = date.fromisoformat(given["begins"])
    found = doorkeeping.moment_at(at, zone=given["zone"], begins=begins)
    assert found == {"day": given["day"], "clock": given["clock"]}


def scan(number, name, kind, more=None):
    plain = {"id": name, "kind": kind, "undoes": None, "verdict": "admitted", "sequence": number}
    return plain | {"at": f"2001-10-09T14:00:0{number}.000Z"} | MOMENT | (more or {})


@pytest.mark.parametrize("given", **named(VECTORS["fold"]))
def test_where_somebody_stands_is_the_fold_of_her_scans(given):
    scans = [scan(number, *each) for number, each in enumerate(given["scans"])]
    found = doorkeeping.fold(
        scans, rule=RULE | given["rule"], base=doorkeeping.OUTSIDE | given["base"]
    )
    wanted = ("inside", "entries", "doubles")
    assert [found[name] for name in wanted] == [given[name] for name in wanted]
