"""What devices scanned: stored once each, parked where it cannot be, and folded."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from django.utils import timezone

from delegates import doorkeeping
from delegates.actions.badges import advance
from delegates.models import Badge, CheckinList, Device, ParkedScan, Presence, Scan
from delegates.seats import patiently

MOST = 500
YEAR_MS = 366 * 24 * 3600 * 1000
Why = ParkedScan.Why


class Sent(msgspec.Struct, kw_only=True):
    """One scan as a device sends it. `offset`: milliseconds that its clock was behind."""

    id: UUID
    kind: Literal["entry", "exit", "undo"]
    list: UUID
    code: Annotated[str, msgspec.Meta(pattern="^[0-9A-Z]{12}$")]
    gate: Annotated[str, msgspec.Meta(max_length=80)] = ""
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    offset: Annotated[int, msgspec.Meta(ge=-YEAR_MS, le=YEAR_MS)] = 0
    sequence: Annotated[int, msgspec.Meta(ge=0, le=2**53)]
    verdict: Literal["admitted", "by_hand", "refused"]
    reason: Annotated[str, msgspec.Meta(pattern="^[a-z_]{0,12}$")] = ""
    rule: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)] = 0
    undoes: UUID | None = None

    def __post_init__(self) -> None:
        if not 2000 < self.at.year < 2200:
            raise ValueError("at")
        if (self.kind == "undo") != (self.undoes is not None):
            raise ValueError("undoes")
        if not self.gate.isprintable():
            raise ValueError("gate")


@dataclass(frozen=True)
class Answer:
    """What became of one item: stored, known (it had been sent before), or parked and why."""

    id: str
    state: str
    why: str = ""


def receive(device: Device, items: Sequence[Any]) -> list[Answer]:
    """Takes up to MOST scans and answers each, in their order. Sending them again does no harm.

    What an ended device sends is parked. Raises ValueError above MOST, seats.Busy.
    """
    if len(items) > MOST:
        raise ValueError(f"at most {MOST} scans at once")
    return _receive(device, [(_id_of(item), _read(item), item) for item in items])


def _id_of(item: Any) -> str:
    """Its UUID; what has none is known by its content, so that it is parked once only."""
    found = item.get("id") if isinstance(item, dict) else None
    try:
        return str(UUID(found))
    except (TypeError, ValueError, AttributeError):
        return hashlib.sha256(_kept(item).encode()).hexdigest()


def _read(item: Any) -> Sent | None:
    try:
        return msgspec.convert(item, Sent)
    except (msgspec.ValidationError, ValueError):
        return None


def _kept(item: Any) -> str:
    return json.dumps(item, sort_keys=True)[:2_000]


@patiently
def _receive(device: Device, items: Sequence[tuple[str, Sent | None, Any]]) -> list[Answer]:
    number = advance(device.event)
    known = _known([uid for uid, _sent, _item in items])
    finder = _Finder(device, [sent for _uid, sent, _item in items if sent])
    answers, scans, parked = [], [], []
    for uid, sent, item in items:
        if uid in known:
            answers.append(Answer(uid, "known"))
            continue
        known.add(uid)
        scan, why = finder.scan_of(sent)
        if scan:
            scans.append(scan)
        else:
            parked.append(
                ParkedScan(uid=uid, event=device.event, device=device, why=why, sent=_kept(item))
            )
        answers.append(Answer(uid, "parked" if why else "stored", why))
    Scan.objects.bulk_create(scans)
    ParkedScan.objects.bulk_create(parked)
    fold_anew(scans, number)
    return answers


def _known(uids: Sequence[str]) -> set[str]:
    scans = Scan.objects.filter(uid__in=[uid for uid in uids if len(uid) == 36])
    parked = ParkedScan.objects.filter(uid__in=uids)
    return {str(uid) for uid in scans.values_list("uid", flat=True)} | set(
        parked.values_list("uid", flat=True)
    )


class _Finder:
    """The lists and badges that a batch names. Two queries."""

    def __init__(self, device: Device, sent: Sequence[Sent]) -> None:
        self.device = device
        self.now = timezone.now()
        codes, lists = {each.code for each in sent}, {each.list for each in sent}
        badges = Badge.objects.filter(event=device.event_id, code__in=codes)
        self.badges = {badge.code: badge for badge in badges}
        rows = CheckinList.objects.filter(event=device.event_id, uid__in=lists)
        self.lists = {each.uid: each for each in rows.select_related("event")}

    def scan_of(self, sent: Sent | None) -> tuple[Scan | None, str]:
        """The row, or why there is none."""
        if self.device.state == Device.State.ENDED or self.device.until <= self.now:
            return None, Why.ENDED
        if sent is None:
            return None, Why.BROKEN
        checkin_list, badge = self.lists.get(sent.list), self.badges.get(sent.code)
        if checkin_list is None:
            return None, Why.NO_LIST
        if badge is None:
            return None, Why.NO_BADGE
        return self._row(sent, checkin_list, badge), ""

    def _row(self, sent: Sent, checkin_list: CheckinList, badge: Badge) -> Scan:
        return Scan(
            uid=sent.id,
            event_id=self.device.event_id,
            checkin_list=checkin_list,
            badge=badge,
            registration_id=badge.registration_id,
            device=self.device,
            sequence=sent.sequence,
            gate=sent.gate,
            kind=sent.kind,
            undoes=sent.undoes,
            verdict=sent.verdict,
            reason=sent.reason,
            rule_version=sent.rule,
            device_time=sent.at,
            offset=sent.offset,
            at=sent.at + timedelta(milliseconds=sent.offset),
        )


def fold_anew(scans: Iterable[Scan], number: int) -> None:
    """Writes where those whom `scans` are about stand on their lists now. Two queries a list."""
    touched: dict[int, tuple[CheckinList, set[int]]] = {}
    for scan in scans:
        found = touched.setdefault(scan.checkin_list_id, (scan.checkin_list, set()))
        found[1].add(scan.registration_id)
    for checkin_list, people in touched.values():
        _fold_list(checkin_list, people, number)


def _fold_list(checkin_list: CheckinList, people: set[int], number: int) -> None:
    by_person: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = Scan.objects.filter(checkin_list=checkin_list, registration__in=people)
    for scan in rows:
        by_person[scan.registration_id].append(_plain(scan, checkin_list))
    rule = rule_of(checkin_list)
    presences = [
        _presence(checkin_list, person, doorkeeping.fold(found, rule=rule), number)
        for person, found in by_person.items()
    ]
    Presence.objects.bulk_create(
        [each for each in presences if each],
        update_conflicts=True,
        unique_fields=["checkin_list", "registration"],
        update_fields=["state", "at", "entries", "doubles", "number"],
    )


def _presence(
    checkin_list: CheckinList, person: int, state: dict[str, Any], number: int
) -> Presence:
    return Presence(
        checkin_list=checkin_list,
        registration_id=person,
        state=Presence.State.INSIDE if state["inside"] else Presence.State.OUTSIDE,
        at=datetime.fromisoformat(state["at"]) if state["at"] else timezone.now(),
        entries=state["entries"],
        doubles=state["doubles"],
        number=number,
    )


def _plain(scan: Scan, checkin_list: CheckinList) -> dict[str, Any]:
    event = checkin_list.event
    return {
        "id": str(scan.uid),
        "kind": scan.kind,
        "undoes": str(scan.undoes) if scan.undoes else None,
        "verdict": scan.verdict,
        "at": scan.at.isoformat(),
        "sequence": scan.sequence,
        **doorkeeping.moment_at(scan.at, zone=event.zone, begins=event.begins),
    }


def rule_of(checkin_list: CheckinList) -> dict[str, Any]:
    """The rule of a list as plain JSON, for decisions here and on devices."""
    opens, closes = checkin_list.opens, checkin_list.closes
    return {
        "categories": checkin_list.categories,
        "days": checkin_list.days,
        "opens": f"{opens:%H:%M}" if opens else "",
        "closes": f"{closes:%H:%M}" if closes else "",
        "repeat": checkin_list.repeat,
        "version": checkin_list.version,
    }
