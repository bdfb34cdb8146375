"""Deletes what is answered in the forms of an event once nobody may keep it any more."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django_tasks import task

from accounts.records import note
from delegates.models import Questionnaire, Registration, Reply, Unsent, Wish
from delegates.ports import answer_holders
from delegates.questions.document import read
from delegates.questions.fields import name_of
from events.retention import StillThere

BATCH = 500
DORMANT = timedelta(days=30)


@task(queue_name="now")
def purge_answers(questionnaire: int, question: str) -> int:
    """Deletes the answers to one question, verifies, and notes how many. Raises StillThere."""
    row = Questionnaire.objects.select_related("event").get(pk=questionnaire)
    many = sum(_without(rows, question) for rows in _holding(row, question))
    for rows in _typed(row, name_of(question)):
        for each in rows:
            each.typed.pop(name_of(question))
            each.save(update_fields=["typed"])
    if any(rows.exists() for rows in _holding(row, question)):
        raise StillThere(f"{row.event.slug}: {question}")
    note(None, f"purged {many} answers", row, [question])
    return many


def _typed(row: Questionnaire, field: str) -> Iterator[Any]:
    """The rows in which an answer is typed and not sent."""
    yield Unsent.objects.filter(event=row.event, typed__has_key=field)
    for each in answer_holders:
        yield each.of(row).filter(typed__has_key=field)


def _holding(row: Questionnaire, question: str) -> Iterator[Any]:
    """The rows that may hold an answer."""
    yield Registration.objects.filter(event=row.event_id, answers__has_key=question)
    yield Reply.objects.filter(questionnaire=row, answers__has_key=question)
    yield Wish.objects.filter(event=row.event_id, answers__has_key=question)
    for each in answer_holders:
        yield each.of(row).filter(answers__has_key=question)


def _without(rows: Any, question: str) -> int:
    """Takes one answer out of each, BATCH rows a transaction."""
    many = 0
    while found := _batch(rows, lambda answers: answers.pop(question)):
        many += found
    return many


def _batch(rows: Any, take_out: Any) -> int:
    with transaction.atomic():
        found = list(rows.select_for_update().order_by("pk")[:BATCH])
        for each in found:
            take_out(each.answers)
        rows.model.objects.bulk_update(found, ["answers"])
    return len(found)


@task(queue_name="clock")
def purge_what_ended() -> None:
    """Each day: questions whose time is over, what was never sent, what conditions hide."""
    purge_ended(timezone.now().date())
    Unsent.objects.filter(until__lte=timezone.now()).delete()
    drop_dormant()


def purge_ended(today: date) -> int:
    """Closes and purges the questions that are kept for fewer days than all else; how many."""
    many = 0
    rows = Questionnaire.objects.filter(event__ends__lt=today, versions__isnull=False)
    for row in rows.select_related("event").distinct():
        over = (today - row.event.ends).days
        for key in sorted(_short_kept(row, over) - set(row.purged)):
            _close(row, key)
            many += 1
    return many


def _short_kept(row: Questionnaire, over: int) -> set[str]:
    """The questions of any version whose days are fewer than `over`."""
    return {
        question.key
        for version in row.versions.all()
        for question in read(version.document).questions()
        if question.keep_days < over
    }


@transaction.atomic
def _close(row: Questionnaire, key: str) -> None:
    row.purged = [*row.purged, key]
    row.save(update_fields=["purged", "changed_at"])
    purge_answers.enqueue(row.pk, key)


def drop_dormant() -> int:
    """Drops answers that a condition has hidden for 30 days; of how many rows."""
    old = timezone.now() - DORMANT
    many = 0
    for model in (Registration, Reply, *(each.model for each in answer_holders)):
        words = Cast("answers", TextField())
        rows: Any = model._default_manager.annotate(words=words)
        while found := _batch(
            rows.filter(changed_at__lt=old, words__contains='"dormant"'), _wake_none
        ):
            many += found
    return many


def _wake_none(answers: dict[str, Any]) -> None:
    for key in [key for key, each in answers.items() if each.get("dormant")]:
        del answers[key]
