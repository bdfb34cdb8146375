"""Work that a release leaves to a task; each may run twice without harm."""

import contextlib
import gc
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from django_tasks import task

from accounts import erasures
from files import presses, uploads
from files.assets import fingerprint
from files.shelves import shelf
from jobs.actions import enqueue_once
from languages import texts
from programme import artefacts, releases, searching
from programme.models import Release, ReleasedPlacement
from programme.queries import released as released_queries
from programme.queries.released import Released, all_of

# Sessions from which on it is worth while to share the work out.
MANY = 200
# What was translated so long before a release stood may be missing in it.
LONGEST_WRITING = timedelta(minutes=5)


@task(queue_name="now")
def write_release(pk: int) -> None:
    """Writes every artefact of a release and makes it the one that the public reads."""
    release = Release.objects.select_related("event").get(pk=pk)
    if release.state == Release.State.PAST:
        return
    write_whole(release)
    key = f"programme.hurry_translations:{pk}"
    enqueue_once(hurry_translations, key=key, event_id=release.event_id)


@task(queue_name="slow")
def hurry_translations(event_id: int) -> None:
    """Tells the translators' desk by when each released session's words are needed."""
    rows = ReleasedPlacement.objects.filter(
        release__event=event_id, release__state=Release.State.CURRENT
    ).exclude(state=ReleasedPlacement.State.CANCELLED)
    found = rows.values_list("session__title_id", "session__abstract_id", "begins")
    more = rows.filter(session__joined__isnull=False).values_list(
        "session__joined__proposal__title_id", "session__joined__proposal__abstract_id", "begins"
    )
    texts.schedule({text: begins for *both, begins in [*found, *more] for text in both})


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
    """Writes and shows it; anew where somebody was erased meanwhile.

    What was never shown stands first in the languages of its event, so that the public need not
    wait for the others. What is written anew (`alone`) changes in all languages at once.
    """
    for since in erasures.attempts():
        with seldom_collected():
            if write_once(release, since=since, alone=alone):
                return


def write_once(release: Release, *, since: int, alone: bool = False) -> bool:
    """Whether it is written and shown: not where somebody was erased after erasure `since`."""
    released = all_of(release.event, release)
    own, others = artefacts.languages_of(release.event)
    if alone:
        own, others = own + others, []
    first = write_pack(released, own, words=True)
    if not releases.finish(release=release, file=first.name, since=since, alone=alone):
        first.unlink(missing_ok=True)
        return False
    if not others:
        return True
    whole = write_pack(released, others, after=[first])
    done = releases.complete(release=release, file=whole.name, since=since)
    for pack in (first, whole):
        if pack.name != release.file:
            pack.unlink(missing_ok=True)
    return done


def write_pack(
    released: Released, languages: list[str], *, after: Sequence[Path] = (), words: bool = False
) -> Path:
    """Writes a pack of `languages` behind what lies in the packs `after`; returns where it lies.

    Writes the `words` too, by which the sessions are found.
    """
    release, works = released.release, artefacts.works(released, languages)
    target = shelf().root / released.event.slug / f"{release.number}-{artefacts.new_mark()}.pack"
    presses.write(
        target,
        works,
        after=after,
        presses=presses.cores() if len(released.stands) >= MANY else 1,
        meanwhile=lambda: searching.write_words(released) if words else None,
        progress=lambda done: _note(release, 100 * done // len(works)),
    )
    return target


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
    """Percent of the pages that are written, for whoever waits until the release is read."""
    Release.objects.filter(pk=release.pk, state=Release.State.WRITING).update(done=done)


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


@task(queue_name="clock")
def show_translations() -> None:
    """Writes releases anew of which a text was translated since they were written.

    All that comes in between two looks costs one writing; what comes while one is under way is
    found by the next look.
    """
    for release in Release.objects.filter(state=Release.State.CURRENT):
        latest = released_queries.translated_at(release)
        stands = release.written_at or release.released_at
        if latest and latest > stands - LONGEST_WRITING:
            key = f"translated:{release.pk}:{latest.isoformat()}"
            enqueue_once(write_again, key=key, event_id=release.event_id)
