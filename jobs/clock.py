"""Enqueues each periodic job once a period, however many clocks tick."""

from datetime import UTC, datetime

from django.db import IntegrityError, transaction

from jobs.models import Period
from jobs.ports import Periodic, periodic


def tick(*, now: datetime) -> list[str]:
    """Enqueues what is due; returns the names. Periods that nobody saw are not made up for."""
    return [each.name for each in periodic if _begin(each, begin_of_period(now, each.seconds))]


def begin_of_period(now: datetime, seconds: int) -> datetime:
    return datetime.fromtimestamp(now.timestamp() // seconds * seconds, tz=UTC)


def _begin(each: Periodic, begins: datetime) -> bool:
    if Period.objects.filter(name=each.name, begins=begins).exists():
        return False
    try:
        with transaction.atomic():
            Period.objects.create(name=each.name, begins=begins)
            each.task.enqueue()
    except IntegrityError:
        return False
    return True
