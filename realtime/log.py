"""Writing and reading the log. Every write is part of its caller's transaction."""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Max
from django.db.transaction import TransactionManagementError

from realtime import wake
from realtime.models import EVERYONE, REMOVED, Entry, Epoch, Topic


@dataclass(frozen=True)
class Head:
    """Where a log stands: its last number, and the number up to which entries were let go."""

    seq: int = 0
    pruned_to: int = 0


def lock(topic_name: str) -> Topic:
    """The topic's row, locked until the transaction ends. Raises TransactionManagementError
    outside of one.

    SQLite locks nothing by row; there BEGIN IMMEDIATE lets one writer in at a time.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("The log is written inside its caller's transaction.")
    rows = Topic.objects.select_for_update().filter(name=topic_name)
    found = rows.first()
    if found is None:
        Topic.objects.bulk_create([Topic(name=topic_name)], ignore_conflicts=True)
        found = rows.get()
    return found


def append(
    topic_name: str,
    *,
    kind: str,
    payload: dict[str, Any],
    lang: str = "",
    audience: str = EVERYONE,
) -> Entry:
    """Writes the next entry of a topic; followers are woken after the commit.

    Raises TransactionManagementError outside of a transaction.
    """
    topic = lock(topic_name)
    topic.seq += 1
    topic.save(update_fields=["seq"])
    entry = Entry.objects.create(
        topic=topic, seq=topic.seq, kind=kind, payload=payload, lang=lang, audience=audience
    )
    transaction.on_commit(partial(wake.announce, topic_name, topic.seq), robust=True)
    return entry


@contextmanager
def held(topic_name: str) -> Iterator[None]:
    """A transaction in which the topic does not move."""
    with transaction.atomic():
        lock(topic_name)
        yield


def touch(topic_name: str) -> None:
    """Says after the commit that counters of a topic moved; they stand outside of the log."""
    transaction.on_commit(partial(wake.announce, topic_name), robust=True)


def remove(topic_name: str, seq: int) -> Entry:
    """Takes the words out of an entry and tells followers who hold them already.

    The entry keeps its place, empty; a new one of kind `removed` names it as `{"of": seq}`.
    """
    topic = lock(topic_name)
    Entry.objects.filter(topic=topic, seq=seq).update(kind=REMOVED, payload={}, lang="")
    return append(topic_name, kind=REMOVED, payload={"of": seq})


def entries_after(topic_name: str, seq: int, *, limit: int = 1_000) -> list[Entry]:
    """The entries after `seq` in order, at most `limit`."""
    return list(Entry.objects.filter(topic__name=topic_name, seq__gt=seq).order_by("seq")[:limit])


def heads(topic_names: Iterable[str]) -> dict[str, Head]:
    """Where each topic stands; one that was never written to is left out. One query."""
    rows = Topic.objects.filter(name__in=list(topic_names))
    return {row.name: Head(row.seq, row.pruned_to) for row in rows}


def head(topic_name: str) -> Head:
    """Where one topic stands."""
    return heads([topic_name]).get(topic_name, Head())


def epoch() -> str:
    """The tag of this life of the database."""
    row = Epoch.objects.first()
    return (row or Epoch.objects.get_or_create(pk=1)[0]).tag


def renew_epoch() -> str:
    """Begins a new epoch after a restore: every follower reads its snapshot again."""
    Epoch.objects.all().delete()
    return Epoch.objects.create().tag


def prune(*, before: datetime.datetime, keep: int = 500) -> int:
    """Lets go of entries older than `before`, but for the last `keep` of each topic.

    A follower who asks for what is gone hears `reset`. Returns how many entries went.
    """
    old = Entry.objects.filter(at__lt=before, seq__lte=F("topic__seq") - keep)
    gone = 0
    for row in old.values("topic").annotate(last=Max("seq")).order_by("topic"):
        with transaction.atomic():
            topic = Topic.objects.select_for_update().get(pk=row["topic"])
            topic.pruned_to = max(topic.pruned_to, row["last"])
            topic.save(update_fields=["pruned_to"])
            gone += Entry.objects.filter(topic=topic, seq__lte=topic.pruned_to).delete()[0]
    return gone
