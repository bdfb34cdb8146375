"""Addresses of the released programme, the same in a page, an artefact and a feed.

Written by hand because a release writes some hundred thousand of them; a test holds them against
the resolver.
"""

from datetime import date
from uuid import UUID


def programme(event: str) -> str:
    return f"/{event}/programme/"


def day(event: str, of: date) -> str:
    return f"/{event}/programme/{of.isoformat()}/"


def room(event: str, uid: UUID) -> str:
    return f"/{event}/programme/rooms/{uid}/"


def theme(event: str, uid: UUID) -> str:
    return f"/{event}/programme/themes/{uid}/"


def language(event: str, lang: str) -> str:
    return f"/{event}/programme/languages/{lang}/"


def changes(event: str) -> str:
    return f"/{event}/programme/changes/"


def session(event: str, code: str) -> str:
    return f"/{event}/sessions/{code}/"


def star(event: str, code: str) -> str:
    return f"/{event}/sessions/{code}/star/"


def feed(event: str, name: str) -> str:
    """`name` with its ending: `programme.ics`, `schedule.xml`, `rooms/<uid>.ics`."""
    return f"/{event}/feeds/{name}"


def fragments(event: str) -> str:
    """Where the calendar entries of every session lie in the pack; no address answers there."""
    return f"fragments:{event}"


def calendar(event: str) -> str:
    return f"/{event}/agenda/calendar/"


def agenda_feed(event: str, token: str) -> str:
    return f"/{event}/feeds/agenda/{token}.ics"


def editor(event: str, of: date) -> str:
    return f"/{event}/organise/programme/?day={of.isoformat()}"
