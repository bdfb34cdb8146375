"""Files that wait between the look at what would change and the word to go on."""

import hashlib
import re
import time
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

KEPT = 24 * 3600  # seconds
MARK = re.compile(r"[0-9a-f]{64}")


def keep(place: str, chunks: Iterable[bytes]) -> str:
    """Keeps a file for a day and returns the mark by which `kept` finds it in the same place."""
    folder = _folder(place)
    folder.mkdir(parents=True, exist_ok=True)
    body = b"".join(chunks)
    mark = hashlib.sha256(body).hexdigest()
    (folder / mark).write_bytes(body)
    return mark


def kept(place: str, mark: str) -> Path | None:
    """The file of that mark, if it was kept in this place."""
    path = _folder(place) / mark
    return path if MARK.fullmatch(mark) and path.is_file() else None


def sweep() -> None:
    """Deletes what nobody went on with."""
    for path in _folder("").glob("*/*"):
        if time.time() - path.stat().st_mtime > KEPT:
            path.unlink(missing_ok=True)


def _folder(place: str) -> Path:
    return Path(settings.DATA_DIR) / "imports" / place
