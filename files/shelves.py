"""The one shelf of this server."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from files.packs import Artefact, Pack, Shelf


@lru_cache(maxsize=4)
def _shelf(root: Path) -> Shelf:
    return Shelf(root / "artefacts")


def shelf() -> Shelf:
    """The shelf below DATA_DIR, one a process."""
    return _shelf(settings.DATA_DIR)


def pack_of(path: str) -> Pack | None:
    """The pack in which an address would lie: the first part of an address is its name."""
    end = path.find("/", 1)
    return shelf().pack(path[1:end]) if end > 0 else None


def find(path: str, languages: list[str]) -> Artefact | None:
    """The artefact at an address (`/quebec-2001/programme/`), or None: then Django answers."""
    pack = pack_of(path)
    return pack.find(path, languages) if pack else None
