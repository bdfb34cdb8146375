"""Daphne with a long listen queue, bodies refused before they are kept, and ready frames.

`python -m convoca.serving.daphne --port 8000`
"""

import argparse
import asyncio
import logging
import os
import socket as sockets
from typing import Any

from autobahn.websocket import protocol as autobahn_protocol
from daphne import server as daphne_server  # installs its reactor: before all of Twisted
from daphne.http_protocol import HTTPFactory, WebRequest
from daphne.server import Server
from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol
from twisted.internet import reactor, tcp

from convoca.serving import BACKLOG, EXTENSION, MOST_MESSAGE, processes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convoca.settings")

TOO_LARGE = (
    b"HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n"
    b"X-Content-Type-Options: nosniff\r\n\r\n"
)
logger = logging.getLogger(__name__)


def write_straight(transport: Any, data: bytes) -> int:
    """Gives `data` to the kernel if nothing waits before it; the rest to the transport's buffer.

    Returns the bytes that wait, -1 for a connection that is gone. Twisted would defer each
    write to its next round: three system calls for one.
    """
    if not transport.connected or transport.disconnecting:
        return -1
    if transport.dataBuffer or transport._tempDataLen:
        transport.write(data)
        return waiting(transport)
    try:
        sent = transport.socket.send(data)
    except BlockingIOError:
        sent = 0
    except OSError:
        transport.abortConnection()
        return -1
    if sent == len(data):
        return 0
    transport.write(data[sent:])
    return waiting(transport)


def waiting(transport: Any) -> int:
    """The bytes in the transport's two buffers."""
    return len(transport.dataBuffer) - transport.offset + int(transport._tempDataLen)


def is_plain(transport: Any) -> bool:
    """Whether bytes written are bytes sent: TCP without TLS ended in Twisted."""
    return isinstance(transport, tcp.Connection) and not transport.TLS


class ReadyWebSocket(WebSocketProtocol):
    """A WebSocket that also takes finished frames."""

    def can_write(self) -> bool:
        return is_plain(self.transport)

    def write_ready(self, data: bytes) -> int:
        if self.state != self.STATE_OPEN or self.muted:
            return -1
        if self.send_queue:
            self.sendData(data)
            return waiting(self.transport)
        return write_straight(self.transport, data)

    def abort(self) -> None:
        if self.transport is not None:
            self.transport.abortConnection()


class Request(WebRequest):
    """A request whose body is bounded while it arrives, and whose stream takes ready chunks.

    Daphne keeps 12 bytes for each byte of a body before any application sees it.
    """

    received = 0
    most = 0
    refused = False

    def gotLength(self, length: int | None) -> None:  # noqa: N802
        from convoca import bodies

        path = self.channel._path.split(b"?", 1)[0].decode("latin-1")
        self.most = bodies.limit(path)
        if length is not None and length > self.most:
            self.refuse()
        super().gotLength(0 if self.refused else length)

    def handleContentChunk(self, data: bytes) -> None:  # noqa: N802
        from convoca import bodies

        self.received += len(data)
        if self.received > self.most:
            self.refuse()
        if not self.refused:
            super().handleContentChunk(data)
        elif self.received > self.most + bodies.MOST_DISCARDED and self.channel is not None:
            self.channel.loseConnection()

    def refuse(self) -> None:
        """Answers 413 once; what still comes is thrown away."""
        if not self.refused and self.channel is not None:
            self.refused = True
            self.channel.transport.write(TOO_LARGE)

    def requestReceived(self, command: bytes, path: bytes, version: bytes) -> None:  # noqa: N802
        if not self.refused:
            super().requestReceived(command, path, version)
        elif self.channel is not None:
            self.channel.loseConnection()

    def can_write(self) -> bool:
        return bool(
            self.startedWriting
            and self.chunked
            and self.channel is not None
            and is_plain(self.channel.transport)
        )

    def write_ready(self, data: bytes) -> int:
        if self.finished or self._disconnected or self.channel is None:
            return -1
        return write_straight(self.channel.transport, data)

    def abort(self) -> None:
        if self.channel is not None:
            self.channel.transport.abortConnection()


class WebFactory(HTTPFactory):
    def buildProtocol(self, addr: Any) -> Any:  # noqa: N802
        protocol = super().buildProtocol(addr)
        protocol.requestFactory = Request
        return protocol


class SocketFactory(WebSocketFactory):
    protocol = ReadyWebSocket


class Convoca(Server):
    """Daphne's server with our requests and sockets."""

    ready_frames = True

    def run(self) -> None:
        for name in ("pformat", "hltype", "hlval"):
            setattr(autobahn_protocol, name, unsaid)
        daphne_server.HTTPFactory = WebFactory
        daphne_server.WebSocketFactory = SocketFactory
        super().run()

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        if self.ready_frames:
            scope["extensions"] = {EXTENSION: protocol}
        return super().create_application(protocol, scope)

    def kill_all_applications(self) -> Any:
        """Daphne stumbles here over connections whose application has ended."""
        for details in self.connections.values():
            details.setdefault("application_instance", finished())
        return super().kill_all_applications()


def unsaid(*_: Any) -> str:
    """autobahn formats each handshake and each send for a log that nobody reads: half a join."""
    return ""


def finished() -> asyncio.Future[None]:
    done: asyncio.Future[None] = asyncio.get_event_loop().create_future()
    done.set_result(None)
    return done


def endpoint(host: str, port: int, fd: int | None) -> str:
    """Twisted's words for where to listen."""
    if fd is None:
        return f"tcp:port={port}:interface={host}:backlog={BACKLOG}"
    # Twisted takes an inherited socket as it is.
    sockets.socket(fileno=os.dup(fd)).listen(BACKLOG)
    return f"fd:fileno={fd}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="convoca.serving.daphne")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument("--fd", type=int)
    options = parser.parse_args()
    from django.conf import settings

    from convoca.asgi import application  # first: it sets Django up

    from convoca import draining, garbage  # isort: skip

    Convoca.ready_frames = settings.READY_FRAMES
    server = Convoca(
        application,
        endpoints=[endpoint(options.host, options.port, options.fd)],
        websocket_max_message_size=MOST_MESSAGE,
        websocket_max_frame_size=MOST_MESSAGE,
        websocket_timeout=-1,
        server_name="",
        verbosity=0,
    )
    reactor.callWhenRunning(lambda: asyncio.get_event_loop().call_soon(draining.listen))
    garbage.settle()
    with processes.known_by_its_pid():
        server.run()


if __name__ == "__main__":
    main()
