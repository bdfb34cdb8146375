"""The databases on which the same is measured: SQLite, and PostgreSQL where there is one."""

import contextlib
import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from urllib.parse import urlsplit

SERVER = os.environ.get("DATABASE_URL", "")
"""`DATABASE_URL=postgres://… make bench` measures there too, in databases that it makes and drops.
"""


def kinds() -> list[str]:
    return ["SQLite", "PostgreSQL"] if SERVER.startswith("postgres") else ["SQLite"]


def run_inside(module: str, *arguments: str, kind: str = "SQLite") -> str:
    """The last line that `module` prints, run in a process and an empty database of its own."""
    with tempfile.TemporaryDirectory(prefix="convoca-bench-") as home, _empty(kind, home) as url:
        given = {"CONVOCA_DATA_DIR": home, "CONVOCA_SECRET_KEY": "bench", "DATABASE_URL": url}
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            env=os.environ | given,
            check=True,
            capture_output=True,
            text=True,
        )
    return done.stdout.strip().splitlines()[-1]


@contextlib.contextmanager
def _empty(kind: str, home: str) -> Iterator[str]:
    if kind == "SQLite":
        yield f"sqlite:///{home}/bench.sqlite3"
        return
    import psycopg

    name = f"convoca_bench_{uuid.uuid4().hex}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(SERVER)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
