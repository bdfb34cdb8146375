"""Snapshots built once for each place in the log, language and audience."""

import asyncio
import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field

import brotli

from realtime import reading
from realtime.frames import json_text
from realtime.reader import Reader
from realtime.reading import Key, in_thread

KEPT = 256
WORTH_COMPRESSING = 1_000


@dataclass
class Snapshot:
    """A state as finished bytes."""

    epoch: str
    seq: int
    body: bytes
    etag: bytes
    _brotli: bytes = field(default=b"", repr=False)

    def compressed(self) -> bytes:
        """The body in brotli, made at the first asking."""
        self._brotli = self._brotli or brotli.compress(self.body, quality=5)
        return self._brotli


class Snapshots:
    """The last snapshots of this process; many who ask at once cause one reading."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, Key], Snapshot] = OrderedDict()
        self._under_way: dict[tuple[str, Key], asyncio.Future[Snapshot]] = {}

    async def of(self, reader: Reader, key: Key) -> Snapshot:
        """A snapshot that is at least as new as what the reader has handed on."""
        await reader.fresh()
        place = (reader.name, key)
        kept = self._kept.get(place)
        if kept and kept.epoch == reader.epoch and kept.seq >= reader.head:
            self._kept.move_to_end(place)
            return kept
        if place not in self._under_way:
            task = asyncio.ensure_future(self._build(reader, key))
            self._under_way[place] = task
            task.add_done_callback(lambda _: self._under_way.pop(place))
        return await asyncio.shield(self._under_way[place])

    async def _build(self, reader: Reader, key: Key) -> Snapshot:
        place, state = await in_thread(reading.snapshot, reader.source, reader.name, key)
        body = {"epoch": place.epoch, "seq": place.head.seq, "state": state}
        text = json_text(body)
        lang, audience = key
        name = f"{place.epoch}.{place.head.seq}.{lang}.{audience}.{len(text)}"
        etag = f'"{hashlib.sha256(name.encode()).hexdigest()[:24]}"'.encode()
        made = Snapshot(place.epoch, place.head.seq, text.encode(), etag)
        self._kept[reader.name, key] = made
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return made
