"""What upper apps tell the live log: who may follow a topic, its state, its entries in words.

An upper app registers a source for its prefix in `AppConfig.ready()`; the topic `board:7f…`
belongs to the source of `board`. Without any source every topic is unknown (404).
"""

import re
from collections.abc import Iterator
from typing import Any, Protocol

from access.doors import READ, Door
from access.ports import WayIn
from realtime.models import Entry

NAME = re.compile(r"^([a-z]+):[A-Za-z0-9_.-]{1,100}$")


class Source(Protocol):
    """Speaks for the topics of one prefix. All of it is called in threads and may query."""

    rule: str
    """The rule that lets a person follow, as in `access.doors.opens`."""

    def find(self, name: str) -> Any:
        """What the topic is about. Raises Http404 or ObjectDoesNotExist."""

    def audience(self, person: Any, name: str) -> str:
        """The group of readers that all see the same, such as `everyone` or `moderators`."""

    def state(self, name: str, lang: str, audience: str) -> dict[str, Any]:
        """The state that all entries so far have led to: the snapshot."""

    def render(self, entry: Entry, lang: str, audience: str) -> dict[str, Any] | None:
        """What the entry tells this audience in `lang`; None if it may not see it."""

    def counters(self, name: str) -> dict[str, int]:
        """Numbers beside the log, sent at most once a second; the same for everyone."""


sources: dict[str, Source] = {}


def register(prefix: str, source: Source) -> None:
    """Lets `source` speak for the topics that begin with `prefix:`."""
    sources[prefix] = source


def source_of(name: str) -> Source | None:
    """The source of a topic, or None for a name that nobody speaks for."""
    match = NAME.match(name)
    return sources.get(match[1]) if match else None


def ways_in() -> Iterator[WayIn]:
    """Every way to follow, with its rule, for the check at start."""
    for prefix, source in sources.items():
        for what in ("snapshot", "entries", "stream", "socket"):
            yield WayIn(f"/live/{prefix}:{{name}}/{what}", Door(source.rule, READ), "live")
