"""The rules at the door, the same as in frontend/src/checkin/rules.ts.

Both are held together by tests/data/checkin: what comes in and out is plain JSON.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

REFUSED, ADMITTED, BY_HAND = "refused", "admitted", "by_hand"
OUTSIDE: dict[str, Any] = {"inside": False, "day": None, "at": None, "entries": 0, "doubles": 0}


def moment_at(at: datetime, *, zone: str, begins: date) -> dict[str, Any]:
    """The day (0 = the event's first) and the hour at the event."""
    local = at.astimezone(ZoneInfo(zone))
    return {"day": (local.date() - begins).days, "clock": f"{local:%H:%M}"}


def day_of(rule: Mapping[str, Any], moment: Mapping[str, Any]) -> int:
    """The day to which a moment counts: what closes in the morning belongs to the day before."""
    late = rule["opens"] and rule["closes"] and rule["closes"] <= rule["opens"]
    return int(moment["day"]) - (1 if late and moment["clock"] < rule["closes"] else 0)


def decide(
    *,
    rule: Mapping[str, Any],
    badge: Mapping[str, Any] | None,
    presence: Mapping[str, Any],
    moment: Mapping[str, Any],
    kind: str,
) -> dict[str, str]:
    """The verdict and its reason; `badge` is None for a code that nobody knows."""
    if badge is None:
        return _refused("unknown")
    if kind == "exit":
        return _admitted("" if presence["inside"] else "not_in")
    reason = (
        _standing(badge)
        or _who(rule, badge, moment)
        or _when(rule, moment)
        or _again(rule, presence, moment)
    )
    return _refused(reason) if reason else _admitted("")


def _admitted(reason: str) -> dict[str, str]:
    return {"verdict": ADMITTED, "reason": reason}


def _refused(reason: str) -> dict[str, str]:
    return {"verdict": REFUSED, "reason": reason}


def _standing(badge: Mapping[str, Any]) -> str:
    return "" if badge["standing"] == "valid" else str(badge["standing"])


def _who(rule: Mapping[str, Any], badge: Mapping[str, Any], moment: Mapping[str, Any]) -> str:
    if rule["categories"] and badge["category"] not in rule["categories"]:
        return "other_list"
    if badge["days"] and day_of(rule, moment) not in badge["days"]:
        return "other_day"
    return ""


def _when(rule: Mapping[str, Any], moment: Mapping[str, Any]) -> str:
    if rule["days"] and day_of(rule, moment) not in rule["days"]:
        return "closed_day"
    opens, closes, clock = rule["opens"], rule["closes"], moment["clock"]
    late = bool(opens and closes and closes <= opens)
    if late:
        return "too_early" if closes <= clock < opens else ""
    if opens and clock < opens:
        return "too_early"
    return "too_late" if closes and clock >= closes else ""


def _again(rule: Mapping[str, Any], presence: Mapping[str, Any], moment: Mapping[str, Any]) -> str:
    if not presence["inside"] or rule["repeat"] == "free":
        return ""
    same = rule["repeat"] == "once" or presence["day"] == day_of(rule, moment)
    return "in_already" if same else ""


def fold(
    scans: Iterable[Mapping[str, Any]],
    *,
    rule: Mapping[str, Any],
    base: Mapping[str, Any] = OUTSIDE,
) -> dict[str, Any]:
    """Where somebody stands after her scans, in the order of their corrected times.

    Each scan has id, kind, undoes, verdict, at, sequence, and the day and clock of its moment.
    Refused scans change nothing, nor do those that were undone.
    """
    ordered = sorted(scans, key=lambda scan: (scan["at"], scan["sequence"], scan["id"]))
    known = {scan["id"] for scan in ordered}
    undone = {scan["undoes"] for scan in ordered if scan["kind"] == "undo"}
    state = dict(base)
    for scan in ordered:
        if scan["kind"] == "undo":
            if scan["undoes"] not in known:
                state = state | {"inside": not state["inside"]}
        elif scan["id"] not in undone and scan["verdict"] != REFUSED:
            state = _after(state, scan, rule)
    return state


def _after(
    state: Mapping[str, Any], scan: Mapping[str, Any], rule: Mapping[str, Any]
) -> dict[str, Any]:
    day = day_of(rule, scan)
    if scan["kind"] == "exit":
        return dict(state) | {"inside": False, "day": day, "at": scan["at"]}
    twice = bool(_again(rule, state, scan)) and scan["verdict"] == ADMITTED
    return {
        "inside": True,
        "day": day,
        "at": scan["at"],
        "entries": state["entries"] + 1,
        "doubles": state["doubles"] + (1 if twice else 0),
    }


def date_of(day: int, begins: date) -> date:
    return begins + timedelta(days=day)
