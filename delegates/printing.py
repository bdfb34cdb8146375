"""Badges for many, written into files by a task that can be asked how far it is."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from shutil import rmtree
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts import erasures
from accounts.records import note
from delegates import badge_sheets
from delegates.actions import badges
from delegates.models import Badge, BadgePrint, Registration
from events.models import Event

IN_A_FILE = 200
KEPT = timedelta(hours=24)
State = BadgePrint.State


@transaction.atomic
def ask_for_print(*, event: Event, size: str, category: str, by: Any) -> BadgePrint:
    """Enqueues badges for all who are confirmed, or for those of one category."""
    made = BadgePrint.objects.create(event=event, size=size, category=category, made_by=by)
    note(by, "asked for badges to print", made)
    write_badges.enqueue(str(made.uid))
    return made


@task(queue_name="slow")
def write_badges(uid: str) -> None:
    """Writes the files of a print, IN_A_FILE badges each, sorted by name. Again is no harm."""
    found = BadgePrint.objects.select_related("event").filter(uid=uid, state=State.WAITING).first()
    if found is None:
        return
    badges.issue_all(found.event)
    wanted = list(wanted_of(found))
    BadgePrint.objects.filter(pk=found.pk).update(total=len(wanted), done=0, files=0)
    for number, ids in enumerate(parts(wanted), 1):
        if not write_file(found, number, ids):
            return
        done = min(number * IN_A_FILE, len(wanted))
        BadgePrint.objects.filter(pk=found.pk).update(done=done)
    BadgePrint.objects.filter(pk=found.pk, state=State.WAITING).update(state=State.READY)


def write_file(found: BadgePrint, number: int, ids: list[int]) -> bool:
    """Writes one file; whether the print is still wanted."""
    for since in erasures.attempts():
        draft(found, number, ids)
        published = publish(found, number, since)
        if published is not None:
            return published
    return False


def draft(found: BadgePrint, number: int, ids: list[int]) -> None:
    rows = Badge.objects.filter(pk__in=ids, state=Badge.State.VALID)
    known = {badge.pk: badge for badge in rows.select_related("registration__organisation")}
    some = [known[pk] for pk in ids if pk in known]
    folder_of(found).mkdir(parents=True, exist_ok=True)
    draft_of(found, number).write_bytes(badge_sheets.sheet(found.event, some, found.size))


@transaction.atomic
def publish(found: BadgePrint, number: int, since: int) -> bool | None:
    """Lets a file be fetched; False if the print is gone, None if it is to be written anew."""
    if erasures.moved(since):
        return None
    waiting = BadgePrint.objects.filter(pk=found.pk, state=State.WAITING)
    if not waiting.update(files=number):
        rmtree(folder_of(found), ignore_errors=True)
        return False
    draft_of(found, number).replace(file_of(found, number))
    return True


def write_anew(prints: Iterable[BadgePrint]) -> None:
    """Deletes prints in which somebody stands who is erased, and asks for the like of them."""
    for old in prints:
        BadgePrint.objects.filter(pk=old.pk).update(state=State.GONE)
        transaction.on_commit(partial(rmtree, folder_of(old), ignore_errors=True))
        given = {"size": old.size, "category": old.category, "made_by": old.made_by}
        made = BadgePrint.objects.create(event=old.event, **given)
        write_badges.enqueue(str(made.uid))


def wanted_of(found: BadgePrint) -> Any:
    """Ids of the badges, in the order in which a desk looks for them."""
    rows = Badge.objects.filter(
        event=found.event,
        state=Badge.State.VALID,
        registration__state=Registration.State.CONFIRMED,
    )
    if found.category:
        rows = rows.filter(registration__category=found.category)
    return rows.order_by("registration__search", "pk").values_list("pk", flat=True)


def parts(wanted: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(wanted), IN_A_FILE):
        yield wanted[start : start + IN_A_FILE]


def folder_of(found: BadgePrint) -> Path:
    return Path(settings.DATA_DIR) / "badges" / str(found.uid)


def file_of(found: BadgePrint, number: int) -> Path:
    return folder_of(found) / f"{number}.pdf"


def draft_of(found: BadgePrint, number: int) -> Path:
    return file_of(found, number).with_suffix(".tmp")


@task(queue_name="clock")
def clear_badges() -> None:
    """Deletes files of badges after a day."""
    before = timezone.now() - KEPT
    for old in BadgePrint.objects.filter(made_at__lt=before).exclude(state=State.GONE):
        rmtree(folder_of(old), ignore_errors=True)
        BadgePrint.objects.filter(pk=old.pk).update(state=State.GONE)


@task(queue_name="clock")
def tell_desks() -> None:
    """Gives badges to all who have none, and tells desks of registrations that changed, however
    they did: withdrawn, moved, excluded.
    """
    today = timezone.now().date()
    around = Event.objects.filter(
        begins__lte=today + timedelta(days=2), ends__gte=today - timedelta(days=1)
    )
    for event in around.filter(devices__state="paired").distinct():
        badges.issue_all(event)
        badges.follow(event)
