"""What devices hold of an event: a list without names, and what changed since.

The snapshot is 4 bytes (big endian: length of the header), a header in JSON, then for each badge
in the order of their digests: 8 bytes of digest; 1 byte that points into the header's `kinds`;
and for each list of the header one bit a badge, lowest first: inside now. 155,000 badges and four
lists take 1,472,500 bytes and the header.
"""

import json
import os
import struct
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from delegates import codes
from delegates.actions.scans import rule_of
from delegates.doorkeeping import day_of, moment_at
from delegates.models import Badge, CheckinBook, CheckinList, Presence
from events.models import Event

LENGTH = struct.Struct(">I")
MOST_CHANGES = 2_000
# A badge of a kind beyond these points at none: a device knows nothing of it.
MOST_KINDS = 255


def number_of(event: Event) -> int:
    return CheckinBook.objects.filter(event=event).values_list("number", flat=True).first() or 0


def etag(event: Event, number: int) -> str:
    """Changes with each change and each day."""
    today = timezone.now().astimezone(event.tz).date()
    return f'"{number}-{today.isoformat()}"'


def snapshot(event: Event, number: int) -> bytes:
    """The snapshot as of `number`, made once a server. Three queries, or none."""
    place = _place(event, number)
    try:
        return place.read_bytes()
    except FileNotFoundError:
        made = _made(event, number)
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f"{place.name}.{os.getpid()}.tmp")
    draft.write_bytes(made)
    draft.replace(place)
    sweep(event, keep=2)
    return made


def _place(event: Event, number: int) -> Path:
    name = etag(event, number).strip('"')
    return Path(settings.DATA_DIR) / "checkin" / str(event.uid) / name


def sweep(event: Event, *, keep: int) -> None:
    """Deletes all but the `keep` newest snapshots."""
    folder = Path(settings.DATA_DIR) / "checkin" / str(event.uid)
    found = sorted(folder.glob("*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found[keep:]:
        path.unlink(missing_ok=True)


def _made(event: Event, number: int) -> bytes:
    rows = Badge.objects.filter(event=event).values_list("code", "told", "registration")
    lists = list(_used(event))
    inside = _inside(event, lists)
    return packed(
        number=number,
        badges=[(codes.digest(event, code), told, person) for code, told, person in rows],
        lists=[(str(each.uid), inside[each.pk]) for each in lists],
    )


def packed(
    *, number: int, badges: list[tuple[bytes, str, int]], lists: list[tuple[str, set[int]]]
) -> bytes:
    """The snapshot of badges (digest, what was told, whose) and lists (uid, who is inside)."""
    badges = sorted(badges)
    kinds = sorted({told for _digest, told, _person in badges})
    places = {told: min(place, MOST_KINDS) for place, told in enumerate(kinds)}
    header = {
        "number": number,
        "count": len(badges),
        "kinds": [kind_of(told) for told in kinds[:MOST_KINDS]],
        "lists": [uid for uid, _inside in lists],
    }
    said = json.dumps(header).encode()
    people = [person for _digest, _told, person in badges]
    return b"".join(
        [
            LENGTH.pack(len(said)),
            said,
            b"".join(digest for digest, _told, _person in badges),
            bytes(places[told] for _digest, told, _person in badges),
            *(bits(person in inside for person in people) for _uid, inside in lists),
        ]
    )


def bits(values: Iterable[bool]) -> bytes:
    """One bit a value, the first in the lowest bit of the first byte."""
    marks = [1 if value else 0 for value in values]
    marks += [0] * (-len(marks) % 8)
    return bytes(
        sum(marks[start + place] << place for place in range(8))
        for start in range(0, len(marks), 8)
    )


def _used(event: Event) -> Iterable[CheckinList]:
    return CheckinList.objects.filter(event=event, state=CheckinList.State.USED).order_by("pk")


def _inside(event: Event, lists: Iterable[CheckinList]) -> dict[int, set[int]]:
    """The registrations that count as inside, by list; for daily ones those of today."""
    known = {each.pk: each for each in lists}
    found: dict[int, set[int]] = {pk: set() for pk in known}
    now = moment_at(timezone.now(), zone=event.zone, begins=event.begins)
    rows = Presence.objects.filter(checkin_list__in=known, state=Presence.State.INSIDE)
    for pk, person, at in rows.values_list("checkin_list", "registration", "at"):
        rule = rule_of(known[pk])
        there = moment_at(at, zone=event.zone, begins=event.begins)
        if rule["repeat"] != "daily" or day_of(rule, there) == day_of(rule, now):
            found[pk].add(person)
    return found


def kind_of(told: str) -> dict[str, Any]:
    """What a device knows of a badge, without its code."""
    category, standing, days = told.split("/")
    return {
        "category": category,
        "standing": standing,
        "days": [int(day) for day in days.split(".") if day],
    }


def lists_of(event: Event) -> list[dict[str, Any]]:
    """The lists with their rules, as devices take them. One query."""
    return [
        {"uid": str(each.uid), "name": each.name, "gates": each.gates, **rule_of(each)}
        for each in _used(event)
    ]


def changes(event: Event, after: int) -> dict[str, Any]:
    """What changed after the number `after`: badges, presences, lists. Five queries.

    At most MOST_CHANGES of each; `more` says that there are more after `number`.
    """
    newest = number_of(event)
    badges = list(
        Badge.objects.filter(event=event, number__gt=after, number__lte=newest)
        .order_by("number")
        .values_list("number", "code", "told")[: MOST_CHANGES + 1]
    )
    rows = Presence.objects.filter(checkin_list__event=event, number__gt=after, number__lte=newest)
    presences = list(
        rows.order_by("number").values_list(
            "number", "checkin_list__uid", "registration", "state", "at", "entries"
        )[: MOST_CHANGES + 1]
    )
    upto = min(_upto(badges, newest), _upto(presences, newest))
    return {
        "number": upto,
        "more": upto < newest,
        # One change was too large to be told piece by piece.
        "anew": upto <= after < newest,
        "badges": [
            [codes.digest(event, code).hex(), kind_of(told)]
            for number, code, told in badges
            if number <= upto
        ],
        "presences": _told(event, [each for each in presences if each[0] <= upto]),
        "lists": lists_of(event),
        "now": timezone.now().isoformat(),
    }


def _upto(rows: list[Any], newest: int) -> int:
    """The number up to which `rows` are whole."""
    if len(rows) <= MOST_CHANGES:
        return newest
    return int(rows[-1][0]) - 1


def _told(event: Event, presences: list[Any]) -> list[list[Any]]:
    people = {each[2] for each in presences}
    badges = Badge.objects.filter(event=event, registration__in=people)
    digests: dict[int, list[str]] = {}
    for person, code in badges.values_list("registration", "code"):
        digests.setdefault(person, []).append(codes.digest(event, code).hex())
    return [
        [digest, str(uid), state == Presence.State.INSIDE, _day(event, at), at.isoformat(), entries]
        for _number, uid, person, state, at, entries in presences
        for digest in digests.get(person, [])
    ]


def _day(event: Event, at: datetime) -> dict[str, Any]:
    return moment_at(at, zone=event.zone, begins=event.begins)
