"""What a board shows, in one language: the same shapes in a page, a snapshot and a frame."""

from collections.abc import Iterable, Sequence
from typing import Any, NotRequired, TypedDict

from boards.models import Line
from events.models import Event
from languages.texts import Bank, Reading
from programme.models import Running
from workshops.models import Session

MOST_LINES = 500


class Version(TypedDict):
    """A text in one of its languages."""

    body: str
    lang: str
    dir: str
    origin: str
    older: bool


class Said(Version):
    """A text as a reader gets it; `source` is the original's language, `original` its words where
    these are a translation.

    A frame is made once for all readers of a language. A text that has no version in it comes in
    the original with all `others`, of which each takes the first that she reads.
    """

    source: str
    original: NotRequired[str]
    others: NotRequired[list[Version]]


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


class Words:
    """Texts read for one reader (`languages` in her order), or for all readers of one language.

    Two queries for any number of them.
    """

    def __init__(self, ids: Iterable[int | None], languages: Sequence[str]) -> None:
        self.lang = languages[0]
        self.bank = Bank(ids)
        self.readings = self.bank.readings(languages)

    def said(self, pk: int | None, *, with_original: bool = False) -> Said:
        reading = self.readings[pk]
        found = Said(
            body=reading.body,
            lang=reading.lang,
            dir=reading.dir,
            source=reading.source_lang,
            origin=reading.origin,
            older=reading.older,
        )
        if with_original and reading.source:
            found["original"] = reading.source
        if others := self.bank.others(reading, self.lang):
            found["others"] = [_version(each) for each in others]
        return found


def _version(reading: Reading) -> Version:
    return Version(
        body=reading.body,
        lang=reading.lang,
        dir=reading.dir,
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
    words = Words((line.body_id for line in lines), languages)
    return [
        ShownLine(
            uid=str(line.uid),
            kind=line.kind,
            at=line.at.isoformat(),
            text=words.said(line.body_id, with_original=True),
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
    words = Words([*(s.title_id for s in sessions), *rooms], languages)
    return [_running(session, row, words) for session, row in rows]


def _running(session: Session, row: Running | None, words: Words) -> ShownRunning:
    return ShownRunning(
        code=session.code,
        title=words.said(session.title_id),
        state=row.state if row else Running.State.PLANNED,
        late_minutes=row.late_minutes if row else 0,
        room=words.said(row.room.name_id) if row and row.room else None,
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
