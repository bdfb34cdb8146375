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
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
from isal import igzip

MAGIC = b"CONVPACK1\n"
OFFSET = struct.Struct(">Q")
# The knees of size against time for pages of 5 to 500 kB; few readers take gzip alone.
BROTLI_QUALITY, GZIP_LEVEL = 5, 2
LOOK_AGAIN = 1.0
NAME = re.compile(r"[A-Za-z0-9_-]{1,100}")
# Compression lets other threads run; more than the cores brings nothing.
THREADS = 2
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


def write(target: Path, pieces: Iterable[Piece]) -> int:
    """Writes `pieces` to `target` and returns how many bytes it takes.

    Pieces are compressed on THREADS threads while the next ones are made. A piece of the same
    path and language as an earlier one is refused with ValueError.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    index: dict[str, dict[str, list[object]]] = {}
    with draft.open("wb", BUFFER) as file, ThreadPoolExecutor(THREADS) as threads:
        offset = file.write(MAGIC)
        for piece, packed in _in_order(threads, pieces):
            found = index.setdefault(piece.path, {})
            if piece.lang in found:
                raise ValueError(f"{piece.path} stands twice in {piece.lang or 'no language'}.")
            places = [offset, len(packed.br), offset + len(packed.br), len(packed.gzip)]
            found[piece.lang] = [piece.content_type, packed.etag, *places]
            offset += file.write(packed.br) + file.write(packed.gzip)
        file.write(gzip.compress(json.dumps(index).encode(), mtime=0))
        file.write(OFFSET.pack(offset))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    return target.stat().st_size


@dataclass(frozen=True, slots=True)
class Packed:
    """What a pack keeps of a body."""

    etag: str
    br: bytes
    gzip: bytes


def _in_order(
    threads: ThreadPoolExecutor, pieces: Iterable[Piece]
) -> Iterator[tuple[Piece, Packed]]:
    """The pieces as they come, packed; at most 200 wait, so memory stays small."""
    waiting: deque[tuple[Piece, Future[Packed]]] = deque()
    for piece in pieces:
        waiting.append((piece, threads.submit(_pack, piece.body)))
        if len(waiting) >= 200:
            ready, future = waiting.popleft()
            yield ready, future.result()
    for ready, future in waiting:
        yield ready, future.result()


def _pack(body: bytes) -> Packed:
    """Hashing and compressing let the thread that makes the pieces run."""
    return Packed(
        f'"{hashlib.sha256(body).hexdigest()[:24]}"',
        brotli.compress(body, quality=BROTLI_QUALITY),
        igzip.compress(body, GZIP_LEVEL, mtime=0),
    )


class Pack:
    """A pack opened for reading. Raises ValueError if the file is not a whole pack."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self.data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self.data[: len(MAGIC)] != MAGIC:
            raise ValueError(f"{path.name} is not a pack.")
        (offset,) = OFFSET.unpack(self.data[-OFFSET.size :])
        self.index = json.loads(gzip.decompress(self.data[offset : -OFFSET.size]))
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
