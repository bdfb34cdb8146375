"""All tests, in the order in which they tell most: `make test`, or `make test T=tests/jobs`.

The front end's own; SQLite with the in-memory layer; what is marked for PostgreSQL with Redis,
if both answer; then Chromium, storms and big worlds. With CI=true a missing server is a failure.

All runs share a home: SQLite's migrations run once, and each process takes a copy of what they
made; where Python keeps no bytecode, it does so here, for the servers that the tests start.
"""

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from tools.catalogues import compile_catalogues
from tools.prepare import FRONTEND, node

ROOT = Path(__file__).resolve().parent.parent
DATABASE = os.environ.get("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
STRICT = bool(os.environ.get("CI"))
NOTHING_TO_RUN = 5
APART = "browser or storm or big"
# Whoever has nothing left to do takes from the other's end.
BOTH_CORES = ("-n", "2", "--dist", "worksteal")
TWICE = "(postgres or redis)"
ON_SERVERS = "redis or postgres(only=True)"


def main(chosen: list[str]) -> int:
    compile_catalogues(ROOT / "locale")
    with tempfile.TemporaryDirectory(prefix="convoca-tests-") as home:
        return pytest(chosen, common(Path(home))) if chosen else everything(Path(home))


def everything(home: Path) -> int:
    variables = common(home)
    database = home / "migrated.sqlite3"
    with migrating(database, variables) as migration:
        failed = frontend()
    if migration.wait():
        return 1
    embedded = variables | {"TESTS_DATABASE": str(database)}
    failed |= pytest([*BOTH_CORES, "-m", f"not ({APART} or {ON_SERVERS})"], embedded)
    silent = silent_servers()
    if silent:
        print(f"Tests on PostgreSQL with Redis: skipped, {' and '.join(silent)} not found.")
        failed |= int(STRICT)
    else:
        variables |= on_servers()
        failed |= pytest([*BOTH_CORES, "-m", f"{TWICE} and not ({APART})"], variables)
        failed |= pytest(["-m", f"{TWICE} and storm"], variables)
    # Apart, because Playwright's loop stays in the process; a storm wants the machine for itself.
    failed |= pytest(["-m", f"storm and not (big or browser or {ON_SERVERS})"], embedded)
    failed |= pytest([*BOTH_CORES, "-m", f"big and not (browser or {ON_SERVERS})"], embedded)
    failed |= pytest([*BOTH_CORES, "-m", "browser and not camera"], embedded)
    # A browser of its own with a film for a camera, which it does not get beside another one.
    return failed | pytest(["-m", "camera"], embedded)


def common(home: Path) -> dict[str, str]:
    """The variables of every run: on SQLite, with what it writes under `home`."""
    taken = {"DATABASE_URL", "REDIS_URL", "TESTS_DATABASE", "PYTHONDONTWRITEBYTECODE"}
    plain = {name: value for name, value in os.environ.items() if name not in taken}
    if sys.dont_write_bytecode:
        # A server would compile a thousand modules at each start.
        plain["PYTHONPYCACHEPREFIX"] = str(home / "bytecode")
    return plain | {"TMPDIR": str(home)}


def migrating(database: Path, variables: dict[str, str]) -> subprocess.Popen[bytes]:
    """Makes a database at a path, with all migrations; ends with 0 when it is there."""
    own = {"DATABASE_URL": f"sqlite:///{database}", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "manage.py", "migrate", "-v0"]
    return subprocess.Popen(command, cwd=ROOT, env=variables | own)


def silent_servers() -> list[str]:
    servers = {"PostgreSQL": DATABASE, "Redis": REDIS}
    return [name for name, url in servers.items() if not open_at(url)]


def frontend() -> int:
    if not (FRONTEND / "package.json").exists():
        return 0
    path = f"{node()}{os.pathsep}{os.environ['PATH']}"
    command = ["npm", "test", "--silent"]
    done = subprocess.run(command, cwd=FRONTEND, env=os.environ | {"PATH": path}, check=False)
    return int(done.returncode != 0)


def on_servers() -> dict[str, str]:
    return {"DATABASE_URL": DATABASE, "REDIS_URL": REDIS}


def open_at(url: str) -> bool:
    """Whether something listens at the address."""
    parts = urlsplit(url)
    usual = 6379 if parts.scheme.startswith("redis") else 5432
    try:
        with socket.create_connection((parts.hostname or "127.0.0.1", parts.port or usual), 2):
            return True
    except OSError:
        return False


def pytest(arguments: list[str], variables: dict[str, str]) -> int:
    """Runs pytest; 0 if nothing failed."""
    command = [sys.executable, "-m", "pytest", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=variables, check=False)
    return 0 if done.returncode in {0, NOTHING_TO_RUN} else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
