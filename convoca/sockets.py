"""Sockets on which a person also talks: documents, desks, the editor.

Followers only listen; theirs is /live/<topic>/socket. An app's sockets stand here with their
routes, behind a check of the Origin; each looks up its session itself, together with its rule.
"""

from typing import Any

from channels.routing import URLRouter
from django.urls import URLPattern

from documents import routes as documents
from realtime.visitors import comes_from_here

routes: list[URLPattern] = [*documents.routes]


def talk() -> Any:
    """The application for every socket outside of /live/."""
    inner = URLRouter(routes)
    known = [route.pattern for route in routes]

    async def application(scope: Any, receive: Any, send: Any) -> None:
        path = scope["path"].lstrip("/")
        if not comes_from_here(scope) or not any(pattern.match(path) for pattern in known):
            await receive()
            await send({"type": "websocket.close", "code": 4404})
            return
        await inner(scope, receive, send)

    return application
