"""The programme of a forum of 2,500 sessions: its release, its pages and feeds, and their bytes.

Answers are counted for each second of the server's CPU: another process on the same core takes
its share of the clock, but not of that. The reference gives as many bytes with the same headers
under the same server and does nothing else.
"""

import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from typing import Any

from bench.forum import EVENT
from bench.hub import ROOT, answering, cpu_of, ended, free_port
from bench.readers import Readers, asking, one
from bench.rows import Row

GOALS = {"uvicorn": "≥ 20000", "daphne": "≥ 4000"}
TIMES = {"uvicorn": 4_000, "daphne": 2_000}
LINKED = re.compile(r'(?:src|href)="(/static/[^"#]+\.(?:css|js))"')
IMPORTED = re.compile(r'from ?"\./([\w.-]+\.js)"|import ?"\./([\w.-]+\.js)"')


def rows(full: bool) -> list[Row]:
    """Under uvicorn; under Daphne too if `full`."""
    with tempfile.TemporaryDirectory(prefix="convoca-bench-") as home:
        environment = variables(home)
        run(environment, "manage.py", "migrate", "-v0")
        run(environment, "manage.py", "demo", "--size", "wsf")
        found = [*release(environment), *dynamic(environment)]
        for kind in ("uvicorn", "daphne") if full else ("uvicorn",):
            with serving(environment, kind) as (process, port):
                if kind == "uvicorn":
                    found += weights(port)
                found += answers(environment, kind, process, port)
        return found


def release(environment: dict[str, str]) -> Iterator[Row]:
    told = json.loads(run(environment, "-m", "bench.forum", "release"))
    name = f"release of {told['sessions']:,} sessions"
    own = f"{name} in {told['own']} languages"
    yield Row(own, told["stands"], "s", goal="≤ 10")
    if told["all"] > told["own"]:
        yield Row(f"{name} in all {told['all']} languages", told["wall"], "s")
    yield Row(f"{name}: CPU", told["cpu"], "s")
    yield Row(f"{name}: memory", told["memory"], "MB")
    yield Row(f"{name}: memory of a press", told["press"], "MB")


def dynamic(environment: dict[str, str]) -> Iterator[Row]:
    for name, told in json.loads(run(environment, "-m", "bench.forum", "pages")).items():
        yield Row(f"{name}: SQL", told["queries"], "queries", goal="≤ 10")
        yield Row(f"{name}: CPU", told["ms"], "ms")


def weights(port: int) -> Iterator[Row]:
    """Bytes that a browser loads for the page of a day."""
    day = addresses(port)["a day"]
    html = len(one(port, asking(day))[2])
    page = one(port, asking(day, accept_encoding="identity"))[2].decode()
    scripts = linked(port, set(LINKED.findall(page)))
    files = sum(len(body_of(port, path)) for path in scripts)
    yield Row("a day: HTML, br", html / 1000, "kB")
    yield Row(
        "a day: HTML, gzip", len(one(port, asking(day, accept_encoding="gzip"))[2]) / 1000, "kB"
    )
    yield Row("a day: HTML + CSS + JS, br", (html + files) / 1000, "kB", goal="≤ 60")


def body_of(port: int, path: str, encoding: str = "br") -> bytes:
    status, _, body, _ = one(port, asking(path, accept_encoding=encoding))
    assert status == 200, path
    return body


def linked(port: int, paths: set[str]) -> set[str]:
    """The files of a page with all that its scripts import."""
    found, new = set[str](), set(paths)
    while new:
        found |= new
        bodies = {
            path: body_of(port, path, "identity").decode() for path in new if path.endswith(".js")
        }
        new = {
            path.rpartition("/")[0] + "/" + (one_way or other)
            for path, body in bodies.items()
            for one_way, other in IMPORTED.findall(body)
        } - found
    return found


def addresses(port: int) -> dict[str, str]:
    """What is read, by its name."""
    page = one(port, asking(f"/{EVENT}/programme/", accept_encoding="identity"))[2].decode()
    found = re.search(rf"/{EVENT}/programme/\d{{4}}-\d\d-\d\d/", page)
    session = re.search(rf"/{EVENT}/sessions/\w+/", page)
    assert found
    assert session
    return {
        "a day": found[0],
        "a session": session[0],
        "ICS": f"/{EVENT}/feeds/programme.ics",
        "XML": f"/{EVENT}/feeds/schedule.xml",
        "JSON": f"/{EVENT}/feeds/schedule.json",
    }


def answers(environment: dict[str, str], kind: str, process: int, port: int) -> Iterator[Row]:
    goal = GOALS[kind]
    for name, path in addresses(port).items():
        _, headers, body, size = one(port, asking(path))
        times = TIMES[kind] if len(body) < 100_000 else TIMES[kind] // 4
        # The feeds of a whole forum are bound by copying their bytes into the socket.
        small = len(body) < 100_000
        value = rate(process, port, asking(path), size, times)
        bare = reference(environment, kind, headers, asking(path), times)
        yield Row(f"{kind}: {name}", value, "1/CPU s", goal=goal if small else "")
        yield Row(f"{kind}: {name} beside a bare app", value, "1/CPU s", bare)
        known = asking(path, if_none_match=headers["etag"])
        status, _, _, size = one(port, known)
        assert status == 304, path
        again = rate(process, port, known, size, TIMES[kind])
        yield Row(f"{kind}: {name}, 304", again, "1/CPU s", goal=goal)


def rate(process: int, port: int, request: bytes, size: int, times: int) -> float:
    """Answers for each second of the server's CPU: the best of three."""
    found = []
    with Readers(port) as readers:
        readers.read(request, size, 64)
        for _ in range(3):
            before = cpu_of(process)
            readers.read(request, size, times)
            found.append(times / (cpu_of(process) - before))
    return max(found)


def reference(
    environment: dict[str, str], kind: str, headers: dict[str, str], request: bytes, times: int
) -> float:
    port = free_port()
    command = [sys.executable, "-m", "bench.answers", kind, str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE)
    assert process.stdin
    told: dict[str, Any] = {
        "headers": [(name, value) for name, value in headers.items() if name != "date"],
        "size": headers["content-length"],
    }
    process.stdin.write(json.dumps(told).encode() + b"\n")
    process.stdin.flush()
    with ended(process):
        answering(port)
        size = one(port, request)[3]
        return rate(process.pid, port, request, size, times)


@contextlib.contextmanager
def serving(environment: dict[str, str], kind: str) -> Iterator[tuple[int, int]]:
    port = free_port()
    command = [sys.executable, "-m", f"convoca.serving.{kind}", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    with ended(process):
        answering(port)
        yield process.pid, port


def run(environment: dict[str, str], *command: str) -> str:
    """What a command of ours prints."""
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE
    )
    return done.stdout.decode()


def variables(home: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CONVOCA_")}
    for name in ("REDIS_URL", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
        kept.pop(name, None)
    return kept | {"CONVOCA_DATA_DIR": home, "CONVOCA_SECRET_KEY": "only-for-measuring" * 3}
