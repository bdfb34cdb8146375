"""Naming people by a list: tried first, entered in batches, undone in one step."""

import secrets
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.records import note
from delegates.actions.delegations import mail_link
from delegates.arrivals import Fault, Row, read
from delegates.blocks import promised
from delegates.models import Arrival, Delegation, SeatLink
from delegates.refusals import NothingToEnter
from delegates.tasks import registrations as tasks
from events.actions.team import hash_of

State = Arrival.State
BATCH = 100


@transaction.atomic
def try_list(
    delegation: Delegation, *, name: str, content: bytes, languages: list[str], by: Any
) -> Arrival:
    """Reads the file and keeps what it found: the good rows and every fault. Nobody is invited
    yet. Whoever has a link or a seat of the delegation by the same address is left out, so that
    the same file can come again. Raises NoList.
    """
    today = timezone.now().astimezone(delegation.event.tz).date()
    found = read(name, content, today=today, languages=languages)
    known = _known(delegation)
    rows = [row for row in found.rows if row.email not in known]
    made = Arrival.objects.create(
        delegation=delegation,
        by=by,
        rows=[row.__dict__ for row in rows],
        faults=[fault.stored() for fault in [*found.faults, *_too_many(delegation, rows)]],
        known=len(found.rows) - len(rows),
    )
    note(by, "tried a list of people", made)
    return made


def _known(delegation: Delegation) -> set[str]:
    ready = delegation.links.filter(kind=SeatLink.Kind.SEAT, state=SeatLink.State.READY)
    return set(ready.exclude(address="").values_list("address", flat=True))


def _too_many(delegation: Delegation, rows: list[Row]) -> list[Fault]:
    left = delegation.free - promised(delegation)
    if len(rows) <= left:
        return []
    words = ngettext(
        "The delegation has %(left)d seat left; the list has %(rows)d people.",
        "The delegation has %(left)d seats left; the list has %(rows)d people.",
        left,
    )
    return [Fault("", words % {"left": left, "rows": len(rows)})]


@transaction.atomic
def enter(arrival: Arrival, *, by: Any) -> Arrival:
    """Has the good rows entered, each with a link that is mailed. Raises NothingToEnter."""
    held = Arrival.objects.select_for_update().get(pk=arrival.pk)
    if held.state != State.TRIED or not held.rows or held.too_many:
        raise NothingToEnter
    held.state = State.ENTERED
    held.save(update_fields=["state"])
    note(by, "entered a list of people", held)
    tasks.enter_arrival.enqueue(held.pk)
    return held


def enter_rows(arrival: int) -> int:
    """Enters what is left, BATCH rows a transaction; how many were entered. May run twice: a row
    goes in the transaction that makes its link.
    """
    entered = 0
    while (count := _enter_some(arrival)) is not None:
        entered += count
    return entered


@transaction.atomic
def _enter_some(pk: int) -> int | None:
    rows = Arrival.objects.select_for_update(of=("self",)).select_related("delegation__event")
    held = rows.get(pk=pk)
    if held.state != State.ENTERED or not held.rows:
        return None
    some, held.rows = held.rows[:BATCH], held.rows[BATCH:]
    block = Delegation.objects.select_for_update().get(pk=held.delegation_id)
    known, left = _known(block), block.free - promised(block)
    new = [Row(**row) for row in some if row["email"] not in known][: max(0, left)]
    tokens = {row.email: secrets.token_urlsafe(24) for row in new}
    links = SeatLink.objects.bulk_create(_link(held, row, tokens[row.email]) for row in new)
    for link in links:
        mail_link(held.delegation, link, tokens[link.address])
    held.save(update_fields=["rows"])
    return len(links)


def _link(arrival: Arrival, row: Row, token: str) -> SeatLink:
    return SeatLink(
        delegation=arrival.delegation,
        token_hash=hash_of(token),
        address=row.email,
        full_name=row.full_name,
        arrival=arrival,
        made_by_id=arrival.by_id,
        lapses_at=_end_of(row.until, arrival) if row.until else None,
    )


def _end_of(day: str, arrival: Arrival) -> datetime:
    last = date.fromisoformat(day) + timedelta(days=1)
    there = datetime.combine(last, time.min, tzinfo=arrival.delegation.event.tz)
    return there.astimezone(UTC)


@transaction.atomic
def undo(arrival: Arrival, *, by: Any) -> int:
    """Revokes every link of the list that nobody used yet; how many. Whoever came stays."""
    held = Arrival.objects.select_for_update().get(pk=arrival.pk)
    held.state, held.rows = State.UNDONE, []
    held.save(update_fields=["state", "rows"])
    unused = SeatLink.objects.filter(arrival=held, used=0, state=SeatLink.State.READY)
    count = unused.update(state=SeatLink.State.REVOKED)
    note(by, "undid a list of people", held)
    return count
