"""uvicorn with a long listen queue, ready frames, and workers that drain together.

`python -m convoca.serving.uvicorn --port 8000 --workers 2` or `--fd 3`
"""

import argparse
import os
import signal
from typing import Any, cast

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import Server
from uvicorn.supervisors import Multiprocess

from convoca.serving import APPLICATION, BACKLOG, EXTENSION, GRACEFUL, MOST_MESSAGE, processes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convoca.settings")
HERE = "convoca.serving.uvicorn"


class Sockets(WebSocketsSansIOProtocol):
    """A WebSocket that also takes finished frames.

    The protocol object of `websockets` never holds bytes back: whatever it makes is written at
    once, so a ready frame falls between two others.
    """

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        if self.handshake_initiated and hasattr(self, "scope"):
            cast(dict[str, Any], self.scope)["extensions"][EXTENSION] = self

    def can_write(self) -> bool:
        return self.scheme == "ws"

    def write_ready(self, data: bytes) -> int:
        transport = self.transport
        if self.close_sent or self.disconnected or transport.is_closing():
            return -1
        transport.write(data)
        return transport.get_write_buffer_size()

    def abort(self) -> None:
        self.transport.abort()


class Requests(HttpToolsProtocol):
    """A request whose stream takes ready chunks."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        cast(dict[str, Any], self.scope)["extensions"] = {EXTENSION: self}

    def can_write(self) -> bool:
        cycle = self.cycle
        return bool(self.scheme == "http" and cycle.response_started and cycle.chunked_encoding)

    def write_ready(self, data: bytes) -> int:
        cycle, transport = self.cycle, self.transport
        if cycle.disconnected or cycle.response_complete or transport.is_closing():
            return -1
        if not cycle.response_started:  # another request was pipelined behind the stream
            return -1
        transport.write(data)
        return transport.get_write_buffer_size()

    def abort(self) -> None:
        self.transport.abort()


class Workers(Multiprocess):
    """Several processes on one socket; SIGUSR1 drains them all, and none is started anew."""

    draining = False

    def handle_usr1(self) -> None:
        self.draining = True
        for process in self.processes:
            if process.pid is not None and process.process.is_alive():
                os.kill(process.pid, signal.SIGUSR1)

    def keep_subprocess_alive(self) -> None:
        if not self.draining:
            super().keep_subprocess_alive()
        elif not any(process.process.is_alive() for process in self.processes):
            self.should_exit.set()

    def terminate_all(self) -> None:
        for process in self.processes:
            if process.process.is_alive():
                process.terminate()


def config(host: str, port: int, fd: int | None, workers: int) -> Config:
    """uvicorn's settings. Forwarded headers are read by Django, for CONVOCA_PROXIES hops."""
    from django.conf import settings

    ready = settings.READY_FRAMES
    return Config(
        APPLICATION,
        host=host,
        port=port,
        fd=fd,
        workers=workers,
        backlog=BACKLOG,
        http=f"{HERE}:Requests" if ready else "httptools",
        ws=f"{HERE}:Sockets" if ready else "websockets-sansio",
        ws_max_size=MOST_MESSAGE,
        ws_ping_interval=25.0,
        ws_ping_timeout=30.0,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=GRACEFUL,
        timeout_keep_alive=75,
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_level="warning",  # lines of each socket would name addresses
        log_config=None,
        lifespan="on",
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog=HERE)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument("--fd", type=int)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    made = config(options.host, options.port, options.fd, options.workers)
    with processes.known_by_its_pid():
        if options.workers > 1:
            Workers(made, sockets=[made.bind_socket()]).run()
        else:
            Server(made).run()


if __name__ == "__main__":
    main()
