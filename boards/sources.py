"""What followers of a board and of a hall read from the live log."""

from typing import Any

from boards import actions, queries, topics
from events.models import Event
from realtime.models import EVERYONE, Entry
from workshops.models import Session


class BoardSource:
    """The board of one session. Its state is `{running, lines}`."""

    rule = "boards.follow"

    def find(self, name: str) -> Session:
        try:
            event, guid = topics.event_uid(name), topics.session_guid(name)
        except ValueError as error:
            raise Session.DoesNotExist from error
        sessions = Session.objects.select_related("event", "running__room")
        return sessions.get(event__uid=event, guid=guid)

    def audience(self, person: Any, name: str) -> str:
        return EVERYONE

    def state(self, name: str, lang: str, audience: str) -> dict[str, Any]:
        session = self.find(name)
        return {
            "running": queries.running_of([session], [lang])[0],
            "lines": queries.board_lines(session, [lang]),
        }

    def render(self, entry: Entry, lang: str, audience: str) -> dict[str, Any] | None:
        return rendered(entry, lang)

    def counters(self, name: str) -> dict[str, int]:
        return {}


class HallSource:
    """The screens of an event's halls. Their state is `{running, lines, release}`."""

    rule = "boards.watch"

    def find(self, name: str) -> Event:
        try:
            return Event.objects.get(uid=topics.hall_uid(name))
        except ValueError as error:
            raise Event.DoesNotExist from error

    def audience(self, person: Any, name: str) -> str:
        return EVERYONE

    def state(self, name: str, lang: str, audience: str) -> dict[str, Any]:
        event = self.find(name)
        newest = event.releases.filter(state="current").values_list("number", flat=True).first()
        return {
            "running": queries.running_sessions(event, [lang]),
            "lines": queries.announcements(event, [lang]),
            "release": newest or 0,
        }

    def render(self, entry: Entry, lang: str, audience: str) -> dict[str, Any] | None:
        return rendered(entry, lang)

    def counters(self, name: str) -> dict[str, int]:
        return {}


def rendered(entry: Entry, lang: str) -> dict[str, Any] | None:
    """An entry in a reader's language: what is to be put into the state that she has.

    A line or a running state is told as it stands now, so a later entry of the same line finds
    nothing to change.
    """
    payload = entry.payload
    if entry.kind == actions.RELEASE:
        return {"release": payload["number"]}
    if entry.kind == actions.REMOVED:
        return {"removed": payload["uid"]}
    if entry.kind == actions.RUNNING:
        sessions = Session.objects.filter(pk=payload["session"]).select_related("running__room")
        found = queries.running_of(sessions, [lang])
        return {"running": found[0]} if found else None
    if entry.kind == actions.LINE:
        line = queries.line_of(payload["line"], lang)
        return {"line": line} if line else None
    return None
