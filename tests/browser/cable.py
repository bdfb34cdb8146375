"""The cable between a browser and a server, which a test may cut.

Chromium's own «offline» leaves a stream alone that is open already.
"""

import contextlib
import socket
import threading


class Cable:
    """Passes bytes from a port of its own to a server's; cut, it drops every connection."""

    def __init__(self, to: int) -> None:
        self.to, self.whole = to, True
        self.lines: set[socket.socket] = set()
        self.lock = threading.Lock()

    def __enter__(self) -> "Cable":
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.cut()
        end(self.door)

    def cut(self) -> None:
        with self.lock:
            self.whole = False
            for line in self.lines:
                end(line)
            self.lines.clear()

    def mend(self) -> None:
        self.whole = True

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self._join(self.door.accept()[0])

    def _join(self, browser: socket.socket) -> None:
        with self.lock:
            if not self.whole:
                end(browser)
                return
            server = socket.create_connection(("127.0.0.1", self.to))
            self.lines |= {browser, server}
        for one, other in ((browser, server), (server, browser)):
            threading.Thread(target=carry, args=(one, other), daemon=True).start()


def carry(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := one.recv(65_536):
            other.sendall(data)
    end(one)
    end(other)


def end(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()
