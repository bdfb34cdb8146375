"""A document's log: updates in a dense order under the document's row lock.

What Yjs calls an update may be applied in any order and twice; so a state is a checkpoint and
what came after it, and a retry changes nothing.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone
from django.utils.translation import gettext as _
from pycrdt import Doc, get_update, merge_updates

from documents.models import Checkpoint, Document, Update
from realtime import wake

MOST_UPDATE = 64 * 1024
MOST_MERGE = 512 * 1024
"""What was written without a line comes as one, with every deletion that its browser knows."""
MOST_DOCUMENT = 2 * 1024 * 1024
CHECKPOINT_EVERY = 500
"""Updates; so many are read at most when a document is opened."""


class Refused(Exception):
    """An update that is not taken; `code` is for scripts, str() for people."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


@dataclass(frozen=True)
class State:
    """A document after its update `seq`, as one update from nothing."""

    seq: int
    data: bytes

    def doc(self) -> Doc[Any]:
        """A Y.Doc of its own."""
        doc: Doc[Any] = Doc()
        if self.data:
            doc.apply_update(self.data)
        return doc

    def vector(self) -> bytes:
        return self.doc().get_state()

    def beyond(self, vector: bytes) -> tuple[bytes, bytes]:
        """What a reader at `vector` misses, and this state's own vector.

        Raises Refused for bytes that are no vector.
        """
        doc = self.doc()
        try:
            return doc.get_update(vector or b"\x00"), doc.get_state()
        except ValueError as error:
            raise Refused("broken", _("This change cannot be read.")) from error


def topic(document: Document) -> str:
    """The document's name for wake-ups and receipts."""
    return f"document:{document.uid}"


def lock(document_id: int) -> Document:
    """The document's row, locked until the transaction ends."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("A document is written inside a transaction.")
    return Document.objects.select_for_update().get(pk=document_id)


def append(document_id: int, data: bytes, *, by: Any, merging: bool = False, bound: int = 0) -> int:
    """Writes an update of at most `bound` bytes, and returns its place in the log.

    With `merging`, what the document knows already is not written again (0): a browser that
    comes back sends all that it has. Raises Refused for what is broken or beyond the bounds.
    """
    _check(data, bound or (MOST_MERGE if merging else MOST_UPDATE))
    with transaction.atomic():
        document = lock(document_id)
        if merging and not _is_new(document, data):
            return 0
        _make_room(document, len(data))
        document.seq += 1
        document.size += len(data)
        document.changed_at = timezone.now()
        document.save(update_fields=["seq", "size", "changed_at"])
        Update.objects.create(document=document, seq=document.seq, data=data, author=by)
        transaction.on_commit(partial(wake.announce, topic(document), document.seq), robust=True)
    if document.seq % CHECKPOINT_EVERY == 0:
        _ask_for_checkpoint(document)
    return document.seq


def load(document_id: int) -> State:
    """The document as it stands. Three queries."""
    with transaction.atomic():
        return _load(document_id)


def updates_after(document_id: int, seq: int, *, limit: int = 500) -> list[Update]:
    """The updates after `seq` in order, at most `limit`."""
    return list(Update.objects.filter(document_id=document_id, seq__gt=seq).order_by("seq")[:limit])


def heads(document_ids: list[int]) -> dict[int, int]:
    """The last place of each log. One query."""
    return dict(Document.objects.filter(pk__in=document_ids).values_list("pk", "seq"))


def checkpoint(document_id: int) -> None:
    """Notes the document as it stands, so that opening it reads little."""
    with transaction.atomic():
        _checkpoint(lock(document_id))


def _checkpoint(document: Document) -> None:
    state = _load(document.pk)
    data = state.doc().get_update()
    Checkpoint.objects.update_or_create(
        document=document, defaults={"seq": state.seq, "state": data}
    )
    document.size = len(data)
    document.save(update_fields=["size"])


def _load(document_id: int) -> State:
    kept = Checkpoint.objects.filter(document_id=document_id).first()
    seq = kept.seq if kept else 0
    pieces = [bytes(kept.state)] if kept else []
    found = Update.objects.filter(document_id=document_id, seq__gt=seq).order_by("seq")
    for seq, data in found.values_list("seq", "data"):  # noqa: B007 (the last one is returned)
        pieces.append(bytes(data))
    return State(seq, joined(pieces))


def joined(pieces: list[bytes]) -> bytes:
    """Several updates as one."""
    return pieces[0] if len(pieces) == 1 else merge_updates(*pieces) if pieces else b""


def _check(data: bytes, bound: int) -> None:
    if len(data) > bound:
        raise Refused(
            "large",
            _("This change is larger than 64 kB. Paste it in smaller pieces; nothing was lost."),
        )
    try:
        Doc().apply_update(data)
    except ValueError as error:
        raise Refused("broken", _("This change cannot be read.")) from error


def _is_new(document: Document, data: bytes) -> bool:
    """Whether the update says anything that the document lacks.

    Raises Refused for one that builds on what is not there: Yjs would hold it back, and a
    checkpoint forget it.
    """
    doc = _load(document.pk).doc()
    changes: list[Any] = []
    watched = doc.observe(changes.append)
    doc.apply_update(data)
    doc.unobserve(watched)
    if get_update(data, doc.get_state())[:1] != b"\x00":
        raise Refused("gap", _("Something before this change is missing here."))
    return bool(changes)


def _make_room(document: Document, more: int) -> None:
    """Raises Refused if `more` bytes do not fit, even after what was deleted is let go."""
    if document.size + more <= MOST_DOCUMENT:
        return
    _checkpoint(document)
    if document.size + more > MOST_DOCUMENT:
        raise Refused(
            "full",
            _("This document has reached 2 MB and takes no more. Begin another one."),
        )


def _ask_for_checkpoint(document: Document) -> None:
    from documents.tasks import make_checkpoint
    from jobs.actions import enqueue_once

    enqueue_once(
        make_checkpoint,
        key=f"documents.checkpoint:{document.pk}:{document.seq}",
        document_id=document.pk,
    )
