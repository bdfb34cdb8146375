"""The socket's address and its door."""

from collections.abc import Iterable
from typing import Any

from django.urls import path

from access.doors import Door
from access.ports import WayIn
from documents.consumer import talk

SOCKET = "<slug:event>/documents/<uuid:uid>/socket"
application: Any = talk
routes = [path(SOCKET, application)]


def sockets() -> Iterable[WayIn]:
    """For the check at start."""
    yield WayIn(f"/{SOCKET}", Door("documents.read", ()), "socket")
