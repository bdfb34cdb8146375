"""What is typed and not sent yet."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import OperationalError
from django.utils import timezone

from delegates.models import Unsent
from delegates.refusals import TooMuch
from events.models import Event

KEPT = timedelta(days=30)
MOST = 200_000  # letters
NEVER = frozenset({"csrfmiddlewaretoken", "then"})


def keep(*, event: Event, person: Any, place: str, typed: Any, version: str = "") -> Unsent:
    """Keeps what stands in a form (a QueryDict), for 30 days. Raises TooMuch."""
    values = {name: typed.getlist(name) for name in typed if name not in NEVER}
    if sum(len(name) + len(each) for name in values for each in values[name]) > MOST:
        raise TooMuch
    number = int(version) if version.isdecimal() and len(version) < 9 else 0
    kept, _made = Unsent.objects.update_or_create(
        event=event,
        person=person,
        place=place,
        defaults={"typed": values, "version": number, "until": timezone.now() + KEPT},
    )
    return kept


def forget(*, event: Event, person: Any, place: str) -> None:
    Unsent.objects.filter(event=event, person=person, place=place).delete()


def try_to_keep(request: Any, event: Event, place: str) -> None:
    """Keeps a form that was refused; one that is too long, or that comes in a rush in which the
    database has no time for it, stays in the page alone.
    """
    with suppress(TooMuch, OperationalError):
        keep(
            event=event,
            person=request.user,
            place=place,
            typed=request.POST,
            version=request.POST.get("form_version", ""),
        )
