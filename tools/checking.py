"""All that can be known without running: `make check`. Runs every check, names those that fail.

Two at a time: the types take as long as all the others together.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.prepare import FRONTEND, node

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
NOT_APPS = {"tests"}
REGISTRY = re.compile(
    rb"https?://[\w.-]*(pypi|pythonhosted|npmjs|npmmirror|yarnpkg|unpkg|jsdelivr)\.\w+"
)


def main() -> int:
    with ThreadPoolExecutor(2) as two:
        passed = dict(zip(CHECKS, two.map(passes, CHECKS), strict=True))
    failed = [name for name in CHECKS if not passed[name]]
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return int(bool(failed))


def passes(name: str) -> bool:
    print(f"· {name}", flush=True)
    return CHECKS[name]()


def run(*command: str, folder: Path = ROOT) -> bool:
    """Whether `command`, from the virtual environment if it is there, succeeds. What it says comes
    in one piece.
    """
    own = BIN / command[0]
    program = str(own) if own.exists() else command[0]
    done = subprocess.run(
        [program, *command[1:]],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    print(done.stdout, end="", flush=True)
    return not done.returncode


def environment() -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PATH": f"{node()}{os.pathsep}{os.environ['PATH']}",
    }


def tracked(*patterns: str) -> list[Path]:
    """The repository's files that match, also those that are not committed yet."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    paths = {ROOT / name for name in listed.decode().split("\0") if name}
    return sorted(path for path in paths if path.is_file())


def types() -> bool:
    folders = {path.parent.name for path in tracked("*/__init__.py") if path.parent.parent == ROOT}
    return run("mypy", *sorted(folders - NOT_APPS))


def templates() -> bool:
    pages = [str(path) for path in tracked("templates/*.html")]
    return not pages or run("djade", "--check", "--target-version", "5.2", *pages)


def no_registry_is_named() -> bool:
    """Requirements and locks name packages and hashes, never where they are fetched."""
    found = [path for path in tracked() if REGISTRY.search(path.read_bytes())]
    for path in found:
        print(f"{path.relative_to(ROOT)} names a registry's address.")
    return not found


def frontend() -> bool:
    """Biome and TypeScript."""
    return not FRONTEND.exists() or run("npm", "run", "--silent", "check", folder=FRONTEND)


# The longest first.
CHECKS: dict[str, Callable[[], bool]] = {
    "types": types,
    "ruff": lambda: run("ruff", "check", "."),
    "format": lambda: run("ruff", "format", "--check", "."),
    "layers": lambda: run("lint-imports"),
    "templates": templates,
    "settings and doors": lambda: run("python", "manage.py", "check", "--fail-level", "WARNING"),
    "migrations": lambda: run("python", "manage.py", "makemigrations", "--check", "--dry-run"),
    "catalogues": lambda: run("python", "-m", "tools.messages", "--check"),
    "registries": no_registry_is_named,
    "front end": frontend,
}

if __name__ == "__main__":
    sys.exit(main())
