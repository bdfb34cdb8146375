"""A kind of notice that stands in no app."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from accounts.ports import NoticeKind, notice_kinds


@contextmanager
def a_kind(folder: Path, settings: Any, *, says: str) -> Iterator[None]:
    """`test.moved`, told in the words of a template that is written into `folder`."""
    (folder / "moved.txt").write_text(says)
    settings.TEMPLATES = [
        settings.TEMPLATES[0] | {"DIRS": [folder, *settings.TEMPLATES[0]["DIRS"]]}
    ]
    notice_kinds["test.moved"] = NoticeKind("test.moved", "A session moves", "moved.txt")
    yield
    del notice_kinds["test.moved"]
