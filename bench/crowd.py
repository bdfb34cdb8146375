"""Many followers held by one loop of epoll, which costs as little as it can itself."""

import select
import socket
import time

SECONDS = 60
UPGRADE = (
    "GET {path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
PLAIN = "GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Crowd:
    """Connections that count what reaches them."""

    def __init__(self, port: int, path: str, size: int, *, sockets: bool, greeting: bytes) -> None:
        self.epoll = select.epoll()
        self.lines: dict[int, socket.socket] = {}
        request = (UPGRADE if sockets else PLAIN).format(path=path).encode()
        begun = time.perf_counter()
        for _ in range(size):
            line = socket.create_connection(("127.0.0.1", port), timeout=SECONDS)
            line.sendall(request)
            line.setblocking(False)
            self.lines[line.fileno()] = line
            self.epoll.register(line.fileno(), select.EPOLLIN)
        self.wait_for(greeting)
        self.joining = time.perf_counter() - begun

    def wait_for(self, mark: bytes) -> tuple[float, float]:
        """Waits until `mark` has reached everybody: when it reached the first and the last.

        Raises TimeoutError after 60 s, ConnectionError if a line was closed.
        """
        missing = set(self.lines)
        first = 0.0
        deadline = time.monotonic() + SECONDS
        while missing:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{len(missing)} followers got nothing.")
            for number, _ in self.epoll.poll(1):
                data = self.lines[number].recv(65536)
                if not data:
                    raise ConnectionError("A follower was cut off.")
                if mark in data:
                    missing.discard(number)
                    first = first or time.perf_counter()
        return first, time.perf_counter()

    def leave(self) -> None:
        self.epoll.close()
        for line in self.lines.values():
            line.close()
