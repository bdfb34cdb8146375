"""Real servers on free ports, on this run's own database."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

KINDS = ("daphne", "uvicorn")
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Server:
    """A running web process."""

    kind: str
    port: int
    process: subprocess.Popen

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def memory(self) -> int:
        """Resident memory with that of its children, in bytes."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def is_ready(self) -> bool:
        """Whether it answers /health/live."""
        try:
            return b" 200 " in ask(
                self.port, b"GET /health/live HTTP/1.0\r\nHost: localhost\r\n\r\n"
            )
        except OSError:
            return False

    def wait(self) -> None:
        """Returns when it answers; raises if it ended or took 90 s."""
        deadline = time.monotonic() + 90
        while not self.is_ready():
            assert self.process.poll() is None, f"{self.kind} ended with {self.process.returncode}"
            assert time.monotonic() < deadline, f"{self.kind} does not answer"
            time.sleep(0.05)

    def kill(self) -> None:
        """Ends it as a power cut would."""
        self.process.kill()
        self.process.wait(10)

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(port: int, request: bytes, *, seconds: float = 10) -> bytes:
    """Sends bytes to a server and returns all that it answers until it closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as line:
        line.sendall(request)
        return b"".join(iter(lambda: line.recv(65536), b""))


def get(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of a GET over HTTP/1.0."""
    return read(ask(port, request("GET", path, **headers)))


def become_ready(port: int) -> None:
    """Waits as a proxy does: on a busy machine, reading the migrations takes more than a second."""
    ends = time.monotonic() + 60
    while get(port, "/health/ready")[0] != 200:
        assert time.monotonic() < ends
        time.sleep(0.2)


def post(port: int, path: str, body: bytes, **headers: str) -> tuple[int, dict[str, str], bytes]:
    headers = {"Content_Length": str(len(body))} | headers
    return read(ask(port, request("POST", path, **headers) + body))


def request(method: str, path: str, **headers: str) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


def read(answer: bytes) -> tuple[int, dict[str, str], bytes]:
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    if headers.get("transfer-encoding") == "chunked":
        body = unchunked(body)
    return int(first.split()[1]), headers, body


def unchunked(body: bytes) -> bytes:
    parts = []
    while body:
        size, _, rest = body.partition(b"\r\n")
        length = int(size, 16)
        parts.append(rest[:length])
        body = rest[length + 2 :]
    return b"".join(parts)


def database_url() -> str:
    """The address of the database that the tests are running on."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    given = connection.settings_dict
    login = f"{given['USER']}:{given['PASSWORD']}".rstrip(":")
    return f"postgresql://{login}@{given['HOST']}:{given['PORT'] or 5432}/{name}"


def environment(port: int) -> dict[str, str]:
    """A server's variables: this run's database and data, and the wall."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.wall_settings",
        "DATABASE_URL": database_url(),
        "CONVOCA_DATA_DIR": str(settings.DATA_DIR),
        "PORT": str(port),
    }


def start(kind: str, *options: str, port: int = 0, **more: str) -> Server:
    """Starts a server with the wall; it may not answer yet."""
    port = port or free_port()
    command = [sys.executable, "-m", f"convoca.serving.{kind}", "--port", str(port), *options]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(port) | more)
    return Server(kind, port, process)


@contextlib.contextmanager
def serving(kind: str, *options: str, **more: str) -> Iterator[Server]:
    """A server that answers, ended afterwards."""
    server = start(kind, *options, **more)
    try:
        server.wait()
        yield server
    finally:
        server.end()
