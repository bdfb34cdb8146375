"""Which web processes run on this machine."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings


def places() -> Iterator[Path]:
    """The files that name them, by their pid."""
    yield from (settings.DATA_DIR / "run").glob("web-*.pid")


@contextlib.contextmanager
def known_by_its_pid() -> Iterator[None]:
    """Names this process for `manage.py drain` as long as it runs."""
    place = settings.DATA_DIR / "run" / f"web-{os.getpid()}.pid"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(str(os.getpid()))
    try:
        yield
    finally:
        place.unlink(missing_ok=True)
