"""Work that a release leaves to a task; each may run twice without harm."""

import contextlib
import gc
from collections.abc import Iterator

from django_tasks import task

from accounts import erasures
from files import uploads
from files.assets import fingerprint
from files.packs import write
from files.shelves import shelf
from jobs.actions import enqueue_once
from programme import artefacts, releases
from programme.models import Release


@task(queue_name="now")
def write_release(pk: int) -> None:
    """Writes every artefact of a release and makes it the one that the public reads."""
    release = Release.objects.select_related("event").get(pk=pk)
    if release.state == Release.State.PAST:
        return
    write_whole(release)


@task(queue_name="now")
def write_again(event_id: int) -> None:
    """Writes the current release anew: after an erasure, a new name, a corrected text."""
    current = (
        Release.objects.select_related("event")
        .filter(event=event_id, state=Release.State.CURRENT)
        .first()
    )
    if current:
        write_whole(current, alone=True)


def write_whole(release: Release, *, alone: bool = False) -> None:
    """Writes and shows it; anew where somebody was erased meanwhile."""
    for since in erasures.attempts():
        file = write_pack(release)
        if releases.finish(release=release, file=file, since=since, alone=alone):
            return
        (shelf().root / release.event.slug / file).unlink(missing_ok=True)


def write_pack(release: Release) -> str:
    """Writes the pack of a release under a new name and returns that name."""
    name = f"{release.number}-{artefacts.new_mark()}.pack"
    pieces = artefacts.pieces(release, progress=lambda done: _note(release, done))
    with seldom_collected():
        write(shelf().root / release.event.slug / name, pieces)
    return name


@contextlib.contextmanager
def seldom_collected() -> Iterator[None]:
    """Looking for circles among so many lasting objects takes a sixth of the time of a release."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _note(release: Release, done: int) -> None:
    """Percent of the pages that are written, for whoever waits."""
    Release.objects.filter(pk=release.pk).update(done=done)


@task(queue_name="clock")
def sweep_uploads() -> None:
    """Deletes tables and programmes that nobody went on with for a day; they name people."""
    uploads.sweep()


@task(queue_name="clock")
def refresh_pages() -> None:
    """Writes releases anew whose pages name an earlier build of style and scripts."""
    build = fingerprint()
    stale = Release.objects.filter(state=Release.State.CURRENT).exclude(assets=build)
    for release in stale:
        enqueue_once(write_again, key=f"pages:{release.pk}:{build}", event_id=release.event_id)
