"""Releasing the programme: freeze the draft, then write every public artefact once."""

import hashlib
import json
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import erasures
from accounts.models import Person
from accounts.records import note
from events.homes import home
from events.models import Event
from files.assets import fingerprint
from files.shelves import shelf
from languages import texts
from languages.models import Text
from programme.actions import Refused, carry_stars
from programme.homes import RELEASE_NOTE
from programme.models import Placement, Release, ReleasedPlacement
from programme.signals import released
from workshops.actions.link_ends import fix_fusions
from workshops.models import CoHost, Part, Proposal, Session, WebLink
from workshops.queries.sessions import joined_with_texts

# A release takes seconds to write, and its job is tried again for some minutes.
GIVEN_UP = timedelta(minutes=20)
# Of a session, by its release.
READ = (
    *("state", "title__revision", "subtitle", "abstract__revision"),
    *("theme_id", "organisation_id", "spoken", "interpreted"),
    *("placement__room_id", "placement__begins", "placement__ends", "placement__session_id"),
)


@transaction.atomic
def release(*, event: Event, by: Person | None, words: str = "") -> Release:
    """Freezes the draft as the next release and asks for its artefacts.

    The public reads the release before until `finish`. Raises Refused if nothing is placed or
    the release before is still being written.
    """
    from programme.tasks import write_release

    Event.objects.select_for_update().get(pk=event.pk)
    writing = event.releases.filter(state=Release.State.WRITING)
    writing.filter(released_at__lt=timezone.now() - GIVEN_UP).update(state=Release.State.FAILED)
    if writing.exists():
        raise Refused(_("The release before is still being written. Wait until it is done."))
    number = (event.releases.aggregate(most=Max("number"))["most"] or 0) + 1
    said = _note(event, words, by)
    new = Release.objects.create(event=event, number=number, released_by=by, note=said)
    if not freeze(new):
        raise Refused(_("Nothing is placed yet: put a session into a room and an hour first."))
    fix_fusions(event)
    carry_stars(event)
    note(by, "released the programme", new)
    write_release.enqueue(new.pk)
    return new


def _note(event: Event, words: str, by: Person | None) -> Text | None:
    if not words.strip():
        return None
    return texts.create(body=words, lang=event.lang, by=by, home=home(event, RELEASE_NOTE))


def freeze(new: Release) -> int:
    """Writes the placements of the draft into `new`; returns how many.

    What the release before held and the draft holds no more stays as cancelled, where it was.
    """
    now = timezone.now()
    before = _before(new)
    rows = [_frozen(new, session, before.get(session.pk), now) for session in _sessions(new.event)]
    kept = [row for row in rows if row]
    ReleasedPlacement.objects.bulk_create(kept, batch_size=500)
    return len(kept)


def _before(new: Release) -> dict[int, ReleasedPlacement]:
    earlier = (
        new.event.releases.filter(number__lt=new.number).exclude(state=Release.State.FAILED).first()
    )
    rows = earlier.placements.defer("search") if earlier else []
    return {row.session_id: row for row in rows}


def _sessions(event: Event) -> list[Session]:
    """Only what `_frozen` and `digest` ask of them: a whole forum is read in one request."""
    parts = Part.objects.select_related("registration").only(
        "session", "name", "registration__public_name", "registration__full_name"
    )
    links = WebLink.objects.only("session", "title", "url")
    return list(
        Session.objects.filter(event=event)
        .select_related("title", "abstract", "placement")
        .prefetch_related(
            Prefetch("parts", parts),
            Prefetch("web_links", links),
            Prefetch("co_hosts", CoHost.objects.only("session", "organisation_id")),
            Prefetch("joined", joined_with_texts()),
        )
        .only(*READ)
        .order_by("pk")
    )


def _frozen(
    new: Release, session: Session, before: ReleasedPlacement | None, now: datetime
) -> ReleasedPlacement | None:
    placement: Placement | None = getattr(session, "placement", None)
    cancelled = session.state == Session.State.CANCELLED or placement is None
    stand = before if cancelled and before else placement
    if stand is None or (cancelled and before is None):
        return None
    state = ReleasedPlacement.State.CANCELLED if cancelled else ReleasedPlacement.State.CONFIRMED
    row = ReleasedPlacement(
        release=new,
        session=session,
        room_id=stand.room_id,
        begins=stand.begins,
        ends=stand.ends,
        state=state,
        changed_at=now,
    )
    row.digest = digest(row)
    if before:
        moved_on = row.digest != before.digest
        row.sequence = before.sequence + moved_on
        row.changed_at = now if moved_on else before.changed_at
    return row


def digest(row: ReleasedPlacement) -> str:
    """SHA-256 of all that a reader sees of a placement, in any language."""
    session = row.session
    seen = [
        [row.begins.isoformat(), row.ends.isoformat(), row.state, row.room_id],
        [session.title_id, session.title.revision, session.subtitle],
        [session.abstract_id, session.abstract.revision],
        [session.theme_id, session.organisation_id, session.spoken, session.interpreted],
        [part.shown_name for part in session.parts.all()],
        [[link.title, link.url] for link in session.web_links.all()],
        [each.organisation_id for each in session.co_hosts.all()],
        [_seen(each.proposal) for each in session.joined.all()],
    ]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


def _seen(proposal: Proposal) -> list[int]:
    return [proposal.title_id, proposal.title.revision, proposal.abstract.revision]


@transaction.atomic
def finish(*, release: Release, file: str, since: int, alone: bool = False) -> bool:
    """The artefacts lie in `file`: from now on the public reads this release; not where somebody
    was erased after erasure number `since`. `alone` deletes what was written before, which may
    hold a name that was erased.
    """
    if erasures.moved(since):
        return False
    event = Event.objects.select_for_update().get(pk=release.event_id)
    event.releases.filter(state=Release.State.CURRENT).exclude(pk=release.pk).update(
        state=Release.State.PAST
    )
    release.state = Release.State.CURRENT
    release.written_at = timezone.now()
    release.done = 100
    release.file = file
    release.assets = fingerprint()
    release.save()
    transaction.on_commit(lambda: show(event))
    if alone:
        transaction.on_commit(lambda: shelf().forget_before(event.slug, file))
    released.send(sender=None, release=release)
    return True


@transaction.atomic
def complete(*, release: Release, file: str, since: int) -> bool:
    """The public reads `file` instead of the pack of `release`, whose pages it holds with others;
    not where somebody was erased after erasure number `since`. What was written anew meanwhile
    stays in its place: `release` has the name of the pack that is read.
    """
    if erasures.moved(since):
        return False
    rows = Release.objects.filter(pk=release.pk, state=Release.State.CURRENT, file=release.file)
    if rows.update(file=file):
        transaction.on_commit(lambda: show(release.event))
    release.refresh_from_db(fields=["file"])
    return True


def show(event: Event) -> None:
    """Puts the current release on the shelf if the programme is open, else takes it down."""
    current = event.releases.filter(state=Release.State.CURRENT).first()
    event.refresh_from_db(fields=["programme"])
    visible = current is not None and event.is_open("programme")
    shelf().show(event.slug, current.file if current and visible else "")
    if visible:
        shelf().sweep(event.slug)
