"""Writing on boards. Each action writes its entry of the live log in its own transaction."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.records import note
from boards import topics
from boards.homes import LINE_TEXT
from boards.models import Line
from events.homes import home
from events.models import Event
from languages import texts
from languages.models import Text
from programme.models import Release, Running
from realtime import log
from workshops.models import Session

LINE, REMOVED, RUNNING, RELEASE = "line", "line_removed", "running", "release"


class Refused(Exception):
    """The board does not take this; str() says why, in the reader's language."""


@transaction.atomic
def write_line(
    *,
    event: Event,
    session: Session | None,
    kind: str,
    body: str,
    lang: str,
    by: Person | None,
    translations: Mapping[str, str] | None = None,
    at: datetime | None = None,
) -> Line:
    """A new line; an announcement of a session is shown in the halls too.

    `at` is for lines that were written elsewhere before. Raises Refused for an empty line.
    """
    if not body.strip():
        raise Refused(_("Write something first."))
    line = Line.objects.create(
        event=event,
        session=session,
        kind=kind,
        body=texts.create(
            body=body, lang=lang, by=by, translations=translations, home=home(event, LINE_TEXT)
        ),
        written_by=by,
        at=at or timezone.now(),
    )
    _tell(line, LINE)
    return line


@transaction.atomic
def translate_line(*, line: Line, lang: str, body: str, by: Person) -> None:
    """Adds or corrects a translation of a line, which `tell_translated` tells its followers."""
    texts.translate(line.body, lang=lang, body=body, by=by)


@transaction.atomic
def remove_line(*, line: Line, by: Person) -> None:
    """Takes a line off the board; it stays in the record of the event."""
    line.state = Line.State.REMOVED
    line.save(update_fields=["state"])
    note(by, "took a line off the board", line)
    _tell(line, REMOVED)


@transaction.atomic
def restore_line(*, line: Line, by: Person) -> None:
    """Puts a removed line back where it stood."""
    line.state = Line.State.SHOWN
    line.save(update_fields=["state"])
    note(by, "put a line back on the board", line)
    _tell(line, LINE)


@transaction.atomic
def announce_everywhere(*, event: Event, words: Text | None, by: Person | None) -> list[Line]:
    """The same words in the halls and on the board of each session that runs."""
    if words is None:
        return []
    live = [Running.State.LIVE, Running.State.LATE]
    running = Session.objects.filter(event=event, running__state__in=live).order_by("pk")
    lines = [
        Line.objects.create(
            event=event,
            session=session,
            # An announcement of each board would stand in the halls again.
            kind=Line.Kind.NOTE if session else Line.Kind.ANNOUNCEMENT,
            body=words,
            written_by=by,
            at=timezone.now(),
        )
        for session in (None, *running)
    ]
    for line in lines:
        _tell(line, LINE)
    return lines


def _tell(line: Line, kind: str) -> None:
    payload = {"line": line.pk, "uid": str(line.uid)}
    if line.session:
        log.append(topics.board(line.session.guid, line.event.uid), kind=kind, payload=payload)
    if line.kind == Line.Kind.ANNOUNCEMENT:
        log.append(topics.hall(line.event.uid), kind=kind, payload=payload)


def tell_translated(text: Text) -> None:
    """Followers see a translation at once, wherever it was made."""
    shown = Line.objects.filter(body=text, state=Line.State.SHOWN)
    for line in shown.select_related("event", "session").order_by("pk"):
        _tell(line, LINE)


def tell_running(running: Running) -> None:
    """What the programme says of a session goes to its board and to the halls."""
    session = running.session
    payload = {"session": session.pk, "code": session.code}
    log.append(topics.board(session.guid, session.event.uid), kind=RUNNING, payload=payload)
    log.append(topics.hall(session.event.uid), kind=RUNNING, payload=payload)


def tell_release(release: Release) -> None:
    """A new release reaches the halls; each screen reads its programme anew."""
    payload = {"number": release.number}
    log.append(topics.hall(release.event.uid), kind=RELEASE, payload=payload)
