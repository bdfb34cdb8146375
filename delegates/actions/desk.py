"""What is done at a desk: somebody found, a stranger registered, a typed code, a badge."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from access.limits import Limit, TooMany
from accounts.records import note
from delegates import codes, doorkeeping
from delegates.actions import badges, take_overs
from delegates.actions.registrations import register
from delegates.actions.scans import receive, rule_of
from delegates.answers import Answers
from delegates.models import Badge, CheckinList, Device, Registration
from delegates.queries.checkin import Found, found_people, presence_of, search
from delegates.queries.snapshots import kind_of
from delegates.refusals import TooManyMails

MAILS = Limit("delegates.desk_mails", 300, 3_600)


@dataclass(frozen=True)
class Decided:
    """What the door says: verdict and reason, and whose badge it was."""

    verdict: str
    reason: str
    badge: Badge | None = None


def register_stranger(
    device: Device, *, answers: Answers, lang: str, address: str = ""
) -> Registration:
    """Registers somebody who stands at the desk, without an account, and gives her a badge.

    Where no seat is free she waits and gets none. With an `address` she gets a mail by which she
    takes the registration over. Raises seats.Busy, TooManyMails.
    """
    if address:
        count_mail(device)
    with transaction.atomic():
        made = register(
            event=device.event,
            person=None,
            answers=answers,
            by=device.person or device.made_by,
            lang=lang,
            at_the_desk=True,
        )
        if made.state == Registration.State.CONFIRMED:
            badges.issue(made, by=device.person or device.made_by)
        if address:
            take_overs.offer(made, address=address, by=device.person or device.made_by)
    return made


def find_people(device: Device, words: str, languages: Sequence[str]) -> list[Found]:
    """Whom a search shows. On record are the device, who opened it there and how many were shown,
    never the words.
    """
    found = search(device.event, words, languages)
    told = [f"device:{device.pk}", f"shown:{len(found)}"]
    note(device.person, "searched for people at a desk", device.event, told)
    return found


def show_wearer(device: Device, badge: Badge, languages: Sequence[str]) -> list[Found]:
    """Whose badge it is."""
    note(device.person, "read whose badge it is", badge.registration, [f"device:{device.pk}"])
    return found_people([badge.registration], languages)


def count_mail(device: Device) -> None:
    """A lost device must not mail the world. Raises TooManyMails."""
    try:
        MAILS.take(str(device.pk))
    except TooMany as error:
        raise TooManyMails from error


def scan_typed(
    device: Device, *, checkin_list: CheckinList, typed: str, kind: str, gate: str = ""
) -> Decided:
    """Decides about a code here and stores the scan: for a browser without scripts."""
    event, now = device.event, timezone.now()
    badge = _badge(device, typed)
    decided = doorkeeping.decide(
        rule=rule_of(checkin_list),
        badge=kind_of(badge.told) if badge else None,
        presence=presence_of(checkin_list, badge.registration) if badge else doorkeeping.OUTSIDE,
        moment=doorkeeping.moment_at(now, zone=event.zone, begins=event.begins),
        kind=kind,
    )
    if badge:
        receive(device, [_item(checkin_list, badge, now, kind, gate, decided)])
    return Decided(decided["verdict"], decided["reason"], badge)


def _badge(device: Device, typed: str) -> Badge | None:
    code = codes.normalised(typed)
    if len(code) > codes.LENGTH:
        try:
            code = codes.read(device.event, code).code
        except codes.Forged:
            return None
    rows = Badge.objects.filter(event=device.event, code=code)
    return rows.select_related("registration__organisation", "event").first()


def _item(
    checkin_list: CheckinList,
    badge: Badge,
    now: Any,
    kind: str,
    gate: str,
    decided: dict[str, str],
) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "kind": kind,
        "list": str(checkin_list.uid),
        "code": badge.code,
        "gate": gate,
        "at": now.isoformat(),
        "sequence": int(now.timestamp() * 1000),
        "rule": checkin_list.version,
        **decided,
    }
