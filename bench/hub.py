"""The hub beside a bare `websockets.broadcast()`: cost of a delivered message, the last follower,
joining.

A message costs something once (taking the post, waking the reader) and something for each
follower; the second is what is compared, so the cost with one follower is taken off before.
The last follower is timed from the first one's receipt, because only ours writes to a database.
"""

import contextlib
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from bench.crowd import Crowd
from bench.rows import Row

ROOT = Path(__file__).resolve().parent.parent
TOPIC = "wall:bench"
WORDS = "x" * 360
ROUNDS = 3
GOALS = {"daphne": ("≤ 1.1", "≤ 5"), "uvicorn": ("≤ 1.0", "≤ 2")}


@dataclass(frozen=True)
class Figures:
    """Seconds: CPU for each delivered message, CPU once for a message, first to last, joining."""

    each: float
    once: float
    last: float
    joining: float


def rows(full: bool) -> list[Row]:
    """1,000 followers, and 5,000 if `full`."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65_536), hard))
    try:
        return [row for size in ([1_000, 5_000] if full else [1_000]) for row in measured(size)]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def measured(size: int) -> Iterator[Row]:
    with bare() as (process, port, post):
        reference = figures(process, port, post, "/", size, sockets=True, greeting=b"101 ")
    with tempfile.TemporaryDirectory(prefix="convoca-bench-") as home:
        environment = variables(home)
        migrate = [sys.executable, "manage.py", "migrate", "-v0"]
        subprocess.run(migrate, cwd=ROOT, env=environment, check=True)
        for kind in GOALS:
            with serving(kind, environment) as (process, port, post):
                for way in ("socket", "stream"):
                    path = f"/live/{TOPIC}/{way}?lang=en"
                    sockets = way == "socket"
                    found = figures(
                        process, port, post, path, size, sockets=sockets, greeting=b'"hello"'
                    )
                    yield from compared(found, reference, kind, way, size)


def compared(found: Figures, bare: Figures, kind: str, way: str, size: int) -> Iterator[Row]:
    name = f"hub, {kind}, {'WebSocket' if way == 'socket' else 'SSE'}, {size:,} followers: "
    cost, join = GOALS[kind]
    join = join if way == "socket" else "≤ 1"
    micro, milli = 1_000_000, 1_000
    yield Row(name + "CPU a delivered message", found.each * micro, "µs", bare.each * micro, cost)
    yield Row(name + "first to last follower", found.last * milli, "ms", bare.last * milli, cost)
    yield Row(name + "joining", found.joining * milli, "ms", bare.joining * milli, join)
    yield Row(name + "CPU once a message", found.once * milli, "ms")


def figures(
    process: int,
    port: int,
    post: Callable[[str], None],
    path: str,
    size: int,
    *,
    sockets: bool,
    greeting: bytes,
) -> Figures:
    """The best of some rounds: what others do on the machine only adds."""
    alone = Crowd(port, path, 1, sockets=sockets, greeting=greeting)
    once = min(told(process, post, alone)[0] for _ in range(ROUNDS))
    alone.leave()
    joining = min(joined(port, path, size, sockets, greeting) for _ in range(ROUNDS))
    crowd = Crowd(port, path, size, sockets=sockets, greeting=greeting)
    time.sleep(1)
    found = [told(process, post, crowd) for _ in range(ROUNDS)]
    crowd.leave()
    time.sleep(1)
    cpu = min(cpu for cpu, _ in found)
    last = min(last for _, last in found)
    return Figures(max(cpu - once, 0.0) / (size - 1), once, last, joining)


def joined(port: int, path: str, size: int, sockets: bool, greeting: bytes) -> float:
    """Seconds until a whole crowd is greeted; it leaves again."""
    crowd = Crowd(port, path, size, sockets=sockets, greeting=greeting)
    crowd.leave()
    time.sleep(1)
    return crowd.joining


def told(process: int, post: Callable[[str], None], crowd: Crowd) -> tuple[float, float]:
    """The CPU of one message and the time from the first to the last follower."""
    times = 20 if len(crowd.lines) > 1 else 40
    spans = []
    before = cpu_of(process)
    for _ in range(times):
        mark = uuid.uuid4().hex
        post(mark)
        first, last = crowd.wait_for(mark.encode())
        spans.append(last - first)
    return (cpu_of(process) - before) / times, statistics.median(spans)


def cpu_of(process: int) -> float:
    """CPU seconds of a process's first thread: there both kinds of servers have their loop, and
    the write itself runs beside it.
    """
    nanoseconds = Path(f"/proc/{process}/task/{process}/schedstat").read_text().split()[0]
    return int(nanoseconds) / 1e9


Running = tuple[int, int, Callable[[str], None]]


@contextlib.contextmanager
def bare() -> Iterator[Running]:
    """The reference, which sends a text as long as our frame."""
    port = free_port()
    command = [sys.executable, "-m", "bench.broadcast", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE)
    assert process.stdin
    stdin = process.stdin

    def post(mark: str) -> None:
        stdin.write(f"{mark}{WORDS}{'y' * 60}\n".encode())
        stdin.flush()

    with ended(process):
        answering(port)
        yield process.pid, port, post


@contextlib.contextmanager
def serving(kind: str, environment: dict[str, str]) -> Iterator[Running]:
    """Convoca with the wall of its tests."""
    port = free_port()
    command = [sys.executable, "-m", f"convoca.serving.{kind}", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    with ended(process):
        answering(port)
        with socket.create_connection(("127.0.0.1", port)) as line:
            yield process.pid, port, lambda mark: write(line, mark)


def write(line: socket.socket, mark: str) -> None:
    """Writes on the wall over a connection that is kept."""
    body = urlencode({"words": mark + WORDS, "key": str(uuid.uuid4())}).encode()
    line.sendall(
        f"POST /wall/{TOPIC}/post/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n".encode()
        + body
    )
    answer = b""
    while b'"seq"' not in answer:
        answer += line.recv(65536)
        if answer and not answer.startswith(b"HTTP/1.1 201"):
            raise ConnectionError(answer[:200])
    while not answer.endswith(b"}") and not answer.endswith(b"0\r\n\r\n"):
        answer += line.recv(65536)


def variables(home: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CONVOCA_")}
    kept.pop("REDIS_URL", None)
    return kept | {
        "DJANGO_SETTINGS_MODULE": "tests.wall_settings",
        "DATABASE_URL": f"sqlite:///{home}/bench.sqlite3",
        "CONVOCA_DATA_DIR": home,
        "CONVOCA_SECRET_KEY": "only-for-measuring" * 3,
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answering(port: int) -> None:
    """Waits until something listens. Raises TimeoutError after 60 s."""
    deadline = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise TimeoutError from None
            time.sleep(0.1)
        else:
            return


@contextlib.contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdin:
            process.stdin.close()
