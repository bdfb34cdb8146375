"""One thing done with everybody on a list: asked, looked at, begun, paused, gone on with."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.records import note
from delegates.actions import mailing, registrations, waiting
from delegates.filters import Rows, Wanted
from delegates.models import Batch, BatchItem, Registration
from delegates.refusals import Full, NobodyThere, NotThere, WordsAreMissing
from delegates.tasks import batches as batch_tasks
from events.models import Event

State, Why = Batch.State, BatchItem.Why
PIECE = 50


def fitting(kind: str, rows: Rows) -> Rows:
    """Those of a list with whom it can be done."""
    if kind == Batch.Kind.MOVE_UP:
        return rows.filter(state=Registration.State.WAITING)
    return rows.exclude(state=Registration.State.WITHDRAWN)


@transaction.atomic
def ask(*, event: Event, kind: str, wanted: Wanted, by: Any, only: Iterable[str] = ()) -> Batch:
    """Freezes the list of those meant, `only` some of it by their uids; nothing is done yet.

    Raises NobodyThere.
    """
    rows = wanted.rows(event)
    rows = rows.filter(uid__in=list(only)) if only else rows
    batch = Batch.objects.create(event=event, kind=kind, asked=wanted.query, made_by=by)
    if not freeze(batch, rows):
        raise NobodyThere
    return batch


def freeze(batch: Batch, rows: Rows) -> int:
    """Writes down who is meant; returns how many."""
    ids = fitting(batch.kind, rows).order_by("pk").values_list("pk", flat=True)
    items = [BatchItem(batch=batch, registration_id=pk) for pk in ids]
    return len(BatchItem.objects.bulk_create(items, batch_size=1_000))


@transaction.atomic
def begin(batch: Batch, *, by: Any, at: datetime | None = None) -> Batch:
    """Begins it now, or at a moment to come with those who are on the list then.

    Raises WordsAreMissing. Twice is once.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state not in {State.ASKED, State.PLANNED}:
        return batch
    if batch.kind == Batch.Kind.WRITE and not (batch.subject_id and batch.body_id):
        raise WordsAreMissing
    batch.state, batch.begins_at = (State.PLANNED, at) if at else (State.RUNNING, None)
    batch.save(update_fields=["state", "begins_at"])
    note(by, f"began to {batch.kind} many" if not at else "planned a mail to many", batch)
    if not at:
        batch_tasks.carry_on.enqueue(batch=batch.pk)
    return batch


@transaction.atomic
def begin_planned(batch: Batch) -> None:
    """Freezes the list anew and begins: whom it no longer concerns is not on it."""
    batch = Batch.objects.select_for_update().select_related("event").get(pk=batch.pk)
    if batch.state != State.PLANNED:
        return
    batch.items.all().delete()
    freeze(batch, Wanted.from_query(batch.asked).rows(batch.event))
    begin(batch, by=batch.made_by)


@transaction.atomic
def turn(batch: Batch, *, to: str, by: Any) -> Batch:
    """Pauses what runs or goes on with what is paused; twice is once."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if (batch.state, to) not in {(State.RUNNING, State.PAUSED), (State.PAUSED, State.RUNNING)}:
        return batch
    batch.state = to
    batch.save(update_fields=["state"])
    note(by, "paused what was done with many" if to == State.PAUSED else "went on", batch)
    if to == State.RUNNING:
        batch_tasks.carry_on.enqueue(batch=batch.pk)
    return batch


@transaction.atomic
def drop(batch: Batch, *, by: Any) -> None:
    """Forgets one that has not begun; any other stays as it is."""
    waits = [State.ASKED, State.PLANNED]
    if Batch.objects.filter(pk=batch.pk, state__in=waits).delete()[0]:
        note(by, "dropped what was to be done with many", batch.event)


def do_piece(batch: Batch, *, size: int = PIECE) -> bool:
    """Does it for the next few; whether there may be more. Each is done once, however often and
    by how many this is called.
    """
    if batch.state != State.RUNNING:
        return False
    rows = batch.items.filter(state=BatchItem.State.WAITING).order_by("pk")
    items = list(rows.select_related("registration__event", "registration__person")[:size])
    if not items:
        return finish(batch)
    act = _act_of(batch, items)
    for item in items:
        _do(item, act)
    return True


def _act_of(batch: Batch, items: list[BatchItem]) -> Callable[[BatchItem], str]:
    """What is done with one: it returns why she is left out, or nothing."""
    if batch.kind == Batch.Kind.WITHDRAW:
        return lambda item: _withdraw(item, batch.made_by)
    if batch.kind == Batch.Kind.MOVE_UP:
        return _move_up
    return mailing.writer(batch, items)


@transaction.atomic
def _do(item: BatchItem, act: Callable[[BatchItem], str]) -> None:
    mine = BatchItem.objects.filter(pk=item.pk, state=BatchItem.State.WAITING)
    if not mine.update(state=BatchItem.State.DONE):
        return
    if why := act(item):
        left_out = BatchItem.State.LEFT_OUT
        BatchItem.objects.filter(pk=item.pk).update(state=left_out, why=why)


def _withdraw(item: BatchItem, by: Any) -> str:
    try:
        registrations.withdraw(item.registration, by=by)
    except NotThere:
        return Why.GONE
    return ""


def _move_up(item: BatchItem) -> str:
    try:
        return "" if waiting.move_up(item.registration) else Why.OTHERWISE
    except Full:
        return Why.FULL


def finish(batch: Batch) -> bool:
    """Nothing is left to do."""
    running = Batch.objects.filter(pk=batch.pk, state=State.RUNNING)
    running.update(state=State.DONE, ended_at=timezone.now())
    return False
