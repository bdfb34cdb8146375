"""Which build of the front end this process serves."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings


def fingerprint() -> str:
    """The hash of the build's manifest, empty where nothing was built."""
    manifest = Path(settings.STATIC_DIR) / "manifest.json"
    try:
        return _hash(manifest, manifest.stat().st_mtime)
    except FileNotFoundError:
        return ""


@lru_cache(maxsize=4)
def _hash(manifest: Path, changed: float) -> str:
    return hashlib.sha256(manifest.read_bytes()).hexdigest()
