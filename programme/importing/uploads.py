"""A programme's file that waits for the word to go on."""

from collections.abc import Iterable
from pathlib import Path

from events.models import Event
from files import uploads


def keep(event: Event, chunks: Iterable[bytes]) -> str:
    """Keeps a file for a day and returns the mark by which `kept` finds it."""
    return uploads.keep(str(event.pk), chunks)


def kept(event: Event, mark: str) -> Path | None:
    """The file of that mark, if it was kept for this event."""
    return uploads.kept(str(event.pk), mark)
