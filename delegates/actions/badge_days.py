"""Organisers say on which days badges are valid, by category or for one person."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from accounts.records import note
from delegates.actions import badges
from delegates.codes import MOST_DAYS
from delegates.models import BadgeDays, Registration
from delegates.tasks.badges import follow_badges
from events.models import Event


@transaction.atomic
def set_of_categories(*, event: Event, days: Mapping[str, Iterable[int]], by: Any) -> None:
    """Writes the days of each category of `days`; none means all. A job tells badges and desks."""
    for category, chosen in days.items():
        _write(chosen, event=event, category=category, registration=None)
    note(by, "set the days of badges", event, list(days))
    follow_badges.enqueue(event.pk)


@transaction.atomic
def set_of_person(registration: Registration, *, days: Iterable[int], by: Any) -> None:
    """Her own days; none: those of her category. Her badge and the desks follow at once."""
    event = registration.event
    _write(days, event=event, category="", registration=registration)
    note(by, "set the days of her badge", registration)
    badges.follow(event, [registration.pk])


def _write(days: Iterable[int], **of: Any) -> None:
    known = range(min(len(of["event"].days), MOST_DAYS))
    chosen = sorted(set(days).intersection(known))
    if chosen:
        BadgeDays.objects.update_or_create(**of, defaults={"days": chosen})
    else:
        BadgeDays.objects.filter(**of).delete()
