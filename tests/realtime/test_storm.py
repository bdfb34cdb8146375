"""Many readers, lines cut at random, the process killed: in the end everybody has everything."""

import asyncio
import contextlib
import json
import random
import socket
import time

import pytest

from realtime import log
from tests.realtime.readers import PollReader, SocketReader, StreamReader, in_thread
from tests.serving.servers import KINDS, free_port, start
from tests.wall.source import Wall, write

pytestmark = [pytest.mark.storm, pytest.mark.django_db(transaction=True)]
WAYS = (SocketReader, StreamReader, PollReader)
ENTRIES = 120
READERS = 30


@pytest.mark.parametrize("kind", KINDS)
def test_a_storm_loses_and_doubles_nothing(kind):
    storm(kind, chance=random.Random(1))


@pytest.mark.redis
def test_a_storm_in_which_the_layer_loses_every_wake_up(settings):
    """Wake-ups go to a Redis that nobody listens to; readers find out by themselves."""
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [settings.REDIS_URL], "prefix": f"lost{free_port()}"},
        }
    }
    storm("uvicorn", chance=random.Random(2))


def storm(kind: str, chance: random.Random) -> None:
    topic = f"wall:storm{chance.random()}".replace(".", "-")

    async def main() -> None:
        server = start(kind)
        relay = Relay(server.port, chance)
        try:
            await asyncio.to_thread(server.wait)
            async with await asyncio.start_server(relay.serve, "127.0.0.1", 0) as listening:
                port = listening.sockets[0].getsockname()[1]
                readers = [
                    WAYS[number % 3](port, topic, lang=chance.choice(["en", "fr"]))
                    for number in range(READERS)
                ]
                following = [
                    asyncio.ensure_future(each.keep_following(ENTRIES)) for each in readers
                ]
                cutting = asyncio.ensure_future(relay.cut_for_ever())
                await in_thread(write_some, topic, ENTRIES // 3)
                await asyncio.to_thread(server.kill)
                server = start(kind, port=server.port)
                await in_thread(write_some, topic, ENTRIES // 3)
                await asyncio.to_thread(server.wait)
                await in_thread(write_some, topic, ENTRIES // 3)
                await asyncio.wait_for(asyncio.gather(*following), 180)
                cutting.cancel()
                relay.cut(1.0)
            await agree(topic, readers)
            assert relay.cuts > READERS
        finally:
            await asyncio.to_thread(server.end)

    asyncio.run(main())


def write_some(topic: str, times: int) -> None:
    """Writes at the pace of a lively board, so that cuts fall between and into entries."""
    for number in range(times):
        time.sleep(0.04)
        if number % 5 == 4:
            write(topic, f"changed {number}", kind="change", of=number)
        else:
            write(topic, f"line {number}", audience="moderators" if number % 7 == 6 else "everyone")


async def agree(topic: str, readers) -> None:
    """Every reader's state is the database's, and nobody saw a double or a hole."""
    assert (await in_thread(log.head, topic)).seq == ENTRIES
    for lang in ("en", "fr"):
        state = await in_thread(Wall().state, topic, lang, "everyone")
        for reader in readers:
            assert reader.wrong == []
            assert reader.last == ENTRIES
            assert reader.lang != lang or reader.state == json.loads(json.dumps(state))


class Relay:
    """Stands between readers and the server and cuts lines in the middle of whatever they say."""

    def __init__(self, port: int, chance: random.Random) -> None:
        self.port, self.chance = port, chance
        self.open: set[asyncio.StreamWriter] = set()
        self.cuts = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            onward, back = await asyncio.open_connection("127.0.0.1", self.port)
            ends = {writer, back}
            self.open |= ends
            try:
                await asyncio.gather(pass_on(reader, back), pass_on(onward, writer))
            finally:
                self.open -= ends
                for end in ends:
                    end.close()
        writer.close()

    async def cut_for_ever(self) -> None:
        while True:
            await asyncio.sleep(0.1)
            self.cut(0.2)

    def cut(self, share: float) -> None:
        for writer in list(self.open):
            if self.chance.random() < share:
                self.cuts += 1
                with contextlib.suppress(OSError):
                    writer.get_extra_info("socket").shutdown(socket.SHUT_RDWR)


async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(700):
            writer.write(data)
            await writer.drain()
    writer.close()
