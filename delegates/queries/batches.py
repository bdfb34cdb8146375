"""What is done with many, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from access.paging import Page, page_of
from accounts.models import Mail
from delegates.actions.mailing import Words
from delegates.filters import is_uid
from delegates.models import Batch, BatchItem
from events.models import Event
from languages import tags, texts
from languages.texts import Reading

State = BatchItem.State


@dataclass(frozen=True)
class Progress:
    """How far it is, in registrations."""

    total: int
    done: int
    left_out: list[tuple[Any, int]]
    bounced: int = 0

    @property
    def seen(self) -> int:
        return self.done + sum(many for _why, many in self.left_out)


def progress(batch: Batch) -> Progress:
    """One query."""
    rows = batch.items.values("state", "why").annotate(
        many=Count("pk"), bounced=Count("pk", filter=Q(mail__state=Mail.State.BOUNCED))
    )
    found = list(rows.order_by("state", "why"))
    return Progress(
        total=sum(row["many"] for row in found),
        done=sum(row["many"] for row in found if row["state"] == State.DONE),
        left_out=[
            (BatchItem.Why(row["why"]).label, row["many"])
            for row in found
            if row["state"] == State.LEFT_OUT
        ],
        bounced=sum(row["bounced"] for row in found),
    )


def came_back(batch: Batch) -> list[BatchItem]:
    """The first hundred whose mail came back."""
    rows = batch.items.filter(mail__state=Mail.State.BOUNCED).order_by("pk")
    return list(rows.select_related("registration", "mail")[:100])


@dataclass(frozen=True)
class BatchLine:
    batch: Batch
    subject: Reading

    def __getattr__(self, name: str) -> Any:
        return getattr(self.batch, name)


def batches(event: Event, after: str, languages: Sequence[str]) -> Page[BatchLine]:
    """What was done with many, in order. Three queries."""
    page = page_of(event.batches.select_related("made_by"), after)
    read = texts.load([each.subject_id for each in page.rows], languages)
    lines = [BatchLine(each, read[each.subject_id]) for each in page.rows]
    return Page(lines, page.after, page.first)


@dataclass(frozen=True)
class Preview:
    """A mail as one recipient gets it, and her neighbours on the list."""

    item: BatchItem
    subject: str
    body: str
    lang: str
    before: int | None
    after: int | None

    @property
    def dir(self) -> str:
        return tags.direction(self.lang)


def preview(batch: Batch, at: str) -> Preview | None:
    """The recipient after the item with the key `at`; None where there is none. Six queries."""
    page = page_of(related(batch), at, size=1)
    if not page.rows:
        return None
    item = page.rows[0]
    before = batch.items.filter(pk__lt=item.pk).order_by("-pk").values_list("pk", flat=True)[:2]
    words = Words(batch, [item.registration]).to(item.registration)
    return Preview(
        item,
        words["subject"],
        words["body"],
        words["reading"].lang,
        _before(list(before)),
        page.after,
    )


def _before(keys: list[int]) -> int | None:
    """The key after which the one before stands: 0 for the first, None where there is none."""
    return None if not keys else (keys[1] if len(keys) > 1 else 0)


def related(batch: Batch) -> Any:
    return batch.items.select_related("registration__person", "registration__organisation")


def earlier_mails(batch: Batch) -> list[Batch]:
    """The twenty latest mails of the event whose words may be used again."""
    rows = Batch.objects.filter(event=batch.event_id, kind=Batch.Kind.WRITE)
    rows = rows.exclude(pk=batch.pk).exclude(subject=None)
    return list(rows.select_related("subject").order_by("-pk")[:20])


def earlier_mail(batch: Batch, uid: str) -> Batch | None:
    rows = Batch.objects.filter(event=batch.event_id, kind=Batch.Kind.WRITE).exclude(subject=None)
    return rows.select_related("subject", "body").filter(uid=uid).first() if is_uid(uid) else None
