"""Where other ways in, beside Django's resolver, say which door each of them has."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from access.doors import Door


@dataclass(frozen=True)
class WayIn:
    """A way in and its door: `/api/events/{event}/sessions`, `/live/{topic}/socket` …

    `kind` says how the matrix knocks: `http` by a request, anything else is only checked for
    its rule here and tested by the app that offers it.
    """

    route: str
    door: Door | None
    kind: str = "http"


# Each callable yields the ways in of one kind: API operations, sockets, live sources.
ways_in: list[Callable[[], Iterable[WayIn]]] = []
