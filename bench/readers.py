"""Readers that keep their connections and ask for the same page again and again."""

import selectors
import socket
from types import TracebackType
from typing import cast


class Readers:
    """`count` connections; each asks anew once its answer is there.

    An answer is known by its length, so that reading costs next to nothing beside serving.
    """

    def __init__(self, port: int, count: int = 32) -> None:
        self.selector = selectors.EpollSelector()
        self.lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(count)]
        self.awaited = dict.fromkeys(self.lines, 0)
        for line in self.lines:
            self.selector.register(line, selectors.EVENT_READ)

    def __enter__(self) -> "Readers":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.selector.close()
        for line in self.lines:
            line.close()

    def read(self, request: bytes, size: int, times: int) -> None:
        """Asks `times` times. Raises ConnectionError if an answer has not `size` bytes."""
        asked = 0
        for line in self.lines:
            line.sendall(request)
            self.awaited[line] = size
            asked += 1
        while any(self.awaited.values()):
            for key, _ in self.selector.select(10):
                line = cast(socket.socket, key.fileobj)
                self.awaited[line] -= received(line)
                if self.awaited[line] < 0:
                    raise ConnectionError("The answers are not all alike.")
                if self.awaited[line] == 0 and asked < times:
                    line.sendall(request)
                    self.awaited[line] = size
                    asked += 1


def received(line: socket.socket) -> int:
    size = len(line.recv(1 << 20))
    if not size:
        raise ConnectionError("The server hung up.")
    return size


def one(port: int, request: bytes) -> tuple[int, dict[str, str], bytes, int]:
    """Status, headers, body and whole size of one answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(request)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += line.recv(1 << 20)
        head, body = answer.split(b"\r\n\r\n", 1)
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, value in (each.split(": ", 1) for each in lines)}
        while len(body) < int(headers.get("content-length", "0")):
            body += line.recv(1 << 20)
    return int(first.split()[1]), headers, body, len(head) + 4 + len(body)


def asking(path: str, **headers: str) -> bytes:
    """The bytes of a request: `asking("/x/", accept_encoding="br")`."""
    said = {"host": "localhost", "accept-encoding": "br"}
    said |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    return f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode()
