"""Makes what Convoca runs in: the virtual environment, Node if it is missing, the front end.

Runs on the machine's own Python with nothing installed: `python3 -m tools.prepare run` or `dev`.
What has not changed since the last time is left alone.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
STAMPS = VENV / "made-from"
FRONTEND = ROOT / "frontend"
BUILT = FRONTEND / "dist" / "manifest.json"
OLDEST_NODE = (20, 19)


def main(wanted: str) -> None:
    refuse_old_python()
    make_environment()
    install(wanted)
    if (FRONTEND / "package.json").exists():
        build_frontend()


def refuse_old_python() -> None:
    """Ends with one line that says what to install."""
    if sys.version_info < (3, 11):  # noqa: UP036 (this very check is for the older ones)
        this = sys.version.split()[0]
        sys.exit(
            f"Convoca needs Python 3.11 or newer; this is {this}. Name another one: "
            "make run PYTHON=python3.12"
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        sys.exit("Python's venv is missing. On Debian or Ubuntu: apt install python3-venv")


def make_environment() -> None:
    """A virtual environment with uv, which installs the rest."""
    locked = ROOT / "requirements" / "uv.txt"
    if UV.exists() and unchanged("uv", [locked]):
        return
    say("Making the virtual environment")
    if not PYTHON.exists():
        run([sys.executable, "-m", "venv", str(VENV)])
    run([str(PYTHON), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(locked)])
    stamp("uv", [locked])


def install(wanted: str) -> None:
    """Exactly what run.txt or dev.txt names; one that has dev keeps it."""
    if (STAMPS / "dev").exists():
        wanted = "dev"
    locked = ROOT / "requirements" / f"{wanted}.txt"
    if unchanged(wanted, [locked]):
        return
    say(f"Installing {locked.relative_to(ROOT)}")
    # A sync takes away what is not named, and uv has a file of its own.
    sync(PYTHON, locked, ROOT / "requirements" / "uv.txt")
    stamp(wanted, [locked])


def sync(python: Path, *locked: Path) -> None:
    options = ["-q", "--require-hashes", "--python", str(python)]
    run([str(UV), "pip", "sync", *options, *map(str, locked)])


def build_frontend() -> None:
    """`npm ci` when the lock moved, `npm run build` when a source did."""
    locks = [FRONTEND / "package.json", FRONTEND / "package-lock.json"]
    sources = [path for path in files_below(FRONTEND) if path.suffix != ".md"]
    if BUILT.exists() and unchanged("frontend", sources):
        return
    environment = os.environ | {"PATH": f"{node()}{os.pathsep}{os.environ['PATH']}"}
    modules = FRONTEND / "node_modules"
    if not (modules.exists() and unchanged("npm", locks)):
        say("Fetching what the front end is built with")
        run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], FRONTEND, environment)
        stamp("npm", locks)
    say("Building the front end")
    run(["npm", "run", "build", "--silent"], FRONTEND, environment)
    stamp("frontend", sources)


def node() -> str:
    """The folder with a `node` and an `npm` that are new enough, from PyPI if need be."""
    found = shutil.which("node")
    if found and shutil.which("npm") and version_of(found) >= OLDEST_NODE:
        return str(Path(found).parent)
    locked, home = ROOT / "requirements" / "node.txt", VENV / "node"
    if not unchanged("node", [locked]):
        say("Fetching Node")
        run([str(UV), "venv", "-q", "--allow-existing", "--python", str(PYTHON), str(home)])
        sync(home / "bin" / "python", locked)
        stamp("node", [locked])
    return str(home / "bin")


def version_of(node_program: str) -> tuple[int, ...]:
    command = [node_program, "--version"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    numbers = answer.strip().removeprefix("v").split(".")[:2]
    return tuple(int(number) for number in numbers if number.isdecimal())


def files_below(folder: Path) -> list[Path]:
    """Sources, without what was installed or built."""
    made = {"node_modules", "dist"}
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not made & set(path.relative_to(folder).parts)
    )


def digest(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def unchanged(name: str, paths: Iterable[Path]) -> bool:
    mark = STAMPS / name
    return mark.exists() and mark.read_text() == digest(paths)


def stamp(name: str, paths: Iterable[Path]) -> None:
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / name).write_text(digest(paths))


def run(command: list[str], folder: Path = ROOT, environment: dict[str, str] | None = None) -> None:
    """Runs `command`; ends with its status if it fails, since it has said why."""
    done = subprocess.run(command, cwd=folder, env=environment, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def say(what: str) -> None:
    print(f"· {what} …", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
