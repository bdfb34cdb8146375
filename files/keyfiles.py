"""Files that hold keys: readable by this server alone, whole or not there at all."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def make(path: Path, content: bytes) -> None:
    """Writes a new key; of several processes that do so at once, the first one's stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = _fresh(path, content)
    with suppress(FileExistsError):
        os.link(fresh, path)
    fresh.unlink()


def write(path: Path, content: bytes) -> None:
    """In one step, so that a power cut leaves the old key or the new one."""
    _fresh(path, content).replace(path)


def _fresh(path: Path, content: bytes) -> Path:
    """A file beside `path` that is on the disk."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return fresh
