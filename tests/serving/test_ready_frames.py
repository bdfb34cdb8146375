"""Ready bytes under real servers: slow readers, partial writes, closing peers, control frames."""

import asyncio
import contextlib
import json
import socket
import struct

import pytest
import websockets

from realtime import log
from tests.realtime.readers import SocketReader, StreamReader, in_thread
from tests.serving.servers import KINDS, serving
from tests.wall.source import write

pytestmark = pytest.mark.django_db(transaction=True)
ON_OFF = [(kind, ready) for kind in KINDS for ready in ("on", "off")]


@pytest.fixture(scope="module", params=ON_OFF, ids="-".join)
def server(request, django_db_setup, django_db_blocker):
    """Each server with the ready way and, by its switch, with the ordinary one."""
    kind, ready = request.param
    with django_db_blocker.unblock(), serving(kind, CONVOCA_READY_FRAMES=ready) as running:
        yield running


def followed(readers, work, until: int):
    """Lets the readers follow while `work` is done, until they have read up to a number."""

    async def main():
        for reader in readers:
            await reader.snapshot()
        following = [asyncio.ensure_future(reader.keep_following(until)) for reader in readers]
        await asyncio.sleep(0.3)
        await in_thread(work)
        await asyncio.wait_for(asyncio.gather(*following), 30)

    asyncio.run(main())


def test_both_ways_bring_every_length_of_frame_whole(server):
    """Headers of 2, 4 and 10 bytes, and frames longer than the kernel takes at once."""
    sizes = [1, 60, 200, 5_000, 70_000, 200_000]
    readers = [way(server.port, "wall:sizes") for way in (SocketReader, StreamReader) * 2]
    followed(readers, lambda: [write("wall:sizes", "é" * size) for size in sizes], len(sizes))
    for reader in readers:
        assert reader.wrong == []
        assert [len(words) for words in reader.state.values()] == sizes


@pytest.mark.storm
def test_a_reader_who_stops_is_cut_off_and_the_others_go_on(server):
    quick = SocketReader(server.port, "wall:slow")
    with stuck(server.port, "wall:slow") as line:
        followed([quick], lambda: [write("wall:slow", "x" * 100_000) for _ in range(60)], 60)
        assert quick.wrong == []
        received = drained(line)
    assert received < 60 * 100_000
    seqs = [int(frame["seq"]) for frame in quick.frames if frame["t"] == "entry"]
    assert seqs == list(range(1, 61))


@pytest.mark.storm
def test_a_reader_who_pauses_gets_partial_writes_in_order(server):
    """She reads little by little, within what may wait for her: nothing is lost or mixed up."""

    async def main():
        uri = f"ws://127.0.0.1:{server.port}/live/wall:pause/socket?lang=en"
        small = socket.create_connection(("127.0.0.1", server.port))
        small.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        # What is not read any more hides the goodbye, for which nobody need wait.
        async with websockets.connect(
            uri, sock=small, compression=None, max_queue=1, close_timeout=0.1
        ) as line:
            await line.recv()
            await in_thread(lambda: [write("wall:pause", "x" * 9_000) for _ in range(20)])
            await asyncio.sleep(1)
            seqs = []
            while len(seqs) < 20:
                frame = json.loads(await asyncio.wait_for(line.recv(), 20))
                if frame["t"] == "entry":
                    assert len(frame["data"]["words"]) == 9_000
                    seqs.append(frame["seq"])
            assert seqs == list(range(1, 21))

    asyncio.run(main())


def test_control_frames_fall_between_whole_messages(server):
    async def main():
        uri = f"ws://127.0.0.1:{server.port}/live/wall:pings/socket?lang=en"
        async with websockets.connect(uri, compression=None, max_queue=None) as line:
            await line.recv()
            write_all = in_thread(lambda: [write("wall:pings", "x" * 3_000) for _ in range(40)])
            async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
                tasks.create_task(write_all)
                seqs, pongs = [], []
                while len(seqs) < 40:
                    pongs.append(await line.ping())
                    frame = json.loads(await line.recv())
                    if frame["t"] == "entry":
                        seqs.append(frame["seq"])
                await asyncio.gather(*pongs)
            assert seqs == list(range(1, 41))

    asyncio.run(main())


def test_peers_that_vanish_disturb_nobody(server):
    reader = StreamReader(server.port, "wall:gone")

    def work():
        for number in range(10):
            lines = [stuck(server.port, "wall:gone") for _ in range(5)]
            for line in lines:
                with line as opened:
                    if number % 2:
                        # A reset instead of a goodbye.
                        linger = struct.pack("ii", 1, 0)
                        opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            write("wall:gone", "x")

    followed([reader], work, 10)
    assert reader.wrong == []
    assert log.head("wall:gone").seq == reader.last


@contextlib.contextmanager
def stuck(port: int, topic: str):
    """A WebSocket whose other end reads nothing after the handshake."""
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.settimeout(10)
        line.connect(("127.0.0.1", port))
        line.sendall(
            f"GET /live/{topic}/socket?lang=en HTTP/1.1\r\nHost: localhost\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
        )
        assert b"101" in line.recv(4096)
        yield line


def drained(line: socket.socket) -> int:
    """All that still comes until the server has cut the line; fails if it never does."""
    received = 0
    with contextlib.suppress(ConnectionResetError):
        while data := line.recv(65536):
            received += len(data)
    return received
