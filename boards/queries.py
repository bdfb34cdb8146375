"""What a board shows, in one language: the same shapes in a page, a snapshot and a frame."""

from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

from boards.models import Line
from events.models import Event
from languages.texts import Reading, load
from programme.models import Running
from workshops.models import Session

MOST_LINES = 500


class Said(TypedDict):
    """A text as a reader gets it."""

    body: str
    lang: str
    dir: str
    source: str
    origin: str
    older: bool


class ShownLine(TypedDict):
    uid: str
    kind: str
    at: str
    text: Said
    session: str


class ShownRunning(TypedDict):
    """How a session goes; `room` is None unless it moved."""

    code: str
    title: Said
    state: str
    late_minutes: int
    room: Said | None


def said(reading: Reading) -> Said:
    return Said(
        body=reading.body,
        lang=reading.lang,
        dir=reading.dir,
        source=reading.source_lang,
        origin=reading.origin,
        older=reading.older,
    )


def board_lines(session: Session, languages: Sequence[str]) -> list[ShownLine]:
    """The last MOST_LINES lines of a session's board, oldest first. Three queries."""
    return shown_lines(_last(Line.objects.filter(session=session)), languages)


def announcements(event: Event, languages: Sequence[str]) -> list[ShownLine]:
    """The last announcements of the event and of its sessions. Three queries."""
    lines = Line.objects.filter(event=event, kind=Line.Kind.ANNOUNCEMENT)
    return shown_lines(_last(lines, 30), languages)


def _last(lines: Any, most: int = MOST_LINES) -> list[Line]:
    shown = lines.filter(state=Line.State.SHOWN).select_related("session")
    return list(reversed(shown.order_by("-at", "-pk")[:most]))


def shown_lines(lines: Iterable[Line], languages: Sequence[str]) -> list[ShownLine]:
    """Lines in a reader's languages. Two queries."""
    lines = list(lines)
    readings = load((line.body_id for line in lines), languages)
    return [
        ShownLine(
            uid=str(line.uid),
            kind=line.kind,
            at=line.at.isoformat(),
            text=said(readings[line.body_id]),
            session=line.session.code if line.session else "",
        )
        for line in lines
    ]


def line_of(pk: int, lang: str) -> ShownLine | None:
    """One line for a frame, or None if it was removed since. Three queries."""
    found = Line.objects.filter(pk=pk, state=Line.State.SHOWN).select_related("session")
    return next(iter(shown_lines(found, [lang])), None)


def running_of(sessions: Iterable[Session], languages: Sequence[str]) -> list[ShownRunning]:
    """How each of `sessions` goes; needs `running__room` and reads texts in two queries."""
    sessions = list(sessions)
    rows = [(session, getattr(session, "running", None)) for session in sessions]
    rooms = [row.room.name_id for _, row in rows if row and row.room]
    readings = load([*(s.title_id for s in sessions), *rooms], languages)
    return [_running(session, row, readings) for session, row in rows]


def _running(
    session: Session, row: Running | None, readings: dict[int | None, Reading]
) -> ShownRunning:
    return ShownRunning(
        code=session.code,
        title=said(readings[session.title_id]),
        state=row.state if row else Running.State.PLANNED,
        late_minutes=row.late_minutes if row else 0,
        room=said(readings[row.room.name_id]) if row and row.room else None,
    )


def running_sessions(event: Event, languages: Sequence[str]) -> list[ShownRunning]:
    """Every session of the event that says something of how it goes. Three queries."""
    sessions = (
        Session.objects.filter(event=event, running__isnull=False)
        .exclude(running__state=Running.State.PLANNED)
        .select_related("running__room")
        .order_by("code")
    )
    return running_of(sessions, languages)
