"""Packs: finished answers written once, in one file, and served without a database.

A pack holds every artefact of one version: bodies compressed once (br and gzip), and at its end
an index. It is written beside its place and renamed, so a reader sees a whole pack or none. Which
pack of a name is current stands in a small file next to it, whose change every process notices
within a second.

Layout: MAGIC, bodies, index (JSON, gzip), the index's offset (8 bytes, big endian).
"""

import contextlib
import gzip
import hashlib
import json
import mmap
import os
import re
import struct
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import brotli
from isal import igzip

MAGIC = b"CONVPACK1\n"
OFFSET = struct.Struct(">Q")
# The knees of size against time for pages of 5 to 500 kB; few readers take gzip alone.
BROTLI_QUALITY, GZIP_LEVEL = 5, 2
LOOK_AGAIN = 1.0
NAME = re.compile(r"[A-Za-z0-9_-]{1,100}")
INDEX_LEVEL = 6
BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class Piece:
    """One finished answer before it is packed. `lang` is empty if it suits every reader."""

    path: str
    lang: str
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Artefact:
    """One finished answer of a pack; `etag` is quoted and strong."""

    content_type: str
    lang: str
    etag: str
    br: bytes
    gzip: bytes

    @property
    def body(self) -> bytes:
        """The answer for one who takes neither br nor gzip."""
        return gzip.decompress(self.gzip)


def write(target: Path, pieces: Iterable[Piece], *, lasting: bool = True) -> int:
    """Writes `pieces` to `target` and returns how many bytes it takes.

    What is not `lasting` may be lost if the machine stops. A piece of the same path and language
    as an earlier one is refused with ValueError.
    """
    with _draft(target, lasting=lasting) as draft:
        for piece in pieces:
            etag = f'"{hashlib.sha256(piece.body).hexdigest()[:24]}"'
            br = brotli.compress(piece.body, quality=BROTLI_QUALITY)
            gz = igzip.compress(piece.body, GZIP_LEVEL, mtime=0)
            places = [draft.offset, len(br), draft.offset + len(br), len(gz)]
            draft.enter(piece.path, piece.lang, [piece.content_type, etag, *places])
            draft.append(br)
            draft.append(gz)
    return target.stat().st_size


def join(target: Path, parts: Iterable[Path]) -> int:
    """Writes all that lies in the packs `parts` to `target`, one after the other.

    Returns how many bytes it takes. Two parts with the same path and language are refused with
    ValueError.
    """
    with _draft(target) as draft:
        for part in map(Pack, parts):
            moved = draft.offset - len(MAGIC)
            for path, found in part.index.items():
                for lang, (kind, etag, br, br_size, gz, gz_size) in found.items():
                    places = [br + moved, br_size, gz + moved, gz_size]
                    draft.enter(path, lang, [kind, etag, *places])
            draft.append(memoryview(part.data)[len(MAGIC) : part.end])
    return target.stat().st_size


class _Draft:
    """A pack while it is written: its file, how far it is, and the index that comes last."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.offset = file.write(MAGIC)
        self.index: dict[str, dict[str, list[object]]] = {}

    def enter(self, path: str, lang: str, entry: list[object]) -> None:
        found = self.index.setdefault(path, {})
        if lang in found:
            raise ValueError(f"{path} stands twice in {lang or 'no language'}.")
        found[lang] = entry

    def append(self, body: bytes | memoryview) -> None:
        self.offset += self.file.write(body)

    def end(self) -> None:
        self.file.write(gzip.compress(json.dumps(self.index).encode(), INDEX_LEVEL, mtime=0))
        self.file.write(OFFSET.pack(self.offset))


@contextlib.contextmanager
def _draft(target: Path, *, lasting: bool = True) -> Iterator[_Draft]:
    """A draft beside its place, which it takes once it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    with beside.open("wb", BUFFER) as file:
        draft = _Draft(file)
        yield draft
        draft.end()
        file.flush()
        if lasting:
            os.fsync(file.fileno())
    beside.replace(target)


class Pack:
    """A pack opened for reading. Raises ValueError if the file is not a whole pack."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self.data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self.data[: len(MAGIC)] != MAGIC:
            raise ValueError(f"{path.name} is not a pack.")
        (self.end,) = OFFSET.unpack(self.data[-OFFSET.size :])
        self.index = json.loads(gzip.decompress(self.data[self.end : -OFFSET.size]))
        self.answers: dict[Any, Any] = {}
        """What a server made of its artefacts, forgotten with the pack."""

    def find(self, path: str, languages: Iterable[str]) -> Artefact | None:
        """The artefact at `path` in the first of `languages` that it has, or in none."""
        return self.artefact(path, self.language(path, languages)) if path in self.index else None

    def language(self, path: str, languages: Iterable[str]) -> str:
        """The first of `languages` in which the artefact at `path` lies, else one that it has."""
        found = self.index[path]
        lang = next((lang for lang in languages if lang in found), "")
        return lang if lang in found else next(iter(found))

    def artefact(self, path: str, lang: str) -> Artefact:
        kind, etag, br, br_size, gz, gz_size = self.index[path][lang]
        return Artefact(
            kind, lang, etag, self.data[br : br + br_size], self.data[gz : gz + gz_size]
        )

    def paths(self) -> list[str]:
        return list(self.index)


class Shelf:
    """The current pack of each name below `root`, looked up again every `look_again` seconds.

    `root/<name>/current` holds the file name of the pack; a name without it has none.
    """

    def __init__(self, root: Path, look_again: float = LOOK_AGAIN) -> None:
        self.root = root
        self.look_again = look_again
        self._open: dict[str, tuple[float, str, Pack | None]] = {}

    def pack(self, name: str) -> Pack | None:
        now = time.monotonic()
        looked, current, pack = self._open.get(name, (0.0, "", None))
        if now - looked < self.look_again and (looked or current):
            return pack
        wanted = self.current(name)
        if wanted != current:
            wanted, pack = self._opened(name, wanted)
        if wanted or pack or name in self._open:
            self._open[name] = (now, wanted, pack)
        return pack

    def _opened(self, name: str, wanted: str) -> tuple[str, Pack | None]:
        """The pack called `wanted`; or, if that was deleted just now, the one shown instead."""
        try:
            return wanted, Pack(self.root / name / wanted) if wanted else None
        except FileNotFoundError:
            again = self.current(name)
            if again == wanted:
                raise
            return self._opened(name, again)

    def current(self, name: str) -> str:
        """The file name of the current pack, or an empty string."""
        if not NAME.fullmatch(name):
            return ""
        try:
            return (self.root / name / "current").read_text(encoding="ascii")
        except (FileNotFoundError, NotADirectoryError):
            return ""

    def show(self, name: str, file: str) -> None:
        """Makes `file` the current pack of `name`; an empty string takes it down."""
        self._open.pop(name, None)
        pointer = self.root / name / "current"
        if not file:
            pointer.unlink(missing_ok=True)
            return
        pointer.parent.mkdir(parents=True, exist_ok=True)
        draft = pointer.with_name(f"current.{os.getpid()}.tmp")
        draft.write_text(file, encoding="ascii")
        draft.replace(pointer)

    def forget_before(self, name: str, file: str) -> None:
        """Deletes every pack of `name` that was written before `file`, and drafts that were left:
        they may hold what was erased since. Who reads one of them reads on until she looks again.
        """
        folder = self.root / name
        since = (folder / file).stat().st_mtime_ns
        for old in (*folder.glob("*.pack"), *folder.glob("*.pack.*.tmp")):
            with contextlib.suppress(FileNotFoundError):
                if old.name != file and old.stat().st_mtime_ns <= since:
                    old.unlink()

    def sweep(self, name: str, keep: int = 3) -> None:
        """Deletes all but the current and the `keep` newest packs of `name`."""
        packs = sorted((self.root / name).glob("*.pack"), key=lambda p: p.stat().st_mtime)
        current = self.current(name)
        for old in packs[: max(0, len(packs) - keep)]:
            if old.name != current:
                old.unlink(missing_ok=True)
